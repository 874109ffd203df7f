package dev.baton.port;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.document.Problem;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.RunOptions;
import dev.baton.model.execution.SourceRevision;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does the actions of one action type. Called from a virtual thread for each action; a red build is
 * an outcome, an exception is a fault of the provider (SystemUnavailable). Interruption of the
 * thread means: stop, nobody waits for the answer.
 */
public interface ActionProvider {

  /** What it is and which definitions it accepts. */
  ActionType type();

  /** What happens to this action if its worker dies after it was begun. */
  AfterInterruption afterInterruption(Request request);

  /**
   * What of an action is wrong beyond keys and required members; values with a variable in them are
   * not judged. Places are the caller's to fill in.
   */
  default List<Problem> validate(PipelineDefinition.Action action) {
    return List.of();
  }

  /** Does the action, or a part of it, or says who will. */
  ActionOutcome run(Request request, Progress progress) throws InterruptedException;

  /** Ends work that an earlier run of this process began and whose outcome no longer matters. */
  default void abandon(String actionExecutionId) {}

  /** What may be done with an interrupted action. */
  enum AfterInterruption {
    /** The same call again, with the same idempotency key. */
    REPEAT,
    /** Recorded as Interrupted, and run once more as a new action execution. */
    RERUN_AS_NEW,
    /** Recorded as Interrupted; a person decides. */
    FAIL
  }

  /**
   * An action that is to be done.
   *
   * @param actionExecutionId also the idempotency key
   * @param configuration resolved
   * @param action as declared; commands and environment variables resolved
   * @param inputs by artifact name
   * @param outputs where to put output artifacts
   * @param revision asked for with the start, for a source action
   * @param baseRevisions by artifact name: what the latest execution that succeeded was made of,
   *     the base for change detection; nothing for a first run
   * @param revisions what the execution's source actions have found so far, by artifact name
   * @param continuation of the last Continue
   */
  record Request(
      PipelineKey pipeline,
      String executionId,
      String actionExecutionId,
      String stage,
      PipelineDefinition.Action action,
      Map<String, String> configuration,
      Map<String, ArtifactLocation> inputs,
      Map<String, ArtifactLocation> outputs,
      Optional<SourceRevision> revision,
      Map<String, String> baseRevisions,
      Map<String, String> revisions,
      RunOptions options,
      Optional<String> continuation) {}

  /** Tells, while an action runs, what the provider calls its work. Durable once it returns. */
  @FunctionalInterface
  interface Progress {
    void report(ActionOutcome.External external);
  }

  /**
   * An action type, as ListActionTypes shows it and validation reads it.
   *
   * @param properties configuration keys; others are refused
   * @param v2Only whether a V1 pipeline must not use it
   */
  record ActionType(
      ActionTypeId id,
      List<Property> properties,
      Bounds inputArtifacts,
      Bounds outputArtifacts,
      boolean v2Only) {

    /** A configuration key. */
    public record Property(String name, boolean required, boolean secret) {}

    /** How many artifacts. */
    public record Bounds(int minimum, int maximum) {}
  }
}
