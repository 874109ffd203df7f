package dev.baton.model.execution;

import static dev.baton.model.execution.Declared.build;
import static dev.baton.model.execution.Declared.pipeline;
import static dev.baton.model.execution.Declared.source;
import static dev.baton.model.execution.Declared.stage;
import static dev.baton.model.execution.Declared.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.pipeline.PipelineDefinition.ExecutionMode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StageOrderTest {

  @Test
  void stagesRunOneAfterTheOtherAndAllSucceededIsSucceeded() {
    Story story =
        new Story(
            pipeline(
                ExecutionMode.SUPERSEDED,
                source(),
                stage("One", build("A")),
                stage("Two", build("B"))));

    String run = story.start();
    assertThat(story.running(run)).containsExactly("Src");
    story.succeed(run, "Src");
    assertThat(story.running(run)).containsExactly("A");
    story.succeed(run, "A");
    assertThat(story.running(run)).containsExactly("B");
    story.succeed(run, "B");

    assertThat(story.status(run)).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(story.history(run)).containsExactly("Src Succeeded", "A Succeeded", "B Succeeded");
    assertThat(story.state().lastRevisions()).containsEntry("Src", "commit-of-run-1");
  }

  @Test
  void aRunOrderGroupStartsTogetherAndTheNextWaitsForAllOfIt() {
    Story story = inOneStage();
    String run = story.start();
    story.succeed(run, "Src");

    assertThat(story.running(run)).containsExactly("A", "B");
    assertThat(story.effects(Effect.RunAction.class)).hasSize(2);
    story.succeed(run, "B");
    assertThat(story.running(run)).containsExactly("A");
    story.succeed(run, "A");
    assertThat(story.running(run)).containsExactly("C");
  }

  @Test
  void aFailureSparesItsPeersAndLaterGroupsGetNoActionExecution() {
    Story story = inOneStage();
    String run = story.start();
    story.succeed(run, "Src").fail(run, "A");

    assertThat(story.running(run)).containsExactly("B");
    assertThat(story.status(run)).isEqualTo(ExecutionStatus.IN_PROGRESS);
    story.succeed(run, "B");

    assertThat(story.stage(run, "One")).isEqualTo(StageStatus.FAILED);
    assertThat(story.status(run)).isEqualTo(ExecutionStatus.FAILED);
    assertThat(story.run(run).summary()).isEqualTo("Stage One failed: A (exit 1).");
    assertThat(story.history(run)).containsExactly("Src Succeeded", "A Failed", "B Succeeded");
  }

  private static Story inOneStage() {
    return new Story(
        pipeline(
            ExecutionMode.SUPERSEDED,
            source(),
            stage("One", build("C", 20), build("A", 3), build("B", 3))));
  }

  @Test
  void anActionsInputsAreWhereTheLatestExecutionOfTheProducerPutThem() {
    Story story =
        new Story(
            pipeline(
                ExecutionMode.SUPERSEDED,
                source(),
                stage("One", with(build("A"), List.of("SrcOut"), List.of("AOut"))),
                stage("Two", with(build("B"), List.of("AOut"), List.of()))));
    String run = story.start();
    story.succeed(run, "Src", "A");

    Map<String, ArtifactLocation> outputs = story.latest(run, "A").outputs();
    assertThat(story.latest(run, "B").inputs()).isEqualTo(outputs);
    assertThat(outputs.get("AOut").bucket()).isEqualTo("artifacts");
    assertThat(outputs.get("AOut").key()).matches("shop/AOut/[0-9A-Za-z]{7}");
  }

  @Test
  void anInputThatItsProducerHasNotWrittenFailsTheConsumer() {
    Story story =
        new Story(
            pipeline(
                ExecutionMode.SUPERSEDED,
                source(),
                stage("One", with(build("A"), List.of(), List.of("AOut"))),
                stage("Two", with(build("B"), List.of("AOut"), List.of()))));
    String run = story.start();
    story.succeed(run, "Src");
    story.answer(
        run,
        "A",
        new ActionOutcome.Succeeded(ActionOutcome.External.NONE, Map.of(), Map.of(), List.of()));

    ActionRun.Failure error = story.latest(run, "B").error().orElseThrow();
    assertThat(error.code()).isEqualTo("ConfigurationError");
    assertThat(error.message()).contains("Input artifact AOut of action B does not exist");
    assertThat(story.status(run)).isEqualTo(ExecutionStatus.FAILED);
  }

  @Test
  void untilStopsAfterThatStage() {
    Story story =
        new Story(
            pipeline(
                ExecutionMode.SUPERSEDED,
                source(),
                stage("One", build("A")),
                stage("Two", build("B"))));
    String run =
        story.startWith(
            new RunOptions(
                List.of(), java.util.Optional.of("One"), Map.of(), java.util.Optional.empty()));
    story.succeed(run, "Src", "A");

    assertThat(story.status(run)).isEqualTo(ExecutionStatus.STOPPED);
    assertThat(story.run(run).summary()).contains("until stage One");
    assertThat(story.stage(run, "One")).isEqualTo(StageStatus.SUCCEEDED);
    assertThat(story.stage(run, "Two")).isEqualTo(StageStatus.AHEAD);
  }
}
