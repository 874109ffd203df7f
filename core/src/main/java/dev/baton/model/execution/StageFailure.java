package dev.baton.model.execution;

import dev.baton.model.execution.Tables.ExecutionStep;
import dev.baton.model.execution.Tables.StageStep;
import dev.baton.model.pipeline.PipelineDefinition.Action;
import dev.baton.model.pipeline.PipelineDefinition.Condition;
import dev.baton.model.pipeline.PipelineDefinition.OnFailure;
import dev.baton.model.pipeline.PipelineDefinition.Result;
import dev.baton.model.pipeline.PipelineDefinition.RetryMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What follows when a stage does not succeed: fail, skip, retry once, or roll back. */
final class StageFailure {

  private final Draft draft;
  private final GateWork gates;

  StageFailure(Draft draft, GateWork gates) {
    this.draft = draft;
    this.gates = gates;
  }

  /** The group has settled and not all of it succeeded. */
  void ofActions(
      ExecutionState execution,
      StageRun stage,
      List<Action> group,
      Map<String, ActionRun> counted) {
    Optional<OnFailure> onFailure = draft.declared(execution, stage.name()).onFailure();
    Optional<Condition> condition = onFailure.flatMap(OnFailure::condition);
    if (condition.isPresent()) {
      draft.moveStage(execution.id(), stage.name(), StageStep.CHECK_FAILURE);
      gates.start(execution.id(), stage.name(), Gate.ON_FAILURE, condition.get());
      return;
    }
    engage(
        execution,
        stage.name(),
        onFailure.flatMap(OnFailure::result).orElse(Result.FAIL),
        retryMode(onFailure),
        cause(stage.name(), group, counted));
  }

  /** A condition has its verdict, and the stage does not simply go on. */
  void afterCheck(ExecutionState execution, String stage, Gate gate, GateWork.Verdict verdict) {
    Condition condition = GateWork.condition(draft.declared(execution, stage), gate).orElseThrow();
    if (gate == Gate.BEFORE_ENTRY && condition.result() == Result.SKIP) {
      draft.moveStage(execution.id(), stage, StageStep.SKIP);
      return;
    }
    Result result = verdict == GateWork.Verdict.FAIL ? condition.result() : Result.FAIL;
    engage(
        execution,
        stage,
        result,
        retryMode(draft.declared(execution, stage).onFailure()),
        gate == Gate.ON_FAILURE ? causeInActions(execution, stage) : cause(execution, stage, gate));
  }

  private void engage(
      ExecutionState execution, String stage, Result result, RetryMode mode, String cause) {
    draft.moveStage(execution.id(), stage, StageStep.FAIL);
    boolean retriedBefore =
        execution.stage(stage).flatMap(StageRun::retry).filter(r -> r.automatic() > 0).isPresent();
    if (result == Result.RETRY && !retriedBefore) {
      retry(execution.id(), stage, mode, true);
      return;
    }
    if (result == Result.ROLLBACK) {
      rollBack(execution, stage, cause);
      return;
    }
    draft.moveExecution(execution.id(), ExecutionStep.FAIL, cause);
  }

  /** Begins the stage's next attempt. */
  void retry(String executionId, String stage, RetryMode mode, boolean automatic) {
    StageRun.Retry before =
        draft.stageRun(executionId, stage).retry().orElse(new StageRun.Retry(0, 0, ""));
    StageRun.Retry retry =
        automatic
            ? new StageRun.Retry(before.automatic() + 1, before.manual(), "AutomatedStageRetry")
            : new StageRun.Retry(before.automatic(), before.manual() + 1, "ManualStageRetry");
    draft.emit(new Event.StageRetried(draft.now(), executionId, stage, mode, retry));
    Optional<Condition> entry = draft.declared(draft.execution(executionId), stage).beforeEntry();
    boolean letIn = draft.stageRun(executionId, stage).condition(Gate.BEFORE_ENTRY).isPresent();
    if (entry.isEmpty() || letIn) {
      draft.moveStage(executionId, stage, StageStep.RETRY);
      return;
    }
    draft.moveStage(executionId, stage, StageStep.RECHECK);
    gates.start(executionId, stage, Gate.BEFORE_ENTRY, entry.get());
  }

  /** The rollback is an execution of its own; this one fails. */
  private void rollBack(ExecutionState execution, String stage, String cause) {
    if (execution.isRollback()) {
      String summary = cause + " It is a rollback itself, so nothing is rolled back.";
      draft.moveExecution(execution.id(), ExecutionStep.FAIL, summary);
      return;
    }
    Optional<String> target =
        draft
            .state()
            .gate(stage)
            .flatMap(PipelineState.StageGate::latestSucceeded)
            .filter(id -> !id.equals(execution.id()));
    if (target.isEmpty()) {
      String summary = cause + " No earlier execution succeeded in the stage to roll back to.";
      draft.moveExecution(execution.id(), ExecutionStep.FAIL, summary);
      return;
    }
    String summary = cause + " The stage is rolled back to execution " + target.get() + ".";
    draft.moveExecution(execution.id(), ExecutionStep.FAIL, summary);
    draft.emit(new Event.RollbackAwaited(draft.now(), execution.id(), stage, target.get()));
    draft.effect(new Effect.StartRollback(execution.id(), stage, target.get()));
  }

  private static RetryMode retryMode(Optional<OnFailure> onFailure) {
    return onFailure.flatMap(OnFailure::retryMode).orElse(RetryMode.FAILED_ACTIONS);
  }

  private static String cause(String stage, List<Action> group, Map<String, ActionRun> counted) {
    return group.stream()
        .map(action -> counted.get(action.name()))
        .filter(run -> run != null && run.status() != ActionStatus.SUCCEEDED)
        .map(run -> run.action() + run.error().map(e -> " (" + e.message() + ")").orElse(""))
        .collect(Collectors.joining(", ", "Stage " + stage + " failed: ", "."));
  }

  private String causeInActions(ExecutionState execution, String stage) {
    return cause(
        stage,
        draft.declared(execution, stage).actions(),
        StageFlow.counted(execution, draft.stageRun(execution.id(), stage)));
  }

  private static String cause(ExecutionState execution, String stage, Gate gate) {
    String which = gate == Gate.BEFORE_ENTRY ? "beforeEntry" : "onSuccess";
    String why =
        execution
            .stage(stage)
            .map(s -> s.conditions().get(gate))
            .map(StageRun.ConditionRun::summary)
            .orElse("");
    return "Stage " + stage + " failed: condition " + which + " (" + why + ").";
  }
}
