package dev.baton.model.execution;

import static dev.baton.model.execution.Declared.approval;
import static dev.baton.model.execution.Declared.beforeEntry;
import static dev.baton.model.execution.Declared.build;
import static dev.baton.model.execution.Declared.pipeline;
import static dev.baton.model.execution.Declared.rule;
import static dev.baton.model.execution.Declared.source;
import static dev.baton.model.execution.Declared.stage;
import static dev.baton.model.execution.Story.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.pipeline.PipelineDefinition.ExecutionMode;
import dev.baton.model.pipeline.PipelineDefinition.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopTest {

  @Test
  void stoppingLetsWhatRunsEndAndStartsNothingMore() {
    Story story = inOne();
    story.stop("run-1", false);

    assertThat(story.status("run-1")).isEqualTo(ExecutionStatus.STOPPING);
    assertThat(story.stage("run-1", "One")).isEqualTo(StageStatus.STOPPING);
    story.succeed("run-1", "A");
    assertThat(story.status("run-1")).isEqualTo(ExecutionStatus.STOPPING);
    story.succeed("run-1", "B");
    assertThat(story.status("run-1")).isEqualTo(ExecutionStatus.STOPPED);
    assertThat(story.stage("run-1", "One")).isEqualTo(StageStatus.STOPPED);
    assertThat(story.run("run-1").summary()).isEqualTo("enough");
    assertThat(story.history("run-1"))
        .containsExactly("Src Succeeded", "A Succeeded", "B Succeeded");
  }

  @Test
  void abandoningEndsItAtOnceAndLateAnswersAreIgnored() {
    Story story = inOne();
    story.stop("run-1", true);

    assertThat(story.status("run-1")).isEqualTo(ExecutionStatus.STOPPED);
    assertThat(story.history("run-1"))
        .containsExactly("Src Succeeded", "A Abandoned", "B Abandoned");
    assertThat(story.effects(Effect.AbandonAction.class)).hasSize(2);
    story.succeed("run-1", "A");
    assertThat(story.last().events()).isEmpty();
  }

  @Test
  void abandonAfterWaitIsAllowedTheSameAgainIsNot() {
    Story story = inOne();
    story.stop("run-1", false);

    assertThat(refusal(() -> story.stop("run-1", false)).code()).isEqualTo("DuplicatedStopRequest");
    story.stop("run-1", true);
    assertThat(story.status("run-1")).isEqualTo(ExecutionStatus.STOPPED);
  }

  @Test
  void whatRestsCannotBeStoppedAndWhatIsNotThereEither() {
    Story story = inOne();
    story.stop("run-1", true);

    assertThat(refusal(() -> story.stop("run-1", true)).code())
        .isEqualTo("PipelineExecutionNotStoppable");
    assertThat(refusal(() -> story.stop("run-7", true)).code())
        .isEqualTo("PipelineExecutionNotFound");
  }

  @Test
  void aPendingApprovalStaysAnswerable() {
    Story story =
        new Story(
            pipeline(
                ExecutionMode.SUPERSEDED,
                source(),
                stage("One", approval("Ok", 1), build("A", 2))));
    String run = story.start();
    story.succeed(run, "Src").stop(run, false);

    assertThat(story.status(run)).isEqualTo(ExecutionStatus.STOPPING);
    story.approve(run, "Ok", true, "");
    assertThat(story.status(run)).isEqualTo(ExecutionStatus.STOPPED);
    assertThat(story.history(run)).containsExactly("Src Succeeded", "Ok Succeeded");
  }

  @Test
  void inFrontOfAStageItIsStoppedAtOnceAndLeavesTheSlot() {
    Story story = inOne();
    String second = story.start();
    story.succeed(second, "Src").stop(second, false);

    assertThat(story.status(second)).isEqualTo(ExecutionStatus.STOPPED);
    assertThat(story.state().gates().get("One").waiting()).isEmpty();
  }

  @Test
  void aConditionThatIsCheckedEndsWithTheExecution() {
    for (boolean abandon : List.of(false, true)) {
      Story story =
          new Story(
              pipeline(
                  ExecutionMode.SUPERSEDED,
                  source(),
                  beforeEntry(stage("One", build("A")), Result.FAIL, rule("R"))));
      String run = story.start();
      story.succeed(run, "Src").stop(run, abandon);

      assertThat(story.status(run)).isEqualTo(ExecutionStatus.STOPPED);
      assertThat(story.condition(run, "One", Gate.BEFORE_ENTRY))
          .isEqualTo(abandon ? ConditionStatus.ABANDONED : ConditionStatus.CANCELLED);
      assertThat(story.latestRule(run, "R").status()).isEqualTo(ActionStatus.ABANDONED);
      assertThat(story.effects(Effect.AbandonRule.class)).hasSize(1);
    }
  }

  @Test
  void theStageIsFreeForTheNext() {
    Story story = inOne();
    String second = story.start();
    story.succeed(second, "Src").stop("run-1", true);

    assertThat(story.running(second)).containsExactly("A", "B");
  }

  private static Story inOne() {
    Story story =
        new Story(
            pipeline(
                ExecutionMode.SUPERSEDED,
                source(),
                stage("One", build("A"), build("B"), build("C", 2))));
    String run = story.start();
    return story.succeed(run, "Src");
  }
}
