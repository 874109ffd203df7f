package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.baton.port.Waypoint;
import dev.baton.testkit.InMemoryExecutionStore;
import dev.baton.testkit.Samples;
import dev.baton.testkit.SeededIds;
import dev.baton.usecase.Executions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The engine with a real machine and real threads, over stores in memory. */
class EngineTest {

  private static final PipelineKey KEY = new PipelineKey("123456789012", "ap-northeast-2", "demo");
  private static final ActionTypeId SOURCE = new ActionTypeId("Source", "AWS", "S3", "1");
  private static final ActionTypeId BUILD = new ActionTypeId("Build", "AWS", "CodeBuild", "1");

  private final InMemoryExecutionStore store = new InMemoryExecutionStore();
  private final List<String> ran = new CopyOnWriteArrayList<>();
  private final List<Engine> engines = new ArrayList<>();

  @AfterEach
  void close() {
    engines.forEach(Engine::close);
  }

  @Test
  void carries_an_execution_through_its_stages() {
    Engine engine = engine(request -> succeeded(), ActionProvider.AfterInterruption.REPEAT);
    engine.create(KEY, "{}", Map.of());

    String id = start(engine);

    eventually(() -> status(engine, id) == ExecutionStatus.SUCCEEDED);
    assertThat(ran).containsExactly("Src", "One", "Two");
  }

  @Test
  void runs_many_executions_of_a_queue_to_their_end() {
    Engine engine = engine(request -> succeeded(), ActionProvider.AfterInterruption.REPEAT);
    engine.create(KEY, "{}", Map.of());

    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      ids.add(start(engine));
    }

    eventually(() -> ids.stream().allMatch(id -> status(engine, id) == ExecutionStatus.SUCCEEDED));
    eventually(engine::atRest);
    assertThat(store.work()).isEmpty();
  }

  @Test
  void asks_again_after_continue() {
    Engine engine =
        engine(
            request ->
                request.continuation().isPresent()
                    ? succeeded()
                    : new ActionOutcome.Continue(
                        ActionOutcome.External.NONE, "again", Instant.now().plusMillis(5)),
            ActionProvider.AfterInterruption.REPEAT);
    engine.create(KEY, "{}", Map.of());

    String id = start(engine);

    eventually(() -> status(engine, id) == ExecutionStatus.SUCCEEDED);
    assertThat(ran).containsExactly("Src", "Src", "One", "One", "Two", "Two");
  }

  @Test
  void a_provider_that_throws_fails_its_action_with_the_cause() {
    Engine engine =
        engine(
            request -> {
              throw new IllegalArgumentException("out of order");
            },
            ActionProvider.AfterInterruption.REPEAT);
    engine.create(KEY, "{}", Map.of());

    String id = start(engine);

    eventually(() -> status(engine, id) == ExecutionStatus.FAILED);
    assertThat(execution(engine, id).actions().getFirst().error())
        .hasValueSatisfying(e -> assertThat(e.message()).contains("out of order"));
  }

  @Test
  void after_a_kill_a_repeatable_action_is_asked_again() {
    CountDownLatch never = new CountDownLatch(1);
    Engine killed = engine(request -> hang(never), ActionProvider.AfterInterruption.REPEAT);
    killed.create(KEY, "{}", Map.of());
    String id = start(killed);
    eventually(() -> ran.contains("Src"));
    killed.close();

    Engine next = engine(request -> succeeded(), ActionProvider.AfterInterruption.REPEAT);

    eventually(() -> status(next, id) == ExecutionStatus.SUCCEEDED);
    assertThat(ran).containsExactly("Src", "Src", "One", "Two");
  }

  @Test
  void after_a_kill_an_action_that_may_not_be_repeated_is_interrupted() {
    CountDownLatch never = new CountDownLatch(1);
    Engine killed = engine(request -> hang(never), ActionProvider.AfterInterruption.FAIL);
    killed.create(KEY, "{}", Map.of());
    String id = start(killed);
    eventually(() -> ran.contains("Src"));
    killed.close();

    Engine next = engine(request -> succeeded(), ActionProvider.AfterInterruption.FAIL);

    eventually(() -> status(next, id) == ExecutionStatus.FAILED);
    assertThat(execution(next, id).actions().getFirst().error())
        .hasValueSatisfying(e -> assertThat(e.code()).isEqualTo("Interrupted"));
  }

  @Test
  void after_a_kill_a_build_is_run_once_more_as_a_new_action_execution() {
    CountDownLatch never = new CountDownLatch(1);
    Engine killed = engine(request -> hang(never), ActionProvider.AfterInterruption.RERUN_AS_NEW);
    killed.create(KEY, "{}", Map.of());
    String id = start(killed);
    eventually(() -> ran.contains("Src"));
    killed.close();

    Engine next = engine(request -> succeeded(), ActionProvider.AfterInterruption.RERUN_AS_NEW);

    eventually(() -> status(next, id) == ExecutionStatus.SUCCEEDED);
    assertThat(
            execution(next, id).actions().stream()
                .filter(a -> a.action().equals("Src"))
                .map(a -> a.error().isPresent()))
        .containsExactly(true, false);
  }

  private static ActionOutcome hang(CountDownLatch never) throws InterruptedException {
    never.await();
    return succeeded();
  }

  private static ActionOutcome succeeded() {
    return new ActionOutcome.Succeeded(ActionOutcome.External.NONE, Map.of(), Map.of(), List.of());
  }

  private static ExecutionStatus status(Engine engine, String id) {
    return execution(engine, id).status();
  }

  private static ExecutionState execution(Engine engine, String id) {
    return engine.execution(KEY, id).orElseThrow();
  }

  private String start(Engine engine) {
    return new Executions(engine, store, store.pipelines(), new SeededIds(store.events().size()))
        .start(
            KEY,
            new Executions.StartRequest(
                new Trigger("StartPipelineExecution", "test"),
                Map.of(),
                List.of(),
                RunOptions.NONE,
                Optional.empty()));
  }

  /** What a provider of these tests does. */
  private interface Work {
    ActionOutcome run(ActionProvider.Request request) throws InterruptedException;
  }

  private Engine engine(Work work, ActionProvider.AfterInterruption after) {
    Providers providers =
        new Providers(
            List.of(provider(SOURCE, work, after), provider(BUILD, work, after)), List.of());
    Engine engine =
        new Engine(
            new Engine.Setup(
                store,
                store.pipelines(),
                stored -> DEFINITION.apply(stored.version()),
                providers,
                InstantSource.system(),
                new SeededIds(engines.size() + 100),
                engines.size() + 1,
                Waypoint.Observer.NONE,
                Samples.PATIENCE));
    engines.add(engine);
    engine.start();
    return engine;
  }

  private ActionProvider provider(
      ActionTypeId id, Work work, ActionProvider.AfterInterruption after) {
    return new ActionProvider() {
      @Override
      public ActionType type() {
        return new ActionType(
            id, List.of(), new ActionType.Bounds(0, 5), new ActionType.Bounds(0, 5), false);
      }

      @Override
      public AfterInterruption afterInterruption(Request request) {
        return after;
      }

      @Override
      public ActionOutcome run(Request request, Progress progress) throws InterruptedException {
        ran.add(request.action().name());
        return work.run(request);
      }
    };
  }

  private static final Function<Integer, PipelineDefinition> DEFINITION =
      version ->
          new PipelineDefinition(
              "demo",
              version,
              PipelineDefinition.Type.V2,
              ExecutionMode.QUEUED,
              "role",
              new PipelineDefinition.ArtifactStore("bucket", Map.of()),
              List.of(
                  stage("Source", action("Src", SOURCE)),
                  stage("One", action("One", BUILD)),
                  stage("Two", action("Two", BUILD))),
              List.of(),
              List.of());

  private static PipelineDefinition.Stage stage(String name, PipelineDefinition.Action action) {
    return new PipelineDefinition.Stage(
        name, List.of(action), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static PipelineDefinition.Action action(String name, ActionTypeId type) {
    return new PipelineDefinition.Action(
        name,
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
  }

  private static void eventually(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
