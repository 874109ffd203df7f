package dev.baton.model.execution;

import dev.baton.model.execution.PipelineState.StageGate;
import dev.baton.model.execution.Tables.ConditionStep;
import dev.baton.model.execution.Tables.ExecutionStep;
import dev.baton.model.execution.Tables.StageStep;
import dev.baton.model.pipeline.PipelineDefinition.Action;
import dev.baton.model.pipeline.PipelineDefinition.Condition;
import dev.baton.model.pipeline.PipelineDefinition.ExecutionMode;
import dev.baton.model.pipeline.PipelineDefinition.Stage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The coordinator: after an input's first events it takes every execution that they touch as far as
 * it can go, and lets in who waits where a door has opened.
 */
final class StageFlow {

  /** CodePipeline's quota: actions at the same time in one execution of a PARALLEL pipeline. */
  private static final int PARALLEL_ACTIONS = 5;

  private final Draft draft;
  private final ActionWork actions;
  private final GateWork gates;
  private final StageFailure failure;

  StageFlow(Draft draft) {
    this.draft = draft;
    actions = new ActionWork(draft);
    gates = new GateWork(draft);
    failure = new StageFailure(draft, gates);
  }

  /** Goes on until nothing moves any more. */
  void settle() {
    while (true) {
      Optional<String> execution = draft.nextChangedExecution();
      if (execution.isPresent()) {
        Draft.about(execution.get(), () -> advance(draft.execution(execution.get())));
        continue;
      }
      Optional<String> stage = draft.nextChangedStage();
      if (stage.isEmpty()) {
        return;
      }
      admit(stage.get());
    }
  }

  private void advance(ExecutionState execution) {
    switch (execution.status()) {
      case IN_PROGRESS -> goOn(execution);
      case STOPPING -> end(execution, ConditionStep.CANCEL, StageStep.STOP);
      case CANCELLING -> end(execution, ConditionStep.CANCEL, StageStep.CANCEL);
      case STOPPED, SUCCEEDED, FAILED, SUPERSEDED, CANCELLED -> {
        // It rests.
      }
    }
  }

  private void goOn(ExecutionState execution) {
    Optional<StageRun> current = execution.current();
    if (current.isEmpty()) {
      draft.moveExecution(execution.id(), ExecutionStep.COMPLETE, "");
      return;
    }
    StageRun stage = current.get();
    switch (stage.status()) {
      case AHEAD -> arrive(execution, stage);
      case WAITING -> {
        if (draft.state().gate(stage.name()).isEmpty()) {
          enter(execution, stage);
        }
      }
      case CHECKING_ENTRY, CHECKING_SUCCESS, CHECKING_FAILURE -> check(execution, stage);
      case RUNNING -> run(execution, stage);
      case STOPPING, SUCCEEDED, FAILED, STOPPED, CANCELLED, SKIPPED ->
          throw new IllegalStateException(
              "execution " + execution.id() + " goes on in a stage that is " + stage.status());
    }
  }

  private void arrive(ExecutionState execution, StageRun stage) {
    Optional<String> behind = behind(execution, stage);
    if (behind.isPresent() && behind.equals(execution.options().until())) {
      String summary = "It was to run until stage " + behind.get() + ", which is over.";
      draft.moveExecution(execution.id(), ExecutionStep.HALT, summary);
      return;
    }
    if (isOpen(execution, stage.name())) {
      enter(execution, stage);
      return;
    }
    List<String> before =
        draft.state().gate(stage.name()).map(StageGate::waiting).orElse(List.of());
    draft.moveStage(execution.id(), stage.name(), StageStep.QUEUE);
    if (execution.mode() == ExecutionMode.SUPERSEDED) {
      before.forEach(older -> supersede(older, execution.id()));
    }
  }

  private static Optional<String> behind(ExecutionState execution, StageRun stage) {
    int index = execution.stages().indexOf(stage);
    return index == 0 ? Optional.empty() : Optional.of(execution.stages().get(index - 1).name());
  }

  private boolean isOpen(ExecutionState execution, String stage) {
    // An automatic or manual rollback does not come through the door: it was checked when it began.
    if (execution.isRollback()) {
      return true;
    }
    return draft
        .state()
        .gate(stage)
        .filter(gate -> !gate.transition().enabled() || isTaken(execution, gate))
        .isEmpty();
  }

  private static boolean isTaken(ExecutionState execution, StageGate gate) {
    return !execution.isParallel() && (gate.holder().isPresent() || !gate.waiting().isEmpty());
  }

  private void supersede(String older, String newer) {
    if (draft.execution(older).mode() == ExecutionMode.SUPERSEDED) {
      draft.moveExecution(older, ExecutionStep.SUPERSEDE, "Superseded by execution " + newer + ".");
    }
  }

  /** Lets in who waits, as far as the door allows. */
  private void admit(String stage) {
    List<String> waiting = draft.state().gate(stage).map(StageGate::waiting).orElse(List.of());
    for (String id : waiting) {
      StageGate gate = draft.state().gate(stage).orElseThrow();
      ExecutionState execution = draft.execution(id);
      boolean free = execution.isParallel() || gate.holder().isEmpty();
      if (gate.transition().enabled() && free) {
        Draft.about(id, () -> enter(execution, draft.stageRun(id, stage)));
      }
    }
  }

  private void enter(ExecutionState execution, StageRun stage) {
    Optional<Condition> condition = draft.declared(execution, stage.name()).beforeEntry();
    if (condition.isEmpty()) {
      draft.moveStage(execution.id(), stage.name(), StageStep.ENTER);
      return;
    }
    draft.moveStage(execution.id(), stage.name(), StageStep.CHECK_ENTRY);
    gates.start(execution.id(), stage.name(), Gate.BEFORE_ENTRY, condition.get());
  }

  private void check(ExecutionState execution, StageRun stage) {
    Gate gate = GateWork.checking(stage.status()).orElseThrow();
    GateWork.Verdict verdict = gates.settle(execution, stage, gate);
    if (verdict == GateWork.Verdict.OPEN_QUESTION) {
      return;
    }
    if (verdict == GateWork.Verdict.PASS && gate != Gate.ON_FAILURE) {
      draft.moveStage(execution.id(), stage.name(), StageStep.PASS);
      return;
    }
    failure.afterCheck(draft.execution(execution.id()), stage.name(), gate, verdict);
  }

  private void run(ExecutionState execution, StageRun stage) {
    Stage declared = draft.declared(execution, stage.name());
    Map<String, ActionRun> counted = counted(execution, stage);
    for (List<Action> group : groups(declared).values()) {
      if (!isDone(group, counted)) {
        run(execution, stage, group, counted);
        return;
      }
    }
    if (declared.onSuccess().isEmpty()) {
      draft.moveStage(execution.id(), stage.name(), StageStep.SUCCEED);
      return;
    }
    draft.moveStage(execution.id(), stage.name(), StageStep.CHECK_SUCCESS);
    gates.start(execution.id(), stage.name(), Gate.ON_SUCCESS, declared.onSuccess().get());
  }

  private void run(
      ExecutionState execution,
      StageRun stage,
      List<Action> group,
      Map<String, ActionRun> counted) {
    long room = room(execution);
    boolean allBegun = true;
    for (Action action : group) {
      if (counted.containsKey(action.name())) {
        continue;
      }
      if (room == 0) {
        allBegun = false;
        break;
      }
      room--;
      actions.start(execution, stage, action);
    }
    boolean settled =
        allBegun
            && group.stream()
                .map(action -> counted.get(action.name()))
                .noneMatch(run -> run == null || run.status() == ActionStatus.IN_PROGRESS);
    if (settled) {
      failure.ofActions(execution, stage, group, counted);
    }
  }

  private static long room(ExecutionState execution) {
    if (!execution.isParallel()) {
      return Long.MAX_VALUE;
    }
    long busy =
        execution.actions().stream()
            .filter(run -> run.status() == ActionStatus.IN_PROGRESS)
            .count();
    return Math.max(0, PARALLEL_ACTIONS - busy);
  }

  private static SortedMap<Integer, List<Action>> groups(Stage stage) {
    return stage.actions().stream()
        .collect(Collectors.groupingBy(Action::runOrder, TreeMap::new, Collectors.toList()));
  }

  private static boolean isDone(List<Action> group, Map<String, ActionRun> counted) {
    return group.stream()
        .map(action -> counted.get(action.name()))
        .allMatch(run -> run != null && run.status() == ActionStatus.SUCCEEDED);
  }

  /**
   * The latest execution of each action, as far as it counts in this attempt: what the attempt
   * began, and what an earlier one achieved unless all is to run again.
   */
  static Map<String, ActionRun> counted(ExecutionState execution, StageRun stage) {
    Map<String, ActionRun> latest = new HashMap<>();
    for (ActionRun run : execution.actions()) {
      if (run.stage().equals(stage.name()) && run.stageAttempt() >= stage.since()) {
        latest.put(run.action(), run);
      }
    }
    latest
        .values()
        .removeIf(
            run -> run.stageAttempt() < stage.attempt() && run.status() != ActionStatus.SUCCEEDED);
    return latest;
  }

  /** Brings an execution that is to end to its end, once nothing of it runs. */
  private void end(ExecutionState execution, ConditionStep onCondition, StageStep step) {
    Optional<StageRun> current = execution.current().filter(stage -> stage.status().isInside());
    if (current.isEmpty()) {
      draft.moveExecution(execution.id(), ExecutionStep.SETTLE, reason(execution));
      return;
    }
    StageRun stage = current.get();
    Optional<Gate> gate = GateWork.checking(stage.status());
    if (gate.isPresent()) {
      boolean abandon = execution.stop().filter(ExecutionState.StopRequest::abandon).isPresent();
      gates.cancel(execution, stage, gate.get(), abandon ? ConditionStep.ABANDON : onCondition);
      draft.moveStage(execution.id(), stage.name(), step);
      return;
    }
    boolean runs = isAnyInProgress(execution);
    if (step == StageStep.STOP && stage.status() == StageStatus.RUNNING) {
      draft.moveStage(execution.id(), stage.name(), StageStep.STOP);
    } else if (!runs) {
      draft.moveStage(
          execution.id(),
          stage.name(),
          step == StageStep.STOP ? StageStep.SETTLE : StageStep.CANCEL);
    }
  }

  private static boolean isAnyInProgress(ExecutionState execution) {
    return execution.actions().stream().anyMatch(run -> run.status() == ActionStatus.IN_PROGRESS);
  }

  private static String reason(ExecutionState execution) {
    return execution.status() == ExecutionStatus.STOPPING
        ? execution.stop().map(ExecutionState.StopRequest::reason).orElse("")
        : execution.summary();
  }
}
