package dev.baton.model.execution;

import dev.baton.model.execution.PipelineState.StageGate;
import dev.baton.model.pipeline.PipelineKey;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What events make of a pipeline's state: a copy that changes until it is frozen again. */
final class StateFold {

  private final PipelineKey key;
  private int currentVersion;
  private SequencedMap<String, StageGate> gates;
  private final SequencedMap<String, ExecutionState> executions;
  private Map<String, String> lastRevisions;

  StateFold(PipelineState state) {
    key = state.key();
    currentVersion = state.currentVersion();
    gates = new LinkedHashMap<>(state.gates());
    executions = new LinkedHashMap<>(state.executions());
    lastRevisions = state.lastRevisions();
  }

  PipelineState freeze() {
    return new PipelineState(
        key,
        currentVersion,
        Collections.unmodifiableMap(gates),
        Collections.unmodifiableMap(executions),
        lastRevisions);
  }

  PipelineKey key() {
    return key;
  }

  int currentVersion() {
    return currentVersion;
  }

  /** The stage's door; empty when the current definition has no such stage. */
  Optional<StageGate> gate(String stage) {
    return Optional.ofNullable(gates.get(stage));
  }

  Optional<ExecutionState> find(String executionId) {
    return Optional.ofNullable(executions.get(executionId));
  }

  Collection<ExecutionState> executions() {
    return executions.values();
  }

  void apply(Event event) {
    switch (event) {
      case Event.ExecutionStarted e -> executions.put(e.state().id(), e.state());
      case Event.OfExecution e -> apply(e);
      case Event.TransitionChanged e -> gate(e.stage(), gate -> gate.with(e.transition()));
      case Event.DefinitionChanged e -> define(e);
    }
  }

  private void apply(Event.OfExecution event) {
    ExecutionState before = executions.get(event.executionId());
    if (before == null) {
      throw new IllegalStateException("an event of an unknown execution: " + event);
    }
    ExecutionState after = ExecutionFold.apply(before, event);
    executions.put(after.id(), after);
    switch (event) {
      case Event.StageMoved e -> gate(e.stage(), gate -> moved(gate, after, e));
      case Event.ExecutionMoved e -> moved(after, e);
      case Event.RollbackAwaited e -> {
        if (!after.isParallel()) {
          gate(e.stage(), gate -> gate.heldBy(Optional.of(after.id())));
        }
      }
      case Event.RollbackGivenUp e -> gate(e.stage(), gate -> gate.without(after.id()));
      default -> {
        // Concerns no door.
      }
    }
  }

  private static StageGate moved(StageGate gate, ExecutionState execution, Event.StageMoved e) {
    if (e.to() == StageStatus.WAITING) {
      return gate.plusWaiting(execution.id());
    }
    if (!e.to().isInside()) {
      StageGate left = gate.without(execution.id());
      boolean standard = e.to() == StageStatus.SUCCEEDED && !execution.isRollback();
      return standard ? left.succeededBy(execution.id()) : left;
    }
    boolean enters = e.to() == StageStatus.CHECKING_ENTRY || e.to() == StageStatus.RUNNING;
    if (!enters) {
      return gate;
    }
    StageGate entered = gate.without(execution.id()).enteredBy(execution.id());
    return execution.isParallel()
        ? entered.heldBy(gate.holder())
        : entered.heldBy(Optional.of(execution.id()));
  }

  private void moved(ExecutionState execution, Event.ExecutionMoved e) {
    if (!e.to().isTerminal()) {
      return;
    }
    execution
        .current()
        .filter(stage -> stage.status() == StageStatus.WAITING)
        .ifPresent(stage -> gate(stage.name(), gate -> gate.without(execution.id())));
    if (e.to() == ExecutionStatus.SUCCEEDED && !execution.isRollback()) {
      Map<String, String> latest = new LinkedHashMap<>(lastRevisions);
      execution.revisions().forEach(found -> latest.put(found.action(), found.revisionId()));
      lastRevisions = Collections.unmodifiableMap(latest);
    }
  }

  private void define(Event.DefinitionChanged e) {
    currentVersion = e.version();
    SequencedMap<String, StageGate> defined = new LinkedHashMap<>();
    for (String stage : e.stages()) {
      @Nullable StageGate kept = gates.get(stage);
      defined.put(stage, kept != null ? kept : StageGate.OPEN.heldBy(inside(stage)));
    }
    gates = defined;
  }

  /** Who was in the stage before an earlier definition dropped it, and still is. */
  private Optional<String> inside(String stage) {
    return executions.values().stream()
        .filter(execution -> !execution.isParallel())
        .filter(execution -> execution.stage(stage).filter(s -> s.status().isInside()).isPresent())
        .map(ExecutionState::id)
        .findFirst();
  }

  private void gate(String stage, UnaryOperator<StageGate> change) {
    // An execution of an older definition may be in a stage that is no more.
    gates.computeIfPresent(stage, (name, gate) -> change.apply(gate));
  }
}
