package dev.baton.model.execution;

import static dev.baton.model.execution.Declared.beforeEntry;
import static dev.baton.model.execution.Declared.build;
import static dev.baton.model.execution.Declared.onFailureRetry;
import static dev.baton.model.execution.Declared.pipeline;
import static dev.baton.model.execution.Declared.rule;
import static dev.baton.model.execution.Declared.source;
import static dev.baton.model.execution.Declared.stage;
import static dev.baton.model.execution.Declared.with;
import static dev.baton.model.execution.Declared.withVersion;
import static dev.baton.model.execution.Story.refusal;
import static dev.baton.model.pipeline.PipelineDefinition.RetryMode.ALL_ACTIONS;
import static dev.baton.model.pipeline.PipelineDefinition.RetryMode.FAILED_ACTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineDefinition.ExecutionMode;
import dev.baton.model.pipeline.PipelineDefinition.Result;
import dev.baton.model.pipeline.PipelineDefinition.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryTest {

  private static final Stage ONE =
      stage("One", with(build("A"), List.of("SrcOut"), List.of("AOut")), build("B"), build("C", 2));

  @Test
  void failedActionsRunAgainAndWhatSucceededIsKept() {
    Story story = failedInOne(ONE);
    ActionRun before = story.latest("run-1", "A");
    story.retry("run-1", "One", FAILED_ACTIONS);

    ActionRun again = story.latest("run-1", "A");
    assertThat(story.status("run-1")).isEqualTo(ExecutionStatus.IN_PROGRESS);
    assertThat(story.running("run-1")).containsExactly("A");
    assertThat(again.id()).isNotEqualTo(before.id());
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.outputs()).isNotEqualTo(before.outputs());
    assertThat(again.inputs()).isEqualTo(before.inputs());
    story.succeed("run-1", "A", "C");
    assertThat(story.status("run-1")).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(story.history("run-1"))
        .containsExactly("Src Succeeded", "A Failed", "B Succeeded", "A Succeeded", "C Succeeded");
  }

  @Test
  void allActionsRunAgainFromTheFirstGroup() {
    Story story = failedInOne(ONE);
    story.retry("run-1", "One", ALL_ACTIONS);

    assertThat(story.running("run-1")).containsExactly("A", "B");
    story.succeed("run-1", "A", "B", "C");
    assertThat(story.status("run-1")).isEqualTo(ExecutionStatus.SUCCEEDED);
  }

  @Test
  void aRetryTellsHowItCameAbout() {
    Story story = failedInOne(ONE);
    story.retry("run-1", "One", FAILED_ACTIONS);

    assertThat(story.run("run-1").stage("One").orElseThrow().retry())
        .contains(new StageRun.Retry(0, 1, "ManualStageRetry"));
  }

  @Test
  void aStoppedStageGoesOnByARetry() {
    Story story = new Story(pipeline(ExecutionMode.SUPERSEDED, source(), ONE));
    String run = story.start();
    story.succeed(run, "Src").stop(run, false).succeed(run, "A", "B");
    story.retry(run, "One", FAILED_ACTIONS);

    assertThat(story.running(run)).containsExactly("C");
    assertThat(story.run(run).stop()).isEmpty();
  }

  @Test
  void whatSucceededRunsOrWasNotReachedCannotBeRetried() {
    Story story = failedInOne(ONE);

    assertRefused(story, "run-1", "Source", "StageNotRetryable");
    assertRefused(story, "run-1", "Nowhere", "StageNotFound");
    assertRefused(story, "run-9", "One", "PipelineExecutionNotFound");
    story.retry("run-1", "One", FAILED_ACTIONS);
    assertRefused(story, "run-1", "One", "StageNotRetryable");
  }

  @Test
  void notOnceALaterExecutionHasEntered() {
    Story story = failedInOne(ONE);
    String second = story.start();
    story.succeed(second, "Src");
    assertRefused(story, "run-1", "One", "NotLatestPipelineExecution");
    story.succeed(second, "A", "B", "C");

    assertRefused(story, "run-1", "One", "NotLatestPipelineExecution");
  }

  @Test
  void notOnceThePipelineHasChanged() {
    Story story = failedInOne(ONE);
    PipelineDefinition changed = withVersion(story.definition(1), 2, ExecutionMode.SUPERSEDED);
    story.update(changed);

    assertRefused(story, "run-1", "One", "StageNotRetryable");
  }

  @Test
  void theEntryConditionIsCheckedAgain() {
    Stage gated = beforeEntry(ONE, Result.FAIL, rule("R"));
    Story story = new Story(pipeline(ExecutionMode.SUPERSEDED, source(), gated));
    String run = story.start();
    story.succeed(run, "Src").rule(run, "R", true).fail(run, "A").succeed(run, "B");
    story.retry(run, "One", FAILED_ACTIONS);

    assertThat(story.stage(run, "One")).isEqualTo(StageStatus.CHECKING_ENTRY);
    assertThat(story.running(run)).isEmpty();
    story.rule(run, "R", true);
    assertThat(story.running(run)).containsExactly("A");
  }

  @Test
  void onFailureRetryTriesOnceMoreByItself() {
    Story story = failedInOne(onFailureRetry(ONE, FAILED_ACTIONS));

    assertThat(story.status("run-1")).isEqualTo(ExecutionStatus.IN_PROGRESS);
    assertThat(story.running("run-1")).containsExactly("A");
    assertThat(story.run("run-1").stage("One").orElseThrow().retry())
        .contains(new StageRun.Retry(1, 0, "AutomatedStageRetry"));
    story.fail("run-1", "A");
    assertThat(story.status("run-1")).isEqualTo(ExecutionStatus.FAILED);
  }

  @Test
  void onFailureRetryOfAllActionsBeginsWithTheFirstGroup() {
    Story story = failedInOne(onFailureRetry(ONE, ALL_ACTIONS));

    assertThat(story.running("run-1")).containsExactly("A", "B");
  }

  @Test
  void nobodyEntersBetweenAFailureAndItsAutomaticRetry() {
    Story story =
        new Story(pipeline(ExecutionMode.QUEUED, source(), onFailureRetry(ONE, FAILED_ACTIONS)));
    String first = story.start();
    String second = story.start();
    story.succeed(first, "Src").succeed(second, "Src").succeed(first, "B").fail(first, "A");

    assertThat(story.running(first)).containsExactly("A");
    assertThat(story.stage(second, "One")).isEqualTo(StageStatus.WAITING);
  }

  private static void assertRefused(Story story, String run, String stage, String code) {
    assertThat(refusal(() -> story.retry(run, stage, FAILED_ACTIONS)).code()).isEqualTo(code);
  }

  private static Story failedInOne(Stage one) {
    Story story = new Story(pipeline(ExecutionMode.SUPERSEDED, source(), one));
    String run = story.start();
    return story.succeed(run, "Src").fail(run, "A").succeed(run, "B");
  }
}
