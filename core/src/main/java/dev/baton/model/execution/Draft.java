package dev.baton.model.execution;

import dev.baton.model.execution.Tables.ConditionStep;
import dev.baton.model.execution.Tables.ExecutionStep;
import dev.baton.model.execution.Tables.StageStep;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineDefinition.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A decision in the making: what is true so far, the events and effects that led there, and which
 * executions and stages must be looked at again because of them.
 */
final class Draft {

  private final Definitions definitions;
  private final StateFold state;
  private final Instant now;
  private final Supplier<String> ids;
  private final TransitionObserver observer;
  private final List<Event> events = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private final Set<String> touched = new LinkedHashSet<>();
  private final SequencedSet<String> changedExecutions = new LinkedHashSet<>();
  private final SequencedSet<String> changedStages = new LinkedHashSet<>();

  Draft(
      Definitions definitions,
      PipelineState state,
      Instant now,
      Supplier<String> ids,
      TransitionObserver observer) {
    this.definitions = definitions;
    this.state = new StateFold(state);
    this.now = now;
    this.ids = ids;
    this.observer = observer;
  }

  Decision decision() {
    return new Decision(
        state.freeze(), List.copyOf(events), List.copyOf(effects), Set.copyOf(touched));
  }

  Instant now() {
    return now;
  }

  String newId() {
    return ids.get();
  }

  TransitionObserver observer() {
    return observer;
  }

  StateFold state() {
    return state;
  }

  PipelineDefinition currentDefinition() {
    return definitions.version(state.currentVersion());
  }

  PipelineDefinition version(int version) {
    return definitions.version(version);
  }

  /** The execution as it stands now; it is known to be there. */
  ExecutionState execution(String id) {
    return state.find(id).orElseThrow(() -> new IllegalStateException("no execution " + id));
  }

  /** The stage as the execution's own version declares it. */
  Stage declared(ExecutionState execution, String stage) {
    return definitions
        .version(execution.version())
        .stage(stage)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "version " + execution.version() + " has no stage " + stage));
  }

  /** Makes the event true. */
  void emit(Event event) {
    state.apply(event);
    events.add(event);
    event
        .execution()
        .ifPresent(
            id -> {
              touched.add(id);
              changedExecutions.add(id);
            });
    switch (event) {
      case Event.StageMoved e when !e.to().isInside() -> changedStages.add(e.stage());
      case Event.RollbackGivenUp e -> changedStages.add(e.stage());
      case Event.TransitionChanged e -> changedStages.add(e.stage());
      default -> {
        // Opens no door.
      }
    }
  }

  void effect(Effect effect) {
    effects.add(effect);
  }

  void moveExecution(String id, ExecutionStep step, String summary) {
    ExecutionStatus to = Tables.EXECUTION.next(execution(id).status(), step, observer);
    emit(new Event.ExecutionMoved(now, id, to, summary));
  }

  void moveStage(String id, String stage, StageStep step) {
    StageStatus to = Tables.STAGE.next(stageRun(id, stage).status(), step, observer);
    emit(new Event.StageMoved(now, id, stage, to));
  }

  void moveCondition(String id, String stage, Gate gate, ConditionStep step, String summary) {
    ConditionStatus from = stageRun(id, stage).condition(gate).orElseThrow();
    ConditionStatus to = Tables.CONDITION.next(from, step, observer);
    emit(new Event.ConditionMoved(now, id, stage, gate, to, summary));
  }

  StageRun stageRun(String id, String stage) {
    return execution(id).stage(stage).orElseThrow();
  }

  /** Does something about one execution; a fault in it names that execution. */
  static void about(String executionId, Runnable step) {
    try {
      step.run();
    } catch (Stuck stuck) {
      throw stuck;
    } catch (RuntimeException e) {
      throw new Stuck(executionId, e);
    }
  }

  /** Looks at the execution again before the decision is done. */
  void revisit(String executionId) {
    changedExecutions.add(executionId);
  }

  Optional<String> nextChangedExecution() {
    return changedExecutions.isEmpty()
        ? Optional.empty()
        : Optional.of(changedExecutions.removeFirst());
  }

  Optional<String> nextChangedStage() {
    return changedStages.isEmpty() ? Optional.empty() : Optional.of(changedStages.removeFirst());
  }
}
