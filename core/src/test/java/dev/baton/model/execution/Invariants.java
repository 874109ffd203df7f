package dev.baton.model.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.pipeline.PipelineDefinition.Action;
import dev.baton.model.pipeline.PipelineDefinition.ExecutionMode;
import dev.baton.model.pipeline.PipelineDefinition.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must hold of every decision, whatever the pipeline and whatever happened before. */
final class Invariants {

  private final Definitions definitions;
  private final Set<String> artifactKeys = new HashSet<>();
  private final Map<String, Integer> entries = new HashMap<>();
  private int startedSoFar;
  private final Map<String, Integer> number = new HashMap<>();

  Invariants(Definitions definitions) {
    this.definitions = definitions;
  }

  void check(PipelineState before, Input input, Decision decision) {
    PipelineState state = before;
    for (Event event : decision.events()) {
      PipelineState after = PipelineMachine.apply(state, event);
      check(state, event, after, input);
      state = after;
    }
    assertThat(state).as("the events fold to the decision's state").isEqualTo(decision.state());
    decision.state().executions().values().forEach(e -> checkExecution(decision.state(), e));
    checkDoors(decision.state());
    checkTouched(before, decision);
  }

  private void check(PipelineState before, Event event, PipelineState after, Input input) {
    switch (event) {
      case Event.ExecutionStarted e -> number.put(e.state().id(), ++startedSoFar);
      case Event.ExecutionMoved e -> checkMove(before, e, input);
      case Event.ActionStarted e -> checkStart(before, e);
      case Event.StageMoved e -> checkEntry(before, e);
      default -> {}
    }
    for (String stage : after.gates().keySet()) {
      long inside =
          after.executions().values().stream()
              .filter(e -> !e.isParallel())
              .filter(e -> e.stage(stage).filter(s -> s.status().isInside()).isPresent())
              .count();
      assertThat(inside).as("executions inside %s after %s", stage, event).isLessThanOrEqualTo(1);
    }
  }

  private static void checkMove(PipelineState before, Event.ExecutionMoved e, Input input) {
    ExecutionStatus from = before.executions().get(e.executionId()).status();
    if (!from.isTerminal()) {
      return;
    }
    assertThat(from)
        .as("only a failed or stopped execution moves again")
        .isIn(ExecutionStatus.FAILED, ExecutionStatus.STOPPED);
    String asked =
        switch (input) {
          case Input.Retry c -> c.executionId();
          case Input.OverrideCondition c -> c.executionId();
          default -> "nobody";
        };
    assertThat(asked).as("who asked to move it again").isEqualTo(e.executionId());
  }

  private void checkStart(PipelineState before, Event.ActionStarted e) {
    ExecutionState execution = before.executions().get(e.executionId());
    StageRun stage = execution.stage(e.run().stage()).orElseThrow();
    assertThat(stage.status()).as("stage of a starting action").isEqualTo(StageStatus.RUNNING);
    assertThat(execution.status()).isEqualTo(ExecutionStatus.IN_PROGRESS);
    Stage declared = definitions.version(execution.version()).stage(stage.name()).orElseThrow();
    int runOrder = declared.action(e.run().action()).orElseThrow().runOrder();
    Map<String, ActionRun> counted = StageFlow.counted(execution, stage);
    for (Action earlier : declared.actions()) {
      if (earlier.runOrder() < runOrder) {
        assertThat(counted).containsKey(earlier.name());
        assertThat(counted.get(earlier.name()).status()).isEqualTo(ActionStatus.SUCCEEDED);
      }
    }
    for (StageRun other : execution.stages()) {
      if (other.name().equals(stage.name())) {
        break;
      }
      assertThat(other.isOver()).as("stage %s before %s", other, stage).isTrue();
    }
    e.run().outputs().values().forEach(at -> assertThat(artifactKeys.add(at.key())).isTrue());
  }

  /**
   * In QUEUED mode nobody overtakes: first entries into a stage come in the order of the starts.
   */
  private void checkEntry(PipelineState before, Event.StageMoved e) {
    ExecutionState execution = before.executions().get(e.executionId());
    StageRun stage = execution.stage(e.stage()).orElseThrow();
    boolean first = e.to().isInside() && stage.enteredAt().isEmpty();
    if (!first || execution.mode() != ExecutionMode.QUEUED || execution.isRollback()) {
      return;
    }
    String door = execution.version() + "/" + e.stage();
    int mine = Optional.ofNullable(number.get(execution.id())).orElse(0);
    Optional.ofNullable(entries.put(door, mine))
        .ifPresent(last -> assertThat(mine).as("entry order at " + door).isGreaterThan(last));
  }

  private void checkExecution(PipelineState state, ExecutionState execution) {
    for (StageRun stage : execution.stages()) {
      checkStage(execution, stage);
    }
    boolean inProgress = execution.actions().stream().anyMatch(Invariants::inProgress);
    boolean asking =
        execution.rules().stream().anyMatch(r -> r.status() == ActionStatus.IN_PROGRESS);
    if (execution.status().isTerminal()) {
      assertThat(inProgress || asking).as("work of a resting execution").isFalse();
      return;
    }
    boolean waits =
        execution
            .current()
            .filter(s -> s.status() == StageStatus.WAITING)
            .map(s -> state.gates().get(s.name()))
            .filter(g -> !g.transition().enabled() || g.holder().isPresent())
            .isPresent();
    assertThat(inProgress || asking || waits).as("it waits for something: %s", execution).isTrue();
    if (execution.isParallel()) {
      assertThat(execution.actions().stream().filter(Invariants::inProgress).count())
          .isLessThanOrEqualTo(5);
    }
  }

  private void checkStage(ExecutionState execution, StageRun stage) {
    Stage declared = definitions.version(execution.version()).stage(stage.name()).orElseThrow();
    Map<String, ActionRun> latest = new HashMap<>();
    execution.actions().stream()
        .filter(r -> r.stage().equals(stage.name()))
        .forEach(r -> latest.put(r.action(), r));
    boolean any = latest.values().stream().anyMatch(Invariants::inProgress);
    boolean allSucceeded =
        latest.size() == declared.actions().size()
            && latest.values().stream().allMatch(r -> r.status() == ActionStatus.SUCCEEDED);
    boolean oneFailed = latest.values().stream().anyMatch(r -> r.status() == ActionStatus.FAILED);
    String as = stage + " of " + latest.values();
    switch (stage.status()) {
      case AHEAD, WAITING -> assertThat(latest).as(as).isEmpty();
      case CHECKING_ENTRY -> {
        assertThat(any).as(as).isFalse();
        assertThat(stage.condition(Gate.BEFORE_ENTRY)).contains(ConditionStatus.IN_PROGRESS);
      }
      case RUNNING, STOPPING -> assertThat(any).as(as).isTrue();
      case CHECKING_SUCCESS -> {
        assertThat(allSucceeded).as(as).isTrue();
        assertThat(stage.condition(Gate.ON_SUCCESS)).contains(ConditionStatus.IN_PROGRESS);
      }
      case CHECKING_FAILURE -> {
        assertThat(oneFailed && !any).as(as).isTrue();
        assertThat(stage.condition(Gate.ON_FAILURE)).contains(ConditionStatus.IN_PROGRESS);
      }
      case SUCCEEDED -> {
        assertThat(allSucceeded).as(as).isTrue();
        assertThat(broken(stage, Gate.ON_SUCCESS)).as(as).isFalse();
        assertThat(broken(stage, Gate.BEFORE_ENTRY)).as(as).isFalse();
      }
      case FAILED ->
          assertThat(
                  oneFailed
                      || broken(stage, Gate.BEFORE_ENTRY)
                      || broken(stage, Gate.ON_SUCCESS)
                      || stage.isOver())
              .as(as)
              .isTrue();
      case SKIPPED -> assertThat(broken(stage, Gate.BEFORE_ENTRY)).as(as).isTrue();
      case STOPPED, CANCELLED -> assertThat(any).as(as).isFalse();
    }
  }

  private static boolean broken(StageRun stage, Gate gate) {
    return stage
        .condition(gate)
        .filter(s -> s == ConditionStatus.FAILED || s == ConditionStatus.ERRORED)
        .isPresent();
  }

  private static boolean inProgress(ActionRun run) {
    return run.status() == ActionStatus.IN_PROGRESS;
  }

  private void checkDoors(PipelineState state) {
    state.gates().forEach((stage, gate) -> checkDoor(state, stage, gate));
  }

  private static void checkDoor(PipelineState state, String stage, PipelineState.StageGate gate) {
    List<ExecutionState> waiting = new ArrayList<>();
    gate.waiting().forEach(id -> waiting.add(state.executions().get(id)));
    for (ExecutionState execution : waiting) {
      assertThat(execution.stage(stage).orElseThrow().status()).isEqualTo(StageStatus.WAITING);
      assertThat(execution.status()).isEqualTo(ExecutionStatus.IN_PROGRESS);
    }
    long slots = waiting.stream().filter(e -> e.mode() == ExecutionMode.SUPERSEDED).count();
    assertThat(slots).as("executions in the slot of " + stage).isLessThanOrEqualTo(1);
    for (ExecutionState execution : state.executions().values()) {
      boolean inside =
          execution.stage(stage).filter(s -> s.status().isInside()).isPresent()
              && !execution.isParallel();
      if (inside) {
        assertThat(gate.holder()).as("holder of " + stage).contains(execution.id());
      }
    }
  }

  private static void checkTouched(PipelineState before, Decision decision) {
    Set<String> changed = new HashSet<>();
    decision
        .state()
        .executions()
        .forEach(
            (id, execution) -> {
              if (!execution.equals(before.executions().get(id))) {
                changed.add(id);
              }
            });
    assertThat(decision.touched()).containsAll(changed);
  }
}
