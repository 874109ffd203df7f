package dev.baton.model.execution;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A stage of one execution.
 *
 * @param enteredAt when it got the stage's lock; empty before
 * @param conditions of the latest attempt, by gate
 * @param attempt how often the stage's actions were begun: 1, and one more for each retry
 * @param since action executions of earlier attempts than this one no longer count; ALL_ACTIONS
 *     moves it to the attempt, FAILED_ACTIONS leaves it
 * @param retry how the latest retry came about
 */
public record StageRun(
    String name,
    StageStatus status,
    Optional<Instant> enteredAt,
    Map<Gate, ConditionRun> conditions,
    int attempt,
    int since,
    Optional<Retry> retry) {

  /**
   * Whether the execution is past it: it succeeded, was skipped, or failed by an onSuccess
   * condition that somebody has overridden.
   */
  public boolean isOver() {
    return status == StageStatus.SUCCEEDED
        || status == StageStatus.SKIPPED
        || (status == StageStatus.FAILED
            && condition(Gate.ON_SUCCESS).equals(Optional.of(ConditionStatus.OVERRIDDEN)));
  }

  /** The status of that gate's condition in the latest attempt; empty when it was not checked. */
  public Optional<ConditionStatus> condition(Gate gate) {
    return Optional.ofNullable(conditions.get(gate)).map(ConditionRun::status);
  }

  /** A gate's condition. */
  public record ConditionRun(ConditionStatus status, Instant changedAt, String summary) {}

  /** CodePipeline's retryStageMetadata. */
  public record Retry(int automatic, int manual, String latestTrigger) {}
}
