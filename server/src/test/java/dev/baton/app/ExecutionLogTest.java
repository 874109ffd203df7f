package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.Engine;
import dev.baton.engine.Providers;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.RunOptions;
import dev.baton.model.execution.Trigger;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ActionProvider;
import dev.baton.port.PipelineStore;
import dev.baton.port.Waypoint;
import dev.baton.testkit.InMemoryExecutionStore;
import dev.baton.testkit.Samples;
import dev.baton.testkit.SeededIds;
import dev.baton.usecase.Executions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the engine logs of an execution bears its id, whoever wrote the line. */
final class ExecutionLogTest {

  private static final PipelineKey KEY = Samples.pipeline("logged");
  private static final ActionTypeId TYPE = new ActionTypeId("Build", "AWS", "CodeBuild", "1");
  private static final int TRIES = 20_000;

  private final InMemoryExecutionStore store = new InMemoryExecutionStore();
  private final SeededIds ids = new SeededIds(4_711);

  @ParameterizedTest
  @CsvSource({"false, '[execution %s] '", "true, '\"execution\":\"%s\"'"})
  void aProvidersFaultIsLoggedWithTheExecution(boolean json, String form) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ServerLog log = ServerLog.begin(new PrintStream(said, true, StandardCharsets.UTF_8), json);
    Engine engine = engine();
    try {
      engine.create(KEY, "{}", Map.of());
      engine.start();
      String wanted = form.formatted(start(engine));
      for (int i = 0; i < TRIES && lines(said, wanted).isEmpty(); i++) {
        LockSupport.parkNanos(1_000_000);
      }
      assertThat(lines(said, wanted)).anyMatch(line -> line.contains("ended with a fault"));
    } finally {
      engine.close();
      log.close();
    }
  }

  private static List<String> lines(ByteArrayOutputStream said, String wanted) {
    return said.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.contains(wanted))
        .toList();
  }

  private Engine engine() {
    return new Engine(
        new Engine.Setup(
            store,
            store.pipelines(),
            ExecutionLogTest::definition,
            new Providers(List.of(new Broken()), List.of()),
            InstantSource.system(),
            ids,
            1,
            Waypoint.Observer.NONE,
            Samples.PATIENCE));
  }

  private String start(Engine engine) {
    return new Executions(engine, store, store.pipelines(), ids)
        .start(
            KEY,
            new Executions.StartRequest(
                new Trigger("StartPipelineExecution", "test"),
                Map.of(),
                List.of(),
                RunOptions.NONE,
                Optional.empty()));
  }

  private static PipelineDefinition definition(PipelineStore.Stored stored) {
    var action =
        new PipelineDefinition.Action(
            "Break",
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
    return new PipelineDefinition(
        stored.key().name(),
        stored.version(),
        PipelineDefinition.Type.V2,
        PipelineDefinition.ExecutionMode.QUEUED,
        "role",
        new PipelineDefinition.ArtifactStore("bucket", Map.of()),
        List.of(
            new PipelineDefinition.Stage(
                "One", List.of(action), Optional.empty(), Optional.empty(), Optional.empty())),
        List.of(),
        List.of());
  }

  /** A provider with a fault. */
  private static final class Broken implements ActionProvider {

    @Override
    public ActionType type() {
      return new ActionType(
          TYPE, List.of(), new ActionType.Bounds(0, 5), new ActionType.Bounds(0, 5), false);
    }

    @Override
    public AfterInterruption afterInterruption(Request request) {
      return AfterInterruption.REPEAT;
    }

    @Override
    public ActionOutcome run(Request request, Progress progress) {
      throw new IllegalStateException("a fault of the provider");
    }
  }
}
