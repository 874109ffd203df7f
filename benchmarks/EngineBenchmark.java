import dev.baton.adapter.jdbc.Database;
import dev.baton.adapter.jdbc.JdbcExecutionStore;
import dev.baton.adapter.jdbc.JdbcPipelineStore;
import dev.baton.engine.Engine;
import dev.baton.engine.Patience;
import dev.baton.engine.Providers;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.ExecutionStatus;
import dev.baton.model.execution.RunOptions;
import dev.baton.model.execution.Trigger;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ActionProvider;
import dev.baton.port.Waypoint;
import dev.baton.usecase.Executions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The engine's own cost, durable on SQLite: one action's whole overhead, and many executions at
 * once. The provider is a no-op.
 *
 * <p>Run it with benchmarks/run.sh engine.
 */
public final class EngineBenchmark {

  private static final ActionTypeId SOURCE = new ActionTypeId("Source", "AWS", "S3", "1");
  private static final ActionTypeId NOOP = new ActionTypeId("Build", "AWS", "CodeBuild", "1");
  private static final int STAGES = 4;

  public static void main(String[] arguments) throws Exception {
    int executions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000;
    int pipelines = 20;
    Path directory = Files.createTempDirectory("baton-benchmark-");
    try (Database database = Database.open(directory.resolve("baton.db"), InstantSource.system())) {
      var store = new JdbcExecutionStore(database, InstantSource.system());
      var definitions = new JdbcPipelineStore(database);
      try (Engine engine = engine(store, definitions)) {
        engine.start();
        Executions use =
            new Executions(engine, store, definitions, () -> UUID.randomUUID().toString());
        burst(engine, use, "warm", 10, 200);
        burst(engine, use, "warm2", pipelines, executions);
        Duration took = burst(engine, use, "bench", pipelines, executions);
        System.out.printf(
            "%d executions of a source and %d stages over %d pipelines (QUEUED): %.2f s, %.2f ms an"
                + " action, heap %d MiB%n",
            executions,
            STAGES,
            pipelines,
            took.toMillis() / 1e3,
            took.toNanos() / 1e6 / (executions * (STAGES + 1.0)),
            (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
        overhead(engine, use);
      }
    } finally {
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  /** One execution at a time: from one action's recorded start to the next one's. */
  private static void overhead(Engine engine, Executions use) throws Exception {
    PipelineKey key = key("alone0");
    engine.create(key, "{}", Map.of());
    List<Double> actions = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      long begin = System.nanoTime();
      String id = start(use, key);
      while (!engine.execution(key, id).orElseThrow().status().isTerminal()) {
        Thread.onSpinWait();
      }
      actions.add((System.nanoTime() - begin) / 1e6 / (STAGES + 1));
    }
    double[] sorted =
        actions.subList(100, actions.size()).stream().mapToDouble(d -> d).sorted().toArray();
    System.out.printf(
        "one action, ready to next ready, one execution at a time: p50 %.2f ms, p95 %.2f ms%n",
        sorted[sorted.length / 2], sorted[sorted.length * 95 / 100]);
  }

  private static Duration burst(
      Engine engine, Executions use, String name, int pipelines, int executions) throws Exception {
    List<PipelineKey> keys = IntStream.range(0, pipelines).mapToObj(i -> key(name + i)).toList();
    keys.forEach(key -> engine.create(key, "{}", Map.of()));
    long begin = System.nanoTime();
    List<Thread> starters = new ArrayList<>();
    for (PipelineKey key : keys) {
      starters.add(
          Thread.ofVirtual().start(() -> startAll(use, engine, key, executions / pipelines)));
    }
    for (Thread starter : starters) {
      starter.join();
    }
    while (!engine.atRest()) {
      Thread.sleep(2);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    long failed =
        keys.stream()
            .flatMap(key -> use.list(key, Long.MAX_VALUE, executions).stream())
            .filter(listed -> listed.summary().status() != ExecutionStatus.SUCCEEDED)
            .count();
    if (failed > 0) {
      throw new IllegalStateException(failed + " executions did not succeed");
    }
    return took;
  }

  /** A pipeline takes 50 active executions; the rest waits outside. */
  private static void startAll(Executions use, Engine engine, PipelineKey key, int count) {
    for (int i = 0; i < count; i++) {
      while (engine.state(key).orElseThrow().executions().size() >= 50) {
        Thread.onSpinWait();
      }
      start(use, key);
    }
  }

  private static String start(Executions use, PipelineKey key) {
    return use.start(
        key,
        new Executions.StartRequest(
            new Trigger("StartPipelineExecution", "benchmark"),
            Map.of(),
            List.of(),
            RunOptions.NONE,
            Optional.empty()));
  }

  private static PipelineKey key(String name) {
    return new PipelineKey("123456789012", "ap-northeast-2", name);
  }

  private static Engine engine(JdbcExecutionStore store, JdbcPipelineStore definitions) {
    Providers providers = new Providers(List.of(noop(SOURCE), noop(NOOP)), List.of());
    return new Engine(
        new Engine.Setup(
            store,
            definitions,
            stored -> definition(stored.key().name(), stored.version()),
            providers,
            InstantSource.system(),
            () -> UUID.randomUUID().toString(),
            1,
            Waypoint.Observer.NONE,
            new Patience(1, Duration.ZERO, Duration.ZERO, () -> 0, Thread::sleep)));
  }

  private static ActionProvider noop(ActionTypeId id) {
    return new ActionProvider() {
      @Override
      public ActionType type() {
        return new ActionType(
            id, List.of(), new ActionType.Bounds(0, 5), new ActionType.Bounds(0, 5), false);
      }

      @Override
      public AfterInterruption afterInterruption(Request request) {
        return AfterInterruption.REPEAT;
      }

      @Override
      public ActionOutcome run(Request request, Progress progress) {
        return new ActionOutcome.Succeeded(
            ActionOutcome.External.NONE, Map.of(), Map.of(), List.of());
      }
    };
  }

  private static PipelineDefinition definition(String name, int version) {
    List<PipelineDefinition.Stage> stages = new ArrayList<>();
    stages.add(stage("Source", SOURCE));
    for (int i = 1; i <= STAGES; i++) {
      stages.add(stage("Stage" + i, NOOP));
    }
    return new PipelineDefinition(
        name,
        version,
        PipelineDefinition.Type.V2,
        PipelineDefinition.ExecutionMode.QUEUED,
        "role",
        new PipelineDefinition.ArtifactStore("bucket", Map.of()),
        stages,
        List.of(),
        List.of());
  }

  private static PipelineDefinition.Stage stage(String name, ActionTypeId type) {
    var action =
        new PipelineDefinition.Action(
            "Action",
            type,
            1,
            Map.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of());
    return new PipelineDefinition.Stage(
        name, List.of(action), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
