package dev.baton.model.execution;

import static dev.baton.model.execution.Declared.build;
import static dev.baton.model.execution.Declared.pipeline;
import static dev.baton.model.execution.Declared.source;
import static dev.baton.model.execution.Declared.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.model.execution.ActionOutcome.External;
import dev.baton.model.execution.Tables.StageStep;
import dev.baton.model.pipeline.PipelineDefinition.ExecutionMode;
import dev.baton.model.pipeline.PipelineDefinition.RetryMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FactsTest {

  @Test
  void anInterruptedActionIsRunAgainOnceAsANewOne() {
    Story story = inOne();
    ActionRun before = story.latest("run-1", "A");
    story.interrupt("run-1", "A", true);

    assertThat(story.running("run-1")).containsExactly("A", "B");
    assertThat(story.latest("run-1", "A").id()).isNotEqualTo(before.id());
    assertThat(story.latest("run-1", "A").attempt()).isEqualTo(2);
    story.interrupt("run-1", "A", true).succeed("run-1", "B");
    assertThat(story.stage("run-1", "One")).isEqualTo(StageStatus.FAILED);
    assertThat(story.latest("run-1", "A").error().orElseThrow().code()).isEqualTo("Interrupted");
    assertThat(story.history("run-1"))
        .containsExactly("Src Succeeded", "A Failed", "B Succeeded", "A Failed");
  }

  @Test
  void theStageSucceedsWithTheLatestExecutionOfTheInterruptedAction() {
    Story story = inOne();
    story.interrupt("run-1", "A", true).succeed("run-1", "B", "A");

    assertThat(story.status("run-1")).isEqualTo(ExecutionStatus.SUCCEEDED);
  }

  @Test
  void aRetryGivesAnInterruptedActionAnotherRerun() {
    Story story = inOne();
    story.succeed("run-1", "B").interrupt("run-1", "A", true).interrupt("run-1", "A", true);
    story.retry("run-1", "One", RetryMode.FAILED_ACTIONS).interrupt("run-1", "A", true);

    assertThat(story.running("run-1")).containsExactly("A");
  }

  @Test
  void whatMayNotBeRepeatedFailsAsInterrupted() {
    Story story = inOne();
    story.succeed("run-1", "B").interrupt("run-1", "A", false);

    assertThat(story.status("run-1")).isEqualTo(ExecutionStatus.FAILED);
    assertThat(story.run("run-1").summary()).contains("Baton ended while the action ran");
  }

  @Test
  void aStoppingExecutionRunsNothingAgain() {
    Story story = inOne();
    story.succeed("run-1", "B").stop("run-1", false).interrupt("run-1", "A", true);

    assertThat(story.status("run-1")).isEqualTo(ExecutionStatus.STOPPED);
    assertThat(story.running("run-1")).isEmpty();
  }

  @Test
  void aBrokenExecutionFailsWithEverythingThatRanOfItAndFreesItsStage() {
    Story story = inOne();
    String next = story.start();
    story.succeed(next, "Src");
    story.tell(new Input.ExecutionBroken("run-1", "version 1 cannot be read"));

    assertThat(story.status("run-1")).isEqualTo(ExecutionStatus.FAILED);
    assertThat(story.run("run-1").summary())
        .isEqualTo("Baton could not go on with the execution: version 1 cannot be read");
    assertThat(story.stage("run-1", "One")).isEqualTo(StageStatus.FAILED);
    assertThat(story.latest("run-1", "A").error().orElseThrow().code()).isEqualTo("InternalError");
    assertThat(story.effects(Effect.AbandonAction.class)).hasSize(2);
    assertThat(story.running(next)).containsExactly("A", "B");
  }

  @Test
  void nothingBreaksAnExecutionThatIsOver() {
    Story story = inOne();
    story.succeed("run-1", "A", "B");
    story.tell(new Input.ExecutionBroken("run-1", "late"), "run-1");

    assertThat(story.status("run-1")).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(story.last().events()).isEmpty();
  }

  @Test
  void continueAsksAgainWithTheTokenNotBefore() {
    Story story = inOne();
    Instant later = story.now().plusSeconds(30);
    story.answer("run-1", "A", new ActionOutcome.Continue(new External("b-1", "", ""), "t", later));

    ActionRun run = story.latest("run-1", "A");
    assertThat(run.continuation()).contains("t");
    assertThat(run.external().id()).isEqualTo("b-1");
    assertThat(story.effects(Effect.RunAction.class))
        .containsExactly(new Effect.RunAction("run-1", run.id(), later));
  }

  @Test
  void whatTheProviderCallsItsWorkIsKeptWhenItFails() {
    Story story = inOne();
    String id = story.latest("run-1", "A").id();
    story.tell(new Input.ActionProgressed(id, new External("b-1", "", "")));
    story.tell(new Input.ActionProgressed(id, new External("b-1", "", "")));
    assertThat(story.last().events()).as("the same again").isEmpty();
    story.fail("run-1", "A");

    assertThat(story.latest("run-1", "A").external().id()).isEqualTo("b-1");
  }

  @Test
  void aJobWorkersTimeIsLimitedWhereTheProviderSaysSo() {
    Story story = inOne();
    Instant until = story.now().plus(Duration.ofHours(1));
    story.answer("run-1", "A", new ActionOutcome.Waiting(External.NONE, Optional.of(until)));
    String timer = story.effects(Effect.SetTimer.class).getFirst().timer();
    story.later(Duration.ofHours(1)).fire(timer);

    assertThat(story.latest("run-1", "A").status()).isEqualTo(ActionStatus.FAILED);
    assertThat(story.effects(Effect.AbandonAction.class)).hasSize(1);
  }

  @Test
  void aWorkerThatGoesOnAfterWaitingTakesTheTimerAway() {
    Story story = inOne();
    Instant until = story.now().plus(Duration.ofHours(1));
    story.answer("run-1", "A", new ActionOutcome.Waiting(External.NONE, Optional.of(until)));
    story.answer("run-1", "A", new ActionOutcome.Continue(External.NONE, "t", until));

    assertThat(story.effects(Effect.CancelTimer.class)).hasSize(1);
    assertThat(story.latest("run-1", "A").waitingUntil()).isEmpty();
  }

  @Test
  void aFactThatNoLongerMattersChangesNothing() {
    Story story = inOne();
    story.fail("run-1", "A");
    PipelineState before = story.state();
    story.succeed("run-1", "A");

    assertThat(story.last().events()).isEmpty();
    assertThat(story.last().effects()).isEmpty();
    assertThat(story.state()).isEqualTo(before);
    story.fire("action/unknown");
    story.fire("nonsense");
    story.tell(
        new Input.RuleReported(
            "unknown",
            new ActionOutcome.Succeeded(External.NONE, Map.of(), Map.of(), java.util.List.of())));
    assertThat(story.state()).isEqualTo(before);
  }

  @Test
  void aMoveThatNoTableHoldsIsNamed() {
    assertThatThrownBy(
            () ->
                Tables.STAGE.next(StageStatus.SUCCEEDED, StageStep.RETRY, TransitionObserver.NONE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no row in the stage table: SUCCEEDED on RETRY");
  }

  private static Story inOne() {
    Story story =
        new Story(
            pipeline(ExecutionMode.SUPERSEDED, source(), stage("One", build("A"), build("B"))));
    String run = story.start();
    return story.succeed(run, "Src");
  }
}
