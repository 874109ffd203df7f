package dev.baton.app.metrics;

import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.Event;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ExecutionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Counts what is committed, once it is. */
public record MeteredExecutions(ExecutionStore store, Meters meters) implements ExecutionStore {

  @Override
  public Optional<Long> commit(Commit commit) {
    Optional<Long> version = store.commit(commit);
    if (version.isPresent()) {
      commit.events().forEach(event -> count(commit, event));
    }
    return version;
  }

  private void count(Commit commit, Event event) {
    switch (event) {
      case Event.ExecutionStarted _ -> meters.executionStarted();
      case Event.ExecutionMoved moved when moved.to().isTerminal() ->
          meters.executionEnded(moved.to());
      case Event.ActionFinished finished ->
          Optional.ofNullable(commit.state().executions().get(finished.executionId()))
              .map(ExecutionState::actions)
              .orElse(List.of())
              .stream()
              .filter(run -> run.id().equals(finished.actionExecutionId()))
              .map(ActionRun::startedAt)
              .findFirst()
              .ifPresent(
                  start ->
                      meters.actionEnded(finished.to(), Duration.between(start, finished.at())));
      default -> {
        // The rest is no start and no end.
      }
    }
  }

  @Override
  public Optional<Loaded> load(PipelineKey key) {
    return store.load(key);
  }

  @Override
  public Optional<ExecutionState> execution(PipelineKey key, String executionId) {
    return store.execution(key, executionId);
  }

  @Override
  public boolean delete(PipelineKey key, Instant at) {
    return store.delete(key, at);
  }

  @Override
  public List<PipelineKey> unfinished() {
    return store.unfinished();
  }

  @Override
  public List<Work> takeOver(long epoch) {
    return store.takeOver(epoch);
  }

  @Override
  public boolean begun(String workId) {
    return store.begun(workId);
  }

  @Override
  public List<Listed> executions(PipelineKey key, long before, int limit) {
    return store.executions(key, before, limit);
  }

  @Override
  public List<Listed> succeededIn(PipelineKey key, String stage, long before, int limit) {
    return store.succeededIn(key, stage, before, limit);
  }

  @Override
  public List<Listed> executions(String account, String region, long before, int limit) {
    return store.executions(account, region, before, limit);
  }

  @Override
  public List<ExecutionState> byPrefix(String account, String region, String prefix) {
    return store.byPrefix(account, region, prefix);
  }

  @Override
  public Optional<String> byClientToken(PipelineKey key, String token) {
    return store.byClientToken(key, token);
  }

  @Override
  public List<ListedAction> actions(PipelineKey key, long before, int limit) {
    return store.actions(key, before, limit);
  }

  @Override
  public List<ListedRule> rules(PipelineKey key, long before, int limit) {
    return store.rules(key, before, limit);
  }

  @Override
  public List<Quarantined> quarantined() {
    return store.quarantined();
  }
}
