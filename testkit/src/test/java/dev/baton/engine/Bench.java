package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.ExecutionStatus;
import dev.baton.model.execution.RunOptions;
import dev.baton.model.execution.Trigger;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineDefinition.ExecutionMode;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ActionProvider;
import dev.baton.port.ActionProvider.AfterInterruption;
import dev.baton.port.PipelineStore;
import dev.baton.port.Waypoint;
import dev.baton.testkit.Samples;
import dev.baton.testkit.SeededIds;
import dev.baton.usecase.Executions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Engines, one after the other, over one store that fails on request. */
final class Bench implements AutoCloseable {

  static final PipelineKey KEY = new PipelineKey("123456789012", "eu-central-1", "demo");
  static final PipelineKey OTHER = new PipelineKey("123456789012", "eu-central-1", "other");

  private static final ActionTypeId TYPE = new ActionTypeId("Build", "AWS", "CodeBuild", "1");

  private final FailingStore store = new FailingStore();
  private final List<String> ran = new CopyOnWriteArrayList<>();
  private final Map<String, Runnable> onRun = new ConcurrentHashMap<>();
  private final Set<String> hanging = ConcurrentHashMap.newKeySet();
  private final Set<PipelineKey> unreadable = ConcurrentHashMap.newKeySet();
  private final Set<String> dropped = ConcurrentHashMap.newKeySet();
  private final List<Engine> engines = new ArrayList<>();
  private int starts;

  FailingStore disk() {
    return store;
  }

  /** The actions that were carried out, in that order. */
  List<String> ran() {
    return List.copyOf(ran);
  }

  /** What happens while that action is carried out. */
  void onRun(String action, Runnable what) {
    onRun.put(action, what);
  }

  /** Until the engine is closed the action does not end; with the next engine it does. */
  void hangIn(String action) {
    hanging.add(action);
  }

  void unreadable(PipelineKey key) {
    unreadable.add(key);
  }

  /** From now on stored definitions are read without that stage. */
  void withoutStage(String stage) {
    dropped.add(stage);
  }

  Engine engine(AfterInterruption after) {
    hanging.clear();
    Engine engine =
        new Engine(
            new Engine.Setup(
                store.asStore(),
                store.pipelines(),
                this::read,
                new Providers(List.of(provider(after)), List.of()),
                InstantSource.system(),
                new SeededIds(engines.size() + 100),
                engines.size() + 1,
                Waypoint.Observer.NONE,
                Samples.PATIENCE));
    if (engines.isEmpty()) {
      Set<PipelineKey> poisoned = Set.copyOf(unreadable);
      unreadable.clear();
      engine.create(KEY, "{}", Map.of());
      engine.create(OTHER, "{}", Map.of());
      unreadable.addAll(poisoned);
    }
    engines.add(engine);
    engine.start();
    return engine;
  }

  String start(Engine engine) {
    return start(engine, KEY);
  }

  String start(Engine engine, PipelineKey key) {
    starts++;
    return new Executions(engine, store.asStore(), store.pipelines(), new SeededIds(1_000 + starts))
        .start(
            key,
            new Executions.StartRequest(
                new Trigger("StartPipelineExecution", "test"),
                Map.of(),
                List.of(),
                RunOptions.NONE,
                Optional.empty()));
  }

  ExecutionStatus status(Engine engine, String id) {
    return status(engine, id, KEY);
  }

  ExecutionStatus status(Engine engine, String id, PipelineKey key) {
    return execution(engine, id, key).status();
  }

  String summary(Engine engine, String id) {
    return execution(engine, id, KEY).summary();
  }

  private static ExecutionState execution(Engine engine, String id, PipelineKey key) {
    return engine.execution(key, id).orElseThrow();
  }

  void eventually(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    engines.forEach(Engine::close);
  }

  private PipelineDefinition read(PipelineStore.Stored stored) {
    if (unreadable.contains(stored.key())) {
      throw Refused.because(
          "InvalidStoredDefinition",
          Problem.Kind.INTERNAL,
          "version " + stored.version() + " of " + stored.key().name() + " cannot be read");
    }
    return new PipelineDefinition(
        stored.key().name(),
        stored.version(),
        PipelineDefinition.Type.V2,
        ExecutionMode.QUEUED,
        "role",
        new PipelineDefinition.ArtifactStore("bucket", Map.of()),
        Stream.of("Src", "One", "Two").filter(s -> !dropped.contains(s)).map(Bench::stage).toList(),
        List.of(),
        List.of());
  }

  private static PipelineDefinition.Stage stage(String name) {
    var action =
        new PipelineDefinition.Action(
            name,
            TYPE,
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

  private ActionProvider provider(AfterInterruption after) {
    return new ActionProvider() {
      @Override
      public ActionType type() {
        return new ActionType(
            TYPE, List.of(), new ActionType.Bounds(0, 5), new ActionType.Bounds(0, 5), false);
      }

      @Override
      public AfterInterruption afterInterruption(Request request) {
        return after;
      }

      @Override
      public ActionOutcome run(Request request, Progress progress) throws InterruptedException {
        String action = request.action().name();
        ran.add(action);
        if (hanging.contains(action)) {
          new CountDownLatch(1).await();
        }
        onRun.getOrDefault(action, () -> {}).run();
        return new ActionOutcome.Succeeded(
            ActionOutcome.External.NONE, Map.of(), Map.of(), List.of());
      }
    };
  }
}
