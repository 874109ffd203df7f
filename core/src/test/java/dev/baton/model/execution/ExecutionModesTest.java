package dev.baton.model.execution;

import static dev.baton.model.execution.Declared.build;
import static dev.baton.model.execution.Declared.pipeline;
import static dev.baton.model.execution.Declared.source;
import static dev.baton.model.execution.Declared.stage;
import static dev.baton.model.execution.Story.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.pipeline.PipelineDefinition.Action;
import dev.baton.model.pipeline.PipelineDefinition.ExecutionMode;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExecutionModesTest {

  @Test
  void supersededANewerExecutionTakesTheSlotOfAnOlder() {
    Story story = story(ExecutionMode.SUPERSEDED);
    String first = story.start();
    String second = story.start();
    String third = story.start();

    assertThat(story.status(second)).isEqualTo(ExecutionStatus.SUPERSEDED);
    assertThat(story.run(second).summary()).isEqualTo("Superseded by execution run-3.");
    assertThat(story.run(second).actions()).isEmpty();
    assertThat(waiting(story, "Source")).containsExactly(third);
    story.succeed(first, "Src");
    assertThat(story.running(third)).containsExactly("Src");
  }

  @Test
  void supersededNeverInsideAStage() {
    Story story = story(ExecutionMode.SUPERSEDED);
    String first = story.start();
    story.succeed(first, "Src");
    String second = story.start();
    story.succeed(second, "Src");
    String third = story.start();
    story.succeed(third, "Src");

    assertThat(story.running(first)).containsExactly("A");
    assertThat(story.status(second)).isEqualTo(ExecutionStatus.SUPERSEDED);
    assertThat(waiting(story, "One")).containsExactly(third);
  }

  @Test
  void aFailureUnlocksTheStage() {
    Story story = story(ExecutionMode.SUPERSEDED);
    String first = story.start();
    String second = story.start();
    story.fail(first, "Src");

    assertThat(story.status(first)).isEqualTo(ExecutionStatus.FAILED);
    assertThat(story.running(second)).containsExactly("Src");
  }

  @Test
  void queuedExecutionsGoOneBehindTheOtherThroughEachStage() {
    Story story = story(ExecutionMode.QUEUED);
    String first = story.start();
    String second = story.start();
    String third = story.start();

    assertThat(waiting(story, "Source")).containsExactly(second, third);
    story.succeed(first, "Src");
    assertThat(story.running(first)).containsExactly("A");
    assertThat(story.running(second)).containsExactly("Src");
    story.succeed(second, "Src").succeed(third, "Src");
    assertThat(waiting(story, "One")).containsExactly(second, third);
    story.succeed(first, "A").succeed(second, "A").succeed(third, "A");
    assertThat(List.of(first, second, third))
        .allMatch(run -> story.status(run) == ExecutionStatus.SUCCEEDED);
  }

  @Test
  void queuedAndParallelTakeFiftyActiveExecutionsAndNoMore() {
    for (ExecutionMode mode : List.of(ExecutionMode.QUEUED, ExecutionMode.PARALLEL)) {
      Story story = story(mode);
      IntStream.range(0, 50).forEach(i -> story.start());

      assertThat(refusal(story::start).code())
          .isEqualTo("ConcurrentPipelineExecutionsLimitExceeded");
      story.fail("run-1", "Src");
      assertThat(story.status(story.start())).isEqualTo(ExecutionStatus.IN_PROGRESS);
    }
  }

  @Test
  void parallelExecutionsKnowNoLocks() {
    Story story = story(ExecutionMode.PARALLEL);
    String first = story.start();
    String second = story.start();
    story.succeed(second, "Src", "A");

    assertThat(story.running(first)).containsExactly("Src");
    assertThat(story.status(second)).isEqualTo(ExecutionStatus.SUCCEEDED);
  }

  @Test
  void aParallelExecutionRunsFiveActionsAtATime() {
    Action[] seven =
        IntStream.rangeClosed(1, 7).mapToObj(i -> build("A" + i)).toArray(Action[]::new);
    Story story = new Story(pipeline(ExecutionMode.PARALLEL, source(), stage("One", seven)));
    String run = story.start();
    story.succeed(run, "Src");

    assertThat(story.running(run)).containsExactly("A1", "A2", "A3", "A4", "A5");
    story.fail(run, "A2");
    assertThat(story.running(run)).containsExactly("A1", "A3", "A4", "A5", "A6");
    story.succeed(run, "A1", "A3", "A4", "A5", "A6", "A7");
    assertThat(story.stage(run, "One")).isEqualTo(StageStatus.FAILED);
  }

  @Test
  void aDisabledTransitionHoldsTheExecutionUntilItIsEnabled() {
    for (ExecutionMode mode : ExecutionMode.values()) {
      Story story = story(mode);
      story.transition("One", false);
      String run = story.start();
      story.succeed(run, "Src");

      assertThat(story.stage(run, "One")).isEqualTo(StageStatus.WAITING);
      assertThat(story.status(run)).isEqualTo(ExecutionStatus.IN_PROGRESS);
      story.transition("One", true);
      assertThat(story.running(run)).containsExactly("A");
    }
  }

  @Test
  void anEnabledTransitionDoesNotReleaseARunOlderThanThirtyDays() {
    Story story = story(ExecutionMode.QUEUED);
    story.transition("One", false);
    String old = story.start();
    story.succeed(old, "Src").later(Duration.ofDays(29));
    String young = story.start();
    story.succeed(young, "Src").later(Duration.ofDays(1));
    story.transition("One", true);

    assertThat(story.status(old)).isEqualTo(ExecutionStatus.STOPPED);
    assertThat(story.run(old).summary()).contains("more than 30 days old");
    assertThat(story.run(old).actions()).hasSize(1);
    assertThat(story.running(young)).containsExactly("A");
  }

  @Test
  void aRunOfThirtyDaysThatOnlyWaitsForAnotherIsLetIn() {
    Story story = story(ExecutionMode.QUEUED);
    String first = story.start();
    String second = story.start();
    story.succeed(first, "Src").succeed(second, "Src").later(Duration.ofDays(31));
    story.succeed(first, "A");

    assertThat(story.running(second)).containsExactly("A");
  }

  @Test
  void supersedingGoesOnInFrontOfADisabledTransition() {
    Story story = story(ExecutionMode.SUPERSEDED);
    story.transition("One", false);
    String first = story.start();
    story.succeed(first, "Src");
    String second = story.start();
    story.succeed(second, "Src");

    assertThat(story.status(first)).isEqualTo(ExecutionStatus.SUPERSEDED);
    story.transition("One", true);
    assertThat(story.running(second)).containsExactly("A");
  }

  @Test
  void queuedExecutionsGoAsFarForwardAsLocksAllow() {
    Story story = story(ExecutionMode.QUEUED);
    story.transition("One", false);
    String first = story.start();
    String second = story.start();
    story.succeed(first, "Src").succeed(second, "Src");

    assertThat(waiting(story, "One")).containsExactly(first, second);
    story.transition("One", true);
    assertThat(story.running(first)).containsExactly("A");
    assertThat(story.stage(second, "One")).isEqualTo(StageStatus.WAITING);
  }

  @Test
  void aTransitionTellsWhoDisabledItAndWhy() {
    Story story = story(ExecutionMode.SUPERSEDED);
    story.transition("One", false);

    PipelineState.Transition transition = story.state().gates().get("One").transition();
    assertThat(transition.enabled()).isFalse();
    assertThat(transition.disabledReason()).isEqualTo("freeze");
    assertThat(transition.changedBy()).isEqualTo("arn:user/ann");
    assertThat(transition.changedAt()).contains(story.now());
    assertThat(refusal(() -> story.transition("Nowhere", false)).code()).isEqualTo("StageNotFound");
  }

  private static List<String> waiting(Story story, String stage) {
    return story.state().gates().get(stage).waiting();
  }

  private static Story story(ExecutionMode mode) {
    return new Story(pipeline(mode, source(), stage("One", build("A"))));
  }
}
