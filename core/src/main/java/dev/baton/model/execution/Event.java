package dev.baton.model.execution;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.pipeline.PipelineDefinition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is now true. Events fold to the state; stored under names written by hand, only ever added
 * to.
 *
 * <p>Every event of one execution names it; {@code at} is the decision's instant.
 */
public sealed interface Event {

  Instant at();

  /** The execution that it is about; empty for what concerns the pipeline alone. */
  Optional<String> execution();

  /** An event about one execution. */
  sealed interface OfExecution extends Event {
    String executionId();

    @Override
    default Optional<String> execution() {
      return Optional.of(executionId());
    }
  }

  /** An execution exists. It carries its first state, stages and all. */
  record ExecutionStarted(Instant at, ExecutionState state) implements Event {
    @Override
    public Optional<String> execution() {
      return Optional.of(state.id());
    }
  }

  record ExecutionMoved(Instant at, String executionId, ExecutionStatus to, String summary)
      implements OfExecution {}

  record StopRequested(Instant at, String executionId, ExecutionState.StopRequest request)
      implements OfExecution {}

  /** A stage of the execution has moved. */
  record StageMoved(Instant at, String executionId, String stage, StageStatus to)
      implements OfExecution {}

  /** The stage's actions begin again. */
  record StageRetried(
      Instant at,
      String executionId,
      String stage,
      PipelineDefinition.RetryMode mode,
      StageRun.Retry retry)
      implements OfExecution {}

  record ConditionMoved(
      Instant at, String executionId, String stage, Gate gate, ConditionStatus to, String summary)
      implements OfExecution {}

  record ActionStarted(Instant at, String executionId, ActionRun run) implements OfExecution {}

  record ActionProgressed(
      Instant at,
      String executionId,
      String actionExecutionId,
      ActionOutcome.External external,
      Optional<String> continuation,
      Optional<Instant> waitingUntil)
      implements OfExecution {}

  record ActionFinished(
      Instant at,
      String executionId,
      String actionExecutionId,
      ActionStatus to,
      ActionOutcome.External external,
      Map<String, String> outputVariables,
      Map<String, ArtifactLocation> artifacts,
      List<ArtifactRevision> revisions,
      Optional<ActionRun.Failure> error,
      Optional<String> by)
      implements OfExecution {}

  record RuleStarted(Instant at, String executionId, RuleRun run) implements OfExecution {}

  record RuleProgressed(
      Instant at,
      String executionId,
      String ruleExecutionId,
      ActionOutcome.External external,
      Optional<String> continuation)
      implements OfExecution {}

  record RuleFinished(
      Instant at,
      String executionId,
      String ruleExecutionId,
      ActionStatus to,
      ActionOutcome.External external,
      Optional<ActionRun.Failure> error)
      implements OfExecution {}

  /** The failed stage stays locked until the rollback to the target begins or is given up. */
  record RollbackAwaited(Instant at, String executionId, String stage, String target)
      implements OfExecution {}

  /** The awaited rollback will not come; the summary says why. */
  record RollbackGivenUp(Instant at, String executionId, String stage, String summary)
      implements OfExecution {}

  record TransitionChanged(Instant at, String stage, PipelineState.Transition transition)
      implements Event {
    @Override
    public Optional<String> execution() {
      return Optional.empty();
    }
  }

  /**
   * The pipeline has a new definition; its stages replace the gates, transitions of stages that
   * stay are kept.
   */
  record DefinitionChanged(Instant at, int version, List<String> stages) implements Event {
    @Override
    public Optional<String> execution() {
      return Optional.empty();
    }
  }
}
