import dev.baton.adapter.jdbc.Database;
import dev.baton.adapter.jdbc.JdbcExecutionStore;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ActionStatus;
import dev.baton.model.execution.Effect;
import dev.baton.model.execution.Event;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.ExecutionStatus;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.execution.RunOptions;
import dev.baton.model.execution.Trigger;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ExecutionStore;
import dev.baton.port.ExecutionStore.Commit;
import dev.baton.port.ExecutionStore.NewVersion;
import dev.baton.port.ExecutionStore.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The store alone: action cycles of two durable commits each, with a snapshot of ten actions.
 *
 * <p>Run it with benchmarks/run.sh store.
 */
public final class StoreBenchmark {

  private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678901Z");
  private static final int CYCLES = 5_000;

  private final ExecutionStore store;

  private StoreBenchmark(ExecutionStore store) {
    this.store = store;
  }

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("baton-benchmark-");
    try (Database database = Database.open(directory.resolve("baton.db"), InstantSource.system())) {
      StoreBenchmark benchmark =
          new StoreBenchmark(new JdbcExecutionStore(database, InstantSource.system()));
      benchmark.cycles("warm", 20);
      benchmark.cycles("one", 1);
      benchmark.cycles("many", 20);
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void cycles(String name, int pipelines) throws Exception {
    long start = System.nanoTime();
    List<Callable<List<Long>>> callers = new ArrayList<>();
    for (int i = 0; i < pipelines; i++) {
      PipelineKey key = key(name + i);
      callers.add(() -> cycles(key, CYCLES / pipelines));
    }
    List<Long> took = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<Long>> answer : threads.invokeAll(callers)) {
        took.addAll(answer.get());
      }
    }
    took.sort(Comparator.naturalOrder());
    System.out.printf(
        "%s: %d cycles of two commits over %d pipelines: %.2f s, cycle p50 %.2f ms, p99 %.2f ms%n",
        name,
        CYCLES,
        pipelines,
        (System.nanoTime() - start) / 1e9,
        took.get(took.size() / 2) / 1e6,
        took.get(took.size() * 99 / 100) / 1e6);
  }

  private List<Long> cycles(PipelineKey key, int count) {
    List<Long> took = new ArrayList<>();
    String id = "execution-of-" + key.name();
    long version = create(key);
    for (int i = 0; i < count; i++) {
      long start = System.nanoTime();
      String action = id + "-" + i;
      ActionRun begun = action(action, ActionStatus.IN_PROGRESS);
      ActionRun over = action(action, ActionStatus.SUCCEEDED);
      Work work = new Work("work-" + action, key, new Effect.RunAction(id, action, AT), AT, false);
      Event started = new Event.ActionStarted(AT, id, begun);
      version = commit(key, version, begun, started, List.of(work), List.of());
      Event finished =
          new Event.ActionFinished(
              AT,
              id,
              action,
              ActionStatus.SUCCEEDED,
              ActionOutcome.External.NONE,
              Map.of(),
              Map.of(),
              List.of(),
              Optional.empty(),
              Optional.empty());
      version = commit(key, version, over, finished, List.of(), List.of(work.id()));
      took.add(System.nanoTime() - start);
    }
    return took;
  }

  private long commit(
      PipelineKey key,
      long version,
      ActionRun run,
      Event event,
      List<Work> work,
      List<String> done) {
    List<ActionRun> actions =
        Stream.concat(
                IntStream.range(0, 9).mapToObj(i -> action("earlier-" + i, ActionStatus.SUCCEEDED)),
                Stream.of(run))
            .toList();
    ExecutionState state =
        execution(key, "execution-of-" + key.name(), ExecutionStatus.IN_PROGRESS, actions);
    return store
        .commit(
            new Commit(
                key,
                version,
                unit(key, Map.of(state.id(), state)),
                Set.of(state.id()),
                List.of(event),
                work,
                done,
                Optional.empty(),
                Map.of(),
                AT))
        .orElseThrow();
  }

  private long create(PipelineKey key) {
    return store
        .commit(
            new Commit(
                key,
                0,
                unit(key, Map.of()),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(new NewVersion(1, "{}", Map.of())),
                Map.of(),
                AT))
        .orElseThrow();
  }

  private static PipelineKey key(String name) {
    return new PipelineKey("123456789012", "eu-central-1", name);
  }

  private static PipelineState unit(PipelineKey key, Map<String, ExecutionState> executions) {
    PipelineState unit = PipelineState.created(key, 1, List.of("Build"));
    return new PipelineState(key, 1, unit.gates(), executions, Map.of());
  }

  private static ExecutionState execution(
      PipelineKey key, String id, ExecutionStatus status, List<ActionRun> actions) {
    return new ExecutionState(
        id,
        key,
        1,
        PipelineDefinition.ExecutionMode.QUEUED,
        Optional.empty(),
        new Trigger("StartPipelineExecution", "arn:aws:iam::123456789012:user/ada"),
        status,
        "",
        AT,
        AT,
        Map.of(),
        List.of(),
        RunOptions.NONE,
        List.of(),
        actions,
        List.of(),
        Map.of(),
        Map.of(),
        List.of(),
        Optional.empty());
  }

  private static ActionRun action(String id, ActionStatus status) {
    return new ActionRun(
        id,
        "Build",
        "Compile",
        1,
        1,
        Optional.of("BuildVariables"),
        status,
        AT,
        AT,
        Map.of("ProjectName", "hello"),
        Map.of(),
        Map.of(),
        new ActionOutcome.External("hello:00000000-0000-4000-8000-000000000000", "", ""),
        Map.of("VERSION", "1.0"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
