package dev.baton.model.execution;

import static dev.baton.model.execution.Declared.approval;
import static dev.baton.model.execution.Declared.build;
import static dev.baton.model.execution.Declared.pipeline;
import static dev.baton.model.execution.Declared.source;
import static dev.baton.model.execution.Declared.stage;
import static dev.baton.model.execution.Declared.withVersion;
import static dev.baton.model.execution.Story.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineDefinition.ExecutionMode;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpdateTest {

  @Test
  void whatRunsFinishesItsActionsAndIsCancelled() {
    Story story = story(ExecutionMode.QUEUED);
    String first = story.start();
    story.succeed(first, "Src").update(next(story, ExecutionMode.QUEUED));

    assertThat(story.status(first)).isEqualTo(ExecutionStatus.CANCELLING);
    assertThat(story.running(first)).containsExactly("A");
    story.succeed(first, "A");
    assertThat(story.status(first)).isEqualTo(ExecutionStatus.CANCELLED);
    assertThat(story.stage(first, "One")).isEqualTo(StageStatus.CANCELLED);
    assertThat(story.history(first)).containsExactly("Src Succeeded", "A Succeeded", "Ok Failed");
    assertThat(story.run(first).summary()).isEqualTo("The pipeline was updated to version 2.");
  }

  @Test
  void aPendingApprovalFailsAndItsTokenIsOutOfDate() {
    Story story = story(ExecutionMode.SUPERSEDED);
    String run = story.start();
    story.succeed(run, "Src", "A").update(next(story, ExecutionMode.SUPERSEDED));

    assertThat(story.latest(run, "Ok").error().orElseThrow().message())
        .isEqualTo("The approval action has been canceled.");
    assertThat(story.status(run)).isEqualTo(ExecutionStatus.CANCELLED);
    assertThat(refusal(() -> story.approve(run, "Ok", true, "")))
        .hasMessage(
            "The pipeline shop has been updated, and the approval request you responded to is now"
                + " out of date.");
  }

  @Test
  void whatWaitsIsCancelledAtOnce() {
    Story story = story(ExecutionMode.QUEUED);
    String first = story.start();
    String second = story.start();
    story.update(next(story, ExecutionMode.QUEUED));

    assertThat(story.status(first)).isEqualTo(ExecutionStatus.CANCELLING);
    assertThat(story.status(second)).isEqualTo(ExecutionStatus.CANCELLED);
  }

  @Test
  void theNextRunsTheNewVersionOnceTheStageIsFree() {
    Story story = story(ExecutionMode.SUPERSEDED);
    String first = story.start();
    story.update(next(story, ExecutionMode.SUPERSEDED));
    String second = story.start();

    assertThat(story.run(second).version()).isEqualTo(2);
    assertThat(story.stage(second, "Source")).isEqualTo(StageStatus.WAITING);
    story.succeed(first, "Src");
    assertThat(story.running(second)).containsExactly("Src");
  }

  @Test
  void leavingParallelKeepsWhatRunsOnItsOwnVersion() {
    Story story = story(ExecutionMode.PARALLEL);
    String run = story.start();
    story.succeed(run, "Src").update(next(story, ExecutionMode.QUEUED));

    assertThat(story.status(run)).isEqualTo(ExecutionStatus.IN_PROGRESS);
    story.succeed(run, "A").approve(run, "Ok", true, "").succeed(run, "C");
    assertThat(story.status(run)).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(story.run(run).version()).isEqualTo(1);
  }

  @Test
  void aParallelExecutionDoesNotWaitForAStageThatIsNoMore() {
    Story story = story(ExecutionMode.PARALLEL);
    story.transition("One", false);
    String run = story.start();
    story.succeed(run, "Src");
    story.update(
        pipeline(2, ExecutionMode.QUEUED, List.of(), source(), stage("Other", build("B"))));

    assertThat(story.running(run)).containsExactly("A", "Ok");
  }

  @Test
  void transitionsOfStagesThatStayAreKept() {
    Story story = story(ExecutionMode.SUPERSEDED);
    story.transition("One", false);
    story.update(
        pipeline(
            2,
            ExecutionMode.SUPERSEDED,
            List.of(),
            source(),
            stage("New", build("N")),
            stage("One", build("A"))));

    assertThat(story.state().gates()).containsOnlyKeys("Source", "New", "One");
    assertThat(story.state().gates().get("One").transition().enabled()).isFalse();
    assertThat(story.state().gates().get("New").transition().enabled()).isTrue();
  }

  @Test
  void aStageThatComesBackIsStillHeldByWhoNeverLeftIt() {
    Story story = story(ExecutionMode.SUPERSEDED);
    String first = story.start();
    story.succeed(first, "Src");
    story.update(
        pipeline(2, ExecutionMode.SUPERSEDED, List.of(), source(), stage("Other", build("B"))));
    story.update(withVersion(story.definition(1), 3, ExecutionMode.SUPERSEDED));
    String second = story.start();
    story.succeed(second, "Src");

    assertThat(story.stage(second, "One")).isEqualTo(StageStatus.WAITING);
    story.succeed(first, "A");
    assertThat(story.running(second)).containsExactly("A", "Ok");
  }

  @Test
  void whatIsBeingCancelledCanStillBeAbandoned() {
    Story story = story(ExecutionMode.SUPERSEDED);
    String run = story.start();
    story.update(next(story, ExecutionMode.SUPERSEDED)).stop(run, true);

    assertThat(story.status(run)).isEqualTo(ExecutionStatus.CANCELLED);
    assertThat(story.history(run)).containsExactly("Src Abandoned");
  }

  private static PipelineDefinition next(Story story, ExecutionMode mode) {
    return withVersion(story.definition(1), 2, mode);
  }

  private static Story story(ExecutionMode mode) {
    return new Story(
        pipeline(mode, source(), stage("One", build("A"), approval("Ok", 1), build("C", 2))));
  }
}
