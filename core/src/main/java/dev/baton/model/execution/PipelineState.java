package dev.baton.model.execution;

import dev.baton.model.pipeline.PipelineKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The consistency unit: one pipeline's stage locks, slots, transitions, and the executions that a
 * decision may touch.
 *
 * @param gates by stage name, in the current definition's order
 * @param executions by id: every unfinished one, and finished ones that the command at hand names
 * @param lastRevisions source action to the revision of the latest succeeded execution: the base
 *     for change detection
 */
public record PipelineState(
    PipelineKey key,
    int currentVersion,
    Map<String, StageGate> gates,
    Map<String, ExecutionState> executions,
    Map<String, String> lastRevisions) {

  /** A new pipeline, on which nothing has run. */
  public static PipelineState created(PipelineKey key, int version, List<String> stages) {
    SequencedMap<String, StageGate> gates = new LinkedHashMap<>();
    stages.forEach(stage -> gates.put(stage, StageGate.OPEN));
    return new PipelineState(key, version, Collections.unmodifiableMap(gates), Map.of(), Map.of());
  }

  /** The same without its finished executions: what a decision about unfinished ones needs. */
  public PipelineState withoutFinished() {
    SequencedMap<String, ExecutionState> unfinished = new LinkedHashMap<>(executions);
    unfinished.values().removeIf(execution -> execution.status().isTerminal());
    return new PipelineState(
        key, currentVersion, gates, Collections.unmodifiableMap(unfinished), lastRevisions);
  }

  /**
   * A stage's door.
   *
   * @param holder the execution inside, unless PARALLEL
   * @param waiting executions in front of the stage, first come first; one at the most when
   *     SUPERSEDED
   * @param latestEntered the newest execution that has entered: an older one that failed here
   *     cannot be retried
   * @param latestSucceeded the newest STANDARD execution that succeeded here: where an automatic
   *     rollback goes
   */
  public record StageGate(
      Transition transition,
      Optional<String> holder,
      List<String> waiting,
      Optional<String> latestEntered,
      Optional<String> latestSucceeded) {

    /** A door that nobody has gone through. */
    public static final StageGate OPEN =
        new StageGate(
            Transition.ENABLED, Optional.empty(), List.of(), Optional.empty(), Optional.empty());

    StageGate with(Transition changed) {
      return new StageGate(changed, holder, waiting, latestEntered, latestSucceeded);
    }

    StageGate heldBy(Optional<String> executionId) {
      return new StageGate(transition, executionId, waiting, latestEntered, latestSucceeded);
    }

    StageGate enteredBy(String executionId) {
      return new StageGate(transition, holder, waiting, Optional.of(executionId), latestSucceeded);
    }

    StageGate succeededBy(String executionId) {
      return new StageGate(transition, holder, waiting, latestEntered, Optional.of(executionId));
    }

    StageGate plusWaiting(String executionId) {
      List<String> queue = new ArrayList<>(waiting);
      queue.add(executionId);
      return new StageGate(transition, holder, List.copyOf(queue), latestEntered, latestSucceeded);
    }

    /** The same without what the execution holds or waits for. */
    StageGate without(String executionId) {
      List<String> queue = waiting;
      if (waiting.contains(executionId)) {
        queue = waiting.stream().filter(id -> !id.equals(executionId)).toList();
      }
      return new StageGate(
          transition,
          holder.filter(id -> !id.equals(executionId)),
          queue,
          latestEntered,
          latestSucceeded);
    }
  }

  /** The inbound transition. */
  public record Transition(
      boolean enabled, String disabledReason, Optional<Instant> changedAt, String changedBy) {

    public static final Transition ENABLED = new Transition(true, "", Optional.empty(), "");
  }
}
