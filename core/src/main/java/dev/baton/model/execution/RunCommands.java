package dev.baton.model.execution;

import dev.baton.model.document.Problem.Kind;
import dev.baton.model.document.Refused;
import dev.baton.model.execution.ExecutionState.StopRequest;
import dev.baton.model.execution.Tables.ConditionStep;
import dev.baton.model.execution.Tables.ExecutionStep;
import dev.baton.model.execution.Tables.StageStep;
import dev.baton.model.pipeline.PipelineDefinition.Condition;
import dev.baton.model.pipeline.PipelineDefinition.Result;
import java.util.Optional;

/** The commands that stop an execution or move one that rests. */
final class RunCommands {

  private final Draft draft;

  RunCommands(Draft draft) {
    this.draft = draft;
  }

  void stop(Input.Stop command) {
    ExecutionState execution = find(command.executionId());
    if (execution.status().isTerminal()) {
      throw Refused.because(
          "PipelineExecutionNotStoppable",
          Kind.USER,
          "Execution "
              + execution.id()
              + " cannot be stopped: it is "
              + execution.status().awsName()
              + " already.");
    }
    Optional<StopRequest> before = execution.stop();
    if (before.isPresent() && (before.get().abandon() || !command.abandon())) {
      throw Refused.because(
          "DuplicatedStopRequest",
          Kind.USER,
          "Execution " + execution.id() + " has been asked to stop before.");
    }
    StopRequest request = new StopRequest(command.abandon(), command.reason());
    draft.emit(new Event.StopRequested(draft.now(), execution.id(), request));
    if (execution.status() == ExecutionStatus.IN_PROGRESS) {
      draft.moveExecution(execution.id(), ExecutionStep.STOP, command.reason());
    }
    if (command.abandon()) {
      ActionWork actions = new ActionWork(draft);
      execution.actions().stream()
          .filter(run -> run.status() == ActionStatus.IN_PROGRESS)
          .forEach(run -> actions.abandon(execution.id(), run));
    }
  }

  void retry(Input.Retry command) {
    ExecutionState execution = find(command.executionId());
    StageRun stage = stage(execution, command.stage());
    boolean rests =
        execution.status() == ExecutionStatus.FAILED
            || execution.status() == ExecutionStatus.STOPPED;
    boolean stands = stage.status() == StageStatus.FAILED || stage.status() == StageStatus.STOPPED;
    if (!rests || !stands || !execution.current().equals(Optional.of(stage))) {
      throw Refusals.notRetryable(
          "execution "
              + execution.id()
              + " is "
              + execution.status().awsName()
              + (stage.status().awsName().isEmpty()
                  ? " and has not been in '" + stage.name() + "'."
                  : ", its stage '" + stage.name() + "' " + stage.status().awsName() + "."));
    }
    checkVersion(execution)
        .ifPresent(
            why -> {
              throw Refusals.notRetryable(why);
            });
    checkLatest(execution, stage.name());
    StartCommands.checkRoom(draft, execution.mode());
    draft.moveExecution(execution.id(), ExecutionStep.RETRY, "");
    new StageFailure(draft, new GateWork(draft))
        .retry(execution.id(), stage.name(), command.mode(), false);
  }

  void override(Input.OverrideCondition command) {
    ExecutionState execution = find(command.executionId());
    StageRun stage = stage(execution, command.stage());
    if (command.gate() == Gate.ON_FAILURE) {
      throw Refusals.notOverridable("only beforeEntry and onSuccess can be overridden.");
    }
    Optional<ConditionStatus> status = stage.condition(command.gate());
    boolean failedByIt =
        status.equals(Optional.of(ConditionStatus.FAILED))
            || status.equals(Optional.of(ConditionStatus.ERRORED));
    boolean stands =
        execution.status() == ExecutionStatus.FAILED
            && stage.status() == StageStatus.FAILED
            && execution.current().equals(Optional.of(stage));
    if (!failedByIt || !stands) {
      throw Refusals.notOverridable(
          "execution " + execution.id() + " did not fail in '" + stage.name() + "' by it.");
    }
    checkVersion(execution)
        .ifPresent(
            why -> {
              throw Refusals.notOverridable(why);
            });
    checkLatest(execution, stage.name());
    StartCommands.checkRoom(draft, execution.mode());
    draft.moveExecution(execution.id(), ExecutionStep.OVERRIDE, "");
    draft.moveCondition(execution.id(), stage.name(), command.gate(), ConditionStep.OVERRIDE, "");
    proceed(execution, stage.name(), command.gate());
  }

  private void proceed(ExecutionState execution, String stage, Gate gate) {
    if (gate == Gate.BEFORE_ENTRY) {
      draft.moveStage(execution.id(), stage, StageStep.OVERRIDE_ENTRY);
      return;
    }
    Condition condition = GateWork.condition(draft.declared(execution, stage), gate).orElseThrow();
    // A stage that failed by an onSuccess condition of result FAIL stays Failed; the run goes on
    // (CodePipeline user guide, "Stage conditions").
    if (condition.result() == Result.ROLLBACK) {
      draft.moveStage(execution.id(), stage, StageStep.OVERRIDE_SUCCESS);
    }
  }

  private ExecutionState find(String id) {
    return draft.state().find(id).orElseThrow(() -> Refusals.executionNotFound(id));
  }

  private StageRun stage(ExecutionState execution, String stage) {
    return execution
        .stage(stage)
        .orElseThrow(() -> Refusals.stageNotFound(draft.state().key().name(), stage));
  }

  private Optional<String> checkVersion(ExecutionState execution) {
    int current = draft.state().currentVersion();
    return execution.version() == current
        ? Optional.empty()
        : Optional.of(
            "execution "
                + execution.id()
                + " ran version "
                + execution.version()
                + " of the pipeline, which has version "
                + current
                + " now; start a new execution.");
  }

  private void checkLatest(ExecutionState execution, String stage) {
    if (execution.isParallel()) {
      return;
    }
    PipelineState.StageGate gate = draft.state().gate(stage).orElseThrow();
    if (gate.holder().equals(Optional.of(execution.id()))) {
      throw Refusals.conflict(
          "The stage '" + stage + "' is about to be rolled back because of this execution.");
    }
    boolean latest = gate.latestEntered().equals(Optional.of(execution.id()));
    if (!latest || gate.holder().isPresent()) {
      throw Refusals.notLatest(execution.id(), stage);
    }
  }
}
