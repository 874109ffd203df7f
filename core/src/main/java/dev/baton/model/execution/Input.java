package dev.baton.model.execution;

import dev.baton.model.pipeline.PipelineDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the machine is told: a command of a person or client, or a fact that a worker or timer
 * reports.
 */
public sealed interface Input {

  /** A command may be refused; it names what AWS's operation of that name names. */
  sealed interface Command extends Input {}

  /** Facts are never refused; one that no longer matters changes nothing. */
  sealed interface Fact extends Input {}

  /** StartPipelineExecution, or a trigger. */
  record Start(
      String executionId,
      Trigger trigger,
      Map<String, String> variables,
      List<SourceRevision> sourceRevisions,
      RunOptions options)
      implements Command {}

  /** StopPipelineExecution. The state must hold the execution, finished or not. */
  record Stop(String executionId, boolean abandon, String reason) implements Command {}

  /** RetryStageExecution. The state must hold the execution. */
  record Retry(String executionId, String stage, PipelineDefinition.RetryMode mode)
      implements Command {}

  /**
   * RollbackStage, or an automatic rollback.
   *
   * @param executionId of the new execution
   * @param target the execution to go back to, as stored
   * @param cause the execution whose failure brought it about; empty when a person asked
   */
  record Rollback(
      String executionId,
      String stage,
      ExecutionState target,
      Optional<String> cause,
      Trigger trigger)
      implements Command {}

  /**
   * PutApprovalResult. To tell an answered approval from an unknown token the state should also
   * hold the execution that entered the stage last, finished or not.
   */
  record Approve(
      String stage, String action, String token, boolean approved, String summary, String by)
      implements Command {}

  /** EnableStageTransition, DisableStageTransition. */
  record SetTransition(String stage, boolean enabled, String reason, String by)
      implements Command {}

  /** OverrideStageCondition (the state must hold the execution): BEFORE_ENTRY or ON_SUCCESS. */
  record OverrideCondition(String executionId, String stage, Gate gate) implements Command {}

  /** UpdatePipeline: the definition given to the machine is the new one; older versions run out. */
  record Update(int newVersion) implements Command {}

  /** What a provider answered. */
  record ActionReported(String actionExecutionId, ActionOutcome outcome) implements Fact {}

  /** The provider's own name for running work, told before it ends. */
  record ActionProgressed(String actionExecutionId, ActionOutcome.External external)
      implements Fact {}

  /**
   * The worker died with the action begun.
   *
   * @param rerun whether it may be run again, as a new action execution (once)
   */
  record ActionInterrupted(String actionExecutionId, boolean rerun) implements Fact {}

  /** What a rule answered: Succeeded, Failed, Continue. */
  record RuleReported(String ruleExecutionId, ActionOutcome outcome) implements Fact {}

  /** A timer that an effect set has come due. */
  record TimerFired(String timer) implements Fact {}

  /** An automatic rollback could not be started. The state must hold the cause. */
  record RollbackFailed(String causeExecutionId, String stage, String why) implements Fact {}

  /**
   * The execution cannot be carried on: its definition cannot be read, or the machine itself has a
   * fault. It ends as Failed, with what runs of it.
   *
   * @param why for people
   */
  record ExecutionBroken(String executionId, String why) implements Fact {}
}
