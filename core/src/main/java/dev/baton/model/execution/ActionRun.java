package dev.baton.model.execution;

import dev.baton.model.artifact.ArtifactLocation;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One execution of an action. A retry is another one.
 *
 * @param id random UUID; of an approval it is also the token
 * @param attempt of this action in this execution, from 1
 * @param stageAttempt the stage's attempt in which it began
 * @param namespace under which its output variables are referred to
 * @param resolvedConfiguration the configuration with its variables replaced; empty until the
 *     action starts
 * @param inputs input artifacts as they were when the action started
 * @param outputs where output artifacts go; chosen when the action starts
 * @param error code and message of a failure
 * @param updatedBy who answered an approval; else empty
 * @param continuation the provider's token for the next call
 * @param waitingUntil a person or job worker has until then to answer; empty while the provider
 *     works
 */
public record ActionRun(
    String id,
    String stage,
    String action,
    int attempt,
    int stageAttempt,
    Optional<String> namespace,
    ActionStatus status,
    Instant startedAt,
    Instant updatedAt,
    Map<String, String> resolvedConfiguration,
    Map<String, ArtifactLocation> inputs,
    Map<String, ArtifactLocation> outputs,
    ActionOutcome.External external,
    Map<String, String> outputVariables,
    Optional<Failure> error,
    Optional<String> updatedBy,
    Optional<String> continuation,
    Optional<Instant> waitingUntil) {

  /** The same with another resolved configuration and without its provider's token: to be shown. */
  public ActionRun shownWith(Map<String, String> configuration) {
    return new ActionRun(
        id,
        stage,
        action,
        attempt,
        stageAttempt,
        namespace,
        status,
        startedAt,
        updatedAt,
        configuration,
        inputs,
        outputs,
        external,
        outputVariables,
        error,
        updatedBy,
        Optional.empty(),
        waitingUntil);
  }

  /** Why it failed. */
  public record Failure(String code, String message) {}
}
