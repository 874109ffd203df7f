package dev.baton.testkit;

import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.Event;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.ExecutionSummary;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.execution.RuleRun;
import dev.baton.model.execution.StageStatus;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ChangedRuns;
import dev.baton.port.ExecutionStore;
import dev.baton.port.PipelineStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Pipelines, executions and work in memory, behind one lock. {@link #pipelines()} is the pipeline
 * store over the same data.
 */
public final class InMemoryExecutionStore implements ExecutionStore {

  private final List<Unit> units = new ArrayList<>();
  private final Map<String, ExecutionRow> executions = new LinkedHashMap<>();
  private final Map<String, ActionRow> actions = new LinkedHashMap<>();
  private final Map<String, RuleRow> rules = new LinkedHashMap<>();
  private final Map<String, Work> work = new LinkedHashMap<>();
  private final List<Event> events = new ArrayList<>();
  private long sequence;

  /** One life of a pipeline, from its creation to its deletion. */
  private static final class Unit {
    private final PipelineKey key;
    private final Instant created;
    private final TreeMap<Integer, PipelineStore.Stored> versions = new TreeMap<>();
    private final Map<String, String> tokens = new HashMap<>();
    private PipelineState state;
    private long rowVersion;
    private boolean deleted;

    private Unit(PipelineState state, long rowVersion, Instant created) {
      this.key = state.key();
      this.state = state;
      this.rowVersion = rowVersion;
      this.created = created;
    }
  }

  private record ExecutionRow(long sequence, Unit unit, ExecutionState state) {}

  private record ActionRow(long sequence, Unit unit, String executionId, ActionRun run) {}

  private record RuleRow(long sequence, Unit unit, String executionId, RuleRun run) {}

  /** The definitions that commits have stored. */
  public PipelineStore pipelines() {
    return new Pipelines();
  }

  /** Every event so far, in the order of the commits. */
  public synchronized List<Event> events() {
    return List.copyOf(events);
  }

  /** The work that is recorded now, oldest first. */
  public synchronized List<Work> work() {
    return List.copyOf(work.values());
  }

  @Override
  public synchronized Optional<Loaded> load(PipelineKey key) {
    return newest(key)
        .filter(unit -> !unit.deleted || hasUnfinished(unit))
        .map(unit -> new Loaded(withUnfinished(unit), unit.rowVersion));
  }

  private PipelineState withUnfinished(Unit unit) {
    Map<String, ExecutionState> unfinished = new LinkedHashMap<>();
    unfinishedOf(unit).forEach(state -> unfinished.put(state.id(), state));
    return withExecutions(unit.state, unfinished);
  }

  @Override
  public synchronized Optional<ExecutionState> execution(PipelineKey key, String executionId) {
    return Optional.ofNullable(executions.get(executionId))
        .map(ExecutionRow::state)
        .filter(state -> state.pipeline().equals(key));
  }

  @Override
  public synchronized Optional<Long> commit(Commit commit) {
    Optional<Unit> newest = newest(commit.key());
    Optional<Unit> writable =
        commit.expectedRowVersion() == 0
            ? created(commit, newest)
            : newest.filter(unit -> unit.rowVersion == commit.expectedRowVersion());
    return writable
        .filter(unit -> commit.clientTokens().keySet().stream().noneMatch(unit.tokens::containsKey))
        .map(unit -> write(unit, commit));
  }

  private Optional<Unit> created(Commit commit, Optional<Unit> before) {
    if (commit.newVersion().isEmpty()) {
      throw new IllegalArgumentException(
          "a commit that creates " + commit.key() + " must bring a definition");
    }
    if (before.isPresent() && (!before.get().deleted || hasUnfinished(before.get()))) {
      return Optional.empty();
    }
    long rowVersion = before.map(unit -> unit.rowVersion).orElse(0L);
    return Optional.of(new Unit(commit.state(), rowVersion, commit.at()));
  }

  private long write(Unit unit, Commit commit) {
    // What can be refused comes before anything changes.
    ChangedRuns changed = ChangedRuns.of(commit);
    List<ExecutionState> touched = commit.touched().stream().map(commit::touched).toList();

    if (!units.contains(unit)) {
      units.add(unit);
    }
    unit.rowVersion++;
    unit.state = withExecutions(commit.state(), Map.of());
    commit
        .newVersion()
        .ifPresent(v -> unit.versions.put(v.version(), stored(unit, v, commit.at())));
    unit.tokens.putAll(commit.clientTokens());
    touched.forEach(state -> putExecution(unit, state));
    changed.actions().forEach(action -> putAction(unit, action));
    changed.rules().forEach(rule -> putRule(unit, rule));
    events.addAll(commit.events());
    commit.done().forEach(work::remove);
    for (Work each : commit.work()) {
      work.remove(each.id());
      work.put(each.id(), each);
    }
    forgetWorkOfDead(unit);
    return unit.rowVersion;
  }

  private static PipelineStore.Stored stored(Unit unit, NewVersion version, Instant at) {
    return new PipelineStore.Stored(
        unit.key, version.version(), version.document(), unit.created, at, version.sources());
  }

  private void putExecution(Unit unit, ExecutionState state) {
    ExecutionRow before = executions.get(state.id());
    long number = before == null ? ++sequence : before.sequence();
    executions.put(
        state.id(), new ExecutionRow(number, before == null ? unit : before.unit(), state));
  }

  private void putAction(Unit unit, ChangedRuns.Action changed) {
    String id = changed.run().id();
    ActionRow before = actions.get(id);
    long number = before == null ? ++sequence : before.sequence();
    actions.put(id, new ActionRow(number, unit, changed.execution().id(), changed.run()));
  }

  private void putRule(Unit unit, ChangedRuns.Rule changed) {
    String id = changed.run().id();
    RuleRow before = rules.get(id);
    long number = before == null ? ++sequence : before.sequence();
    rules.put(id, new RuleRow(number, unit, changed.execution().id(), changed.run()));
  }

  @Override
  public synchronized boolean delete(PipelineKey key, Instant at) {
    Optional<Unit> live = live(key);
    live.ifPresent(
        unit -> {
          unit.deleted = true;
          unit.rowVersion++;
          forgetWorkOfDead(unit);
        });
    return live.isPresent();
  }

  private void forgetWorkOfDead(Unit unit) {
    if (unit.deleted && !hasUnfinished(unit)) {
      work.values().removeIf(each -> each.pipeline().equals(unit.key));
    }
  }

  @Override
  public synchronized List<PipelineKey> unfinished() {
    return units.stream().filter(this::hasUnfinished).map(unit -> unit.key).toList();
  }

  @Override
  public synchronized List<Work> takeOver(long epoch) {
    return work();
  }

  @Override
  public synchronized boolean begun(String workId) {
    return work.computeIfPresent(
            workId, (id, w) -> new Work(id, w.pipeline(), w.effect(), w.notBefore(), true))
        != null;
  }

  @Override
  public synchronized List<Listed> executions(PipelineKey key, long before, int limit) {
    return listed(of(key), before, limit);
  }

  @Override
  public synchronized List<Listed> succeededIn(
      PipelineKey key, String stage, long before, int limit) {
    return listed(of(key).filter(row -> hasSucceeded(row.state(), stage)), before, limit);
  }

  private static boolean hasSucceeded(ExecutionState state, String stage) {
    return state.stage(stage).filter(run -> run.status() == StageStatus.SUCCEEDED).isPresent();
  }

  private Stream<ExecutionRow> of(PipelineKey key) {
    Optional<Unit> unit = newest(key);
    return executions.values().stream().filter(row -> unit.isPresent() && row.unit() == unit.get());
  }

  private static List<Listed> listed(Stream<ExecutionRow> rows, long before, int limit) {
    return newestFirst(rows, ExecutionRow::sequence, before, limit)
        .map(row -> new Listed(row.sequence(), ExecutionSummary.of(row.state())))
        .toList();
  }

  @Override
  public synchronized List<Listed> executions(
      String account, String region, long before, int limit) {
    return listed(
        executions.values().stream().filter(row -> isOf(row.unit().key, account, region)),
        before,
        limit);
  }

  @Override
  public synchronized List<ExecutionState> byPrefix(String account, String region, String prefix) {
    return executions.values().stream()
        .filter(row -> isOf(row.unit().key, account, region))
        .map(ExecutionRow::state)
        .filter(state -> state.id().startsWith(prefix))
        .sorted(Comparator.comparing(ExecutionState::id))
        .limit(2)
        .toList();
  }

  @Override
  public synchronized Optional<String> byClientToken(PipelineKey key, String token) {
    return live(key).map(unit -> unit.tokens.get(token));
  }

  @Override
  public synchronized List<ListedAction> actions(PipelineKey key, long before, int limit) {
    Optional<Unit> unit = newest(key);
    return newestFirst(
            actions.values().stream().filter(row -> unit.isPresent() && row.unit() == unit.get()),
            ActionRow::sequence,
            before,
            limit)
        .map(
            row ->
                new ListedAction(
                    row.sequence(), row.executionId(), versionOf(row.executionId()), row.run()))
        .toList();
  }

  @Override
  public synchronized List<ListedRule> rules(PipelineKey key, long before, int limit) {
    Optional<Unit> unit = newest(key);
    return newestFirst(
            rules.values().stream().filter(row -> unit.isPresent() && row.unit() == unit.get()),
            RuleRow::sequence,
            before,
            limit)
        .map(
            row ->
                new ListedRule(
                    row.sequence(), row.executionId(), versionOf(row.executionId()), row.run()))
        .toList();
  }

  @Override
  public List<Quarantined> quarantined() {
    return List.of();
  }

  private int versionOf(String executionId) {
    ExecutionRow row = executions.get(executionId);
    if (row == null) {
      throw new IllegalStateException("a run without its execution: " + executionId);
    }
    return row.state().version();
  }

  private static <T> Stream<T> newestFirst(
      Stream<T> rows, Function<T, Long> sequenceOf, long before, int limit) {
    return rows.filter(row -> sequenceOf.apply(row) < before)
        .sorted(Comparator.comparing(sequenceOf).reversed())
        .limit(limit);
  }

  private static boolean isOf(PipelineKey key, String account, String region) {
    return key.account().equals(account) && key.region().equals(region);
  }

  private Optional<Unit> newest(PipelineKey key) {
    return units.reversed().stream().filter(unit -> unit.key.equals(key)).findFirst();
  }

  private Optional<Unit> live(PipelineKey key) {
    return newest(key).filter(unit -> !unit.deleted);
  }

  private boolean hasUnfinished(Unit unit) {
    return !unfinishedOf(unit).isEmpty();
  }

  private Collection<ExecutionState> unfinishedOf(Unit unit) {
    return executions.values().stream()
        .filter(row -> row.unit() == unit && !row.state().status().isTerminal())
        .map(ExecutionRow::state)
        .toList();
  }

  private static PipelineState withExecutions(
      PipelineState state, Map<String, ExecutionState> executions) {
    return new PipelineState(
        state.key(), state.currentVersion(), state.gates(), executions, state.lastRevisions());
  }

  private final class Pipelines implements PipelineStore {

    @Override
    public Optional<Stored> current(PipelineKey key) {
      synchronized (InMemoryExecutionStore.this) {
        return live(key).map(unit -> unit.versions.lastEntry().getValue());
      }
    }

    @Override
    public Optional<Stored> version(PipelineKey key, int version) {
      synchronized (InMemoryExecutionStore.this) {
        return newest(key).map(unit -> unit.versions.get(version));
      }
    }

    @Override
    public void rememberSources(PipelineKey key, Map<String, String> sources) {
      synchronized (InMemoryExecutionStore.this) {
        live(key)
            .ifPresent(
                unit -> {
                  Stored last = unit.versions.lastEntry().getValue();
                  unit.versions.put(
                      last.version(),
                      new Stored(
                          key,
                          last.version(),
                          last.document(),
                          last.created(),
                          last.updated(),
                          sources));
                });
      }
    }

    @Override
    public List<Stored> list(String account, String region, int limit, String after) {
      synchronized (InMemoryExecutionStore.this) {
        return units.stream()
            .filter(unit -> !unit.deleted && isOf(unit.key, account, region))
            .filter(unit -> unit.key.name().compareTo(after) > 0)
            .sorted(Comparator.comparing(unit -> unit.key.name()))
            .limit(limit)
            .map(unit -> unit.versions.lastEntry().getValue())
            .toList();
      }
    }
  }
}
