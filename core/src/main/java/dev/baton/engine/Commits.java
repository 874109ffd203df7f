package dev.baton.engine;

import dev.baton.model.execution.Decision;
import dev.baton.model.execution.Effect;
import dev.baton.model.execution.Event;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ExecutionStore;
import dev.baton.port.ExecutionStore.Commit;
import dev.baton.port.ExecutionStore.NewVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gathers several decisions into one commit; of work that comes and goes within it nothing is
 * written.
 */
final class Commits {

  private record Due(Effect effect, Instant notBefore) {}

  private final List<Event> events = new ArrayList<>();
  private final Set<String> touched = new HashSet<>();
  private final Map<String, Due> work = new LinkedHashMap<>();
  private final Set<String> done = new LinkedHashSet<>();
  private final Map<String, String> tokens = new HashMap<>();
  private Optional<NewVersion> version = Optional.empty();

  void done(String workId) {
    work.remove(workId);
    done.add(workId);
  }

  void token(String token, String executionId) {
    tokens.put(token, executionId);
  }

  Optional<String> startedBy(String token) {
    return Optional.ofNullable(tokens.get(token));
  }

  void version(NewVersion newVersion) {
    version = Optional.of(newVersion);
  }

  void add(Decision decision) {
    events.addAll(decision.events());
    touched.addAll(decision.touched());
    decision.effects().forEach(this::add);
  }

  private void add(Effect effect) {
    switch (effect) {
      case Effect.RunAction run -> work.put(run.actionExecutionId(), new Due(run, run.notBefore()));
      case Effect.RunRule run -> work.put(run.ruleExecutionId(), new Due(run, run.notBefore()));
      case Effect.AbandonAction abandon ->
          work.put("abandon/" + abandon.actionExecutionId(), new Due(abandon, Instant.EPOCH));
      case Effect.AbandonRule abandon ->
          work.put("abandon/" + abandon.ruleExecutionId(), new Due(abandon, Instant.EPOCH));
      case Effect.SetTimer timer -> work.put(timer.timer(), new Due(timer, timer.at()));
      case Effect.CancelTimer timer -> done(timer.timer());
      case Effect.StartRollback rollback ->
          work.put(
              "rollback/" + rollback.causeExecutionId() + "/" + rollback.stage(),
              new Due(rollback, Instant.EPOCH));
    }
  }

  boolean isEmpty() {
    return events.isEmpty()
        && work.isEmpty()
        && done.isEmpty()
        && version.isEmpty()
        && touched.isEmpty();
  }

  Commit of(PipelineKey key, long expectedRowVersion, PipelineState state, Instant now) {
    return new Commit(
        key,
        expectedRowVersion,
        state,
        touched,
        events,
        work(key),
        List.copyOf(done),
        version,
        tokens,
        now);
  }

  List<ExecutionStore.Work> work(PipelineKey key) {
    return work.entrySet().stream()
        .map(
            e ->
                PipelineLoop.work(key, e.getKey(), e.getValue().effect(), e.getValue().notBefore()))
        .toList();
  }

  /** What goes away, and does not come again with this commit. */
  Set<String> forgotten() {
    Set<String> gone = new LinkedHashSet<>(done);
    gone.removeAll(work.keySet());
    return gone;
  }
}
