package dev.baton.model.execution;

import dev.baton.model.execution.ActionRun.Failure;
import dev.baton.model.execution.Tables.ConditionStep;
import dev.baton.model.execution.Tables.ExecutionStep;
import dev.baton.model.execution.Tables.StageStep;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What workers and timers report. What no longer matters changes nothing. */
final class Facts {

  /** Baton's own failure type: the worker died with the action begun. */
  private static final String INTERRUPTED = "Interrupted";

  /** Baton's own failure type: it could not go on with the execution. */
  private static final String INTERNAL = "InternalError";

  private final Draft draft;
  private final ActionWork actions;
  private final GateWork gates;

  Facts(Draft draft) {
    this.draft = draft;
    actions = new ActionWork(draft);
    gates = new GateWork(draft);
  }

  void reported(Input.ActionReported fact) {
    inProgress(
        fact.actionExecutionId(),
        (execution, run) -> actions.report(execution, run, fact.outcome()));
  }

  void progressed(Input.ActionProgressed fact) {
    inProgress(
        fact.actionExecutionId(),
        (execution, run) -> actions.progress(execution.id(), run, fact.external()));
  }

  void interrupted(Input.ActionInterrupted fact) {
    inProgress(
        fact.actionExecutionId(), (execution, run) -> interrupted(execution, run, fact.rerun()));
  }

  private void interrupted(ExecutionState execution, ActionRun run, boolean rerun) {
    boolean rerunBefore =
        execution.actions().stream()
            .filter(r -> r.stage().equals(run.stage()) && r.action().equals(run.action()))
            .filter(r -> r.stageAttempt() == run.stageAttempt())
            .anyMatch(r -> r.error().filter(e -> e.code().equals(INTERRUPTED)).isPresent());
    boolean again = rerun && !rerunBefore && execution.status() == ExecutionStatus.IN_PROGRESS;
    String message =
        again
            ? "Baton ended while the action ran; it is run again as a new action execution."
            : "Baton ended while the action ran; what it had done by then is not known. A retry of"
                + " the stage runs it again.";
    actions.fail(execution.id(), run, new Failure(INTERRUPTED, message));
    if (again) {
      actions.start(
          draft.execution(execution.id()),
          draft.stageRun(execution.id(), run.stage()),
          draft.declared(execution, run.stage()).action(run.action()).orElseThrow());
    }
  }

  void reported(Input.RuleReported fact) {
    ruleInProgress(
        fact.ruleExecutionId(),
        (execution, run) -> gates.report(execution.id(), run, fact.outcome()));
  }

  void fired(Input.TimerFired fact) {
    String[] kindAndId = fact.timer().split("/", 2);
    if (kindAndId.length != 2) {
      return;
    }
    switch (kindAndId[0]) {
      case "action" -> inProgress(kindAndId[1], this::expire);
      case "rule" ->
          ruleInProgress(kindAndId[1], (execution, run) -> gates.expire(execution.id(), run));
      default -> {
        // No timer of this machine.
      }
    }
  }

  private void expire(ExecutionState execution, ActionRun run) {
    Optional<Instant> deadline = run.waitingUntil();
    if (deadline.isEmpty()) {
      return;
    }
    if (draft.now().isBefore(deadline.get())) {
      draft.effect(new Effect.SetTimer(ActionWork.timer(run), deadline.get()));
      return;
    }
    actions.expire(execution, run, deadline.get());
  }

  void rollbackFailed(Input.RollbackFailed fact) {
    Optional<ExecutionState> found = draft.state().find(fact.causeExecutionId());
    if (found.isEmpty() || found.get().status() != ExecutionStatus.FAILED) {
      return;
    }
    ExecutionState cause = found.get();
    boolean awaited =
        cause.isParallel()
            || draft
                .state()
                .gate(fact.stage())
                .flatMap(PipelineState.StageGate::holder)
                .equals(Optional.of(cause.id()));
    String summary = "The stage " + fact.stage() + " could not be rolled back: " + fact.why();
    if (awaited && !cause.summary().endsWith(summary)) {
      draft.emit(
          new Event.RollbackGivenUp(
              draft.now(), cause.id(), fact.stage(), cause.summary() + " " + summary));
    }
  }

  /** Whatever its stages are at: this asks neither its definition nor its conditions. */
  void broken(Input.ExecutionBroken fact) {
    Optional<ExecutionState> found = draft.state().find(fact.executionId());
    if (found.isEmpty() || found.get().status().isTerminal()) {
      return;
    }
    String id = found.get().id();
    String summary = "Baton could not go on with the execution: " + fact.why();
    for (ActionRun run : found.get().actions()) {
      if (run.status() == ActionStatus.IN_PROGRESS) {
        actions.fail(id, run, new Failure(INTERNAL, summary));
        draft.effect(new Effect.AbandonAction(id, run.id()));
      }
    }
    draft
        .execution(id)
        .current()
        .filter(stage -> stage.status().isInside())
        .ifPresent(stage -> breakOff(draft.execution(id), stage, summary));
    draft.moveExecution(id, ExecutionStep.BREAK, summary);
  }

  private void breakOff(ExecutionState execution, StageRun stage, String why) {
    GateWork.checking(stage.status())
        .ifPresent(gate -> gates.cancel(execution, stage, gate, ConditionStep.ERROR, why));
    draft.moveStage(execution.id(), stage.name(), StageStep.BREAK);
  }

  private void inProgress(String id, BiConsumer<ExecutionState, ActionRun> then) {
    for (ExecutionState execution : draft.state().executions()) {
      if (execution.status().isTerminal()) {
        continue;
      }
      // From the end: the latest are the ones in progress.
      for (ActionRun run : execution.actions().reversed()) {
        if (run.id().equals(id)) {
          if (run.status() == ActionStatus.IN_PROGRESS) {
            Draft.about(execution.id(), () -> then.accept(execution, run));
          }
          return;
        }
      }
    }
  }

  private void ruleInProgress(String id, BiConsumer<ExecutionState, RuleRun> then) {
    for (ExecutionState execution : draft.state().executions()) {
      List<RuleRun> runs = execution.status().isTerminal() ? List.of() : execution.rules();
      for (RuleRun run : runs.reversed()) {
        if (run.id().equals(id)) {
          if (run.status() == ActionStatus.IN_PROGRESS) {
            Draft.about(execution.id(), () -> then.accept(execution, run));
          }
          return;
        }
      }
    }
  }
}
