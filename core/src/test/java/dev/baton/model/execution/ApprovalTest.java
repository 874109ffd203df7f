package dev.baton.model.execution;

import static dev.baton.model.execution.Declared.action;
import static dev.baton.model.execution.Declared.approval;
import static dev.baton.model.execution.Declared.build;
import static dev.baton.model.execution.Declared.pipeline;
import static dev.baton.model.execution.Declared.source;
import static dev.baton.model.execution.Declared.stage;
import static dev.baton.model.execution.Story.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.execution.ActionOutcome.External;
import dev.baton.model.pipeline.PipelineDefinition.Action;
import dev.baton.model.pipeline.PipelineDefinition.ExecutionMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApprovalTest {

  private static final ActionOutcome WAITING =
      new ActionOutcome.Waiting(External.NONE, Optional.empty());

  @Test
  void itWaitsSevenDaysUnlessItSaysOtherwise() {
    Story week = pending(approval("Ok", 1));
    Story hour = pending(approval("Ok", 1, 60));

    assertThat(deadline(week)).isEqualTo(Duration.ofDays(7));
    assertThat(deadline(hour)).isEqualTo(Duration.ofHours(1));
  }

  private static Duration deadline(Story story) {
    Effect.SetTimer timer = story.effects(Effect.SetTimer.class).getFirst();
    ActionRun run = story.latest("run-1", "Ok");
    assertThat(run.waitingUntil()).contains(timer.at());
    return Duration.between(run.startedAt(), timer.at());
  }

  @Test
  void anApprovalGoesOnARejectionFails() {
    Story yes = pending(approval("Ok", 1)).approve("run-1", "Ok", true, "");
    Story no = pending(approval("Ok", 1)).approve("run-1", "Ok", false, "too late");

    assertThat(yes.stage("run-1", "Two")).isEqualTo(StageStatus.RUNNING);
    ActionRun approved = yes.latest("run-1", "Ok");
    assertThat(approved.external())
        .isEqualTo(new External(approved.id(), "Approved by arn:user/ann", ""));
    assertThat(approved.updatedBy()).contains("arn:user/ann");
    assertThat(yes.effects(Effect.CancelTimer.class)).hasSize(1);
    assertThat(no.status("run-1")).isEqualTo(ExecutionStatus.FAILED);
    assertThat(no.latest("run-1", "Ok").error())
        .contains(new ActionRun.Failure("JobFailed", "too late"));
  }

  @Test
  void theTokenIsTheActionExecutionsId() {
    Story story = pending(approval("Ok", 1));

    assertThat(code(story, "One", "Ok", "something")).isEqualTo("InvalidApprovalToken");
    assertThat(code(story, "Nowhere", "Ok", "something")).isEqualTo("StageNotFound");
    assertThat(code(story, "One", "Nothing", "something")).isEqualTo("ActionNotFound");
    assertThat(story.latest("run-1", "Ok").external().id())
        .isEqualTo(story.latest("run-1", "Ok").id());
  }

  private static String code(Story story, String stage, String action, String token) {
    return refusal(() -> story.tell(new Input.Approve(stage, action, token, true, "", "ann")))
        .code();
  }

  @Test
  void onlyAnApprovalCanBeApproved() {
    Story story = pending(approval("Ok", 1)).approve("run-1", "Ok", true, "");
    ActionRun build = story.latest("run-1", "B");

    assertThat(code(story, "Two", "B", build.id())).isEqualTo("InvalidApprovalToken");
  }

  @Test
  void itIsAnsweredOnce() {
    Story story = pending(approval("Ok", 1)).approve("run-1", "Ok", true, "");

    assertThat(refusal(() -> story.approve("run-1", "Ok", false, "")).code())
        .isEqualTo("ApprovalAlreadyCompleted");
  }

  @Test
  void aSummaryThatIsRequiredMustBeThere() {
    Action strict = action("Ok", "Approval", 1, Map.of("IsSummaryRequired", "true"));
    Story story = pending(strict);

    assertThat(refusal(() -> story.approve("run-1", "Ok", false, "  ")))
        .hasMessage(
            "Action 'Ok' in stage 'One' requires a summary. Provide a summary in the approval"
                + " result and try again.");
    assertThat(story.running("run-1")).containsExactly("Ok");
    story.approve("run-1", "Ok", true, "looks good");
    assertThat(story.latest("run-1", "Ok").external().summary()).isEqualTo("looks good");
  }

  @Test
  void withoutAnAnswerItExpires() {
    Story story = pending(approval("Ok", 1, 60));
    String timer = story.effects(Effect.SetTimer.class).getFirst().timer();
    story.fire(timer);
    assertThat(story.running("run-1")).containsExactly("Ok");
    assertThat(story.effects(Effect.SetTimer.class)).hasSize(1);

    story.later(Duration.ofHours(1)).fire(timer);
    assertThat(story.status("run-1")).isEqualTo(ExecutionStatus.FAILED);
    assertThat(story.latest("run-1", "Ok").error().orElseThrow().message()).contains("expired");
  }

  @Test
  void approvedInAdvanceItDoesNotEvenAsk() {
    for (String given : List.of("all", "Ok", "One/Ok")) {
      Story story = story(approval("Ok", 1));
      String run =
          story.startWith(
              new RunOptions(List.of(given), Optional.empty(), Map.of(), Optional.empty()));
      story.succeed(run, "Src");

      assertThat(story.running(run)).containsExactly("B");
      ActionRun ok = story.latest(run, "Ok");
      assertThat(ok.external().summary()).isEqualTo("Approved by --approve");
      assertThat(story.effects(Effect.RunAction.class)).hasSize(1);
    }
  }

  @Test
  void approvingInAdvanceWhatIsNotThereIsRefused() {
    Story story = story(approval("Ok", 1));
    RunOptions options =
        new RunOptions(List.of("Two/B"), Optional.empty(), Map.of(), Optional.empty());

    assertThat(refusal(() -> story.startWith(options)).code()).isEqualTo("ActionNotFound");
  }

  private static Story pending(Action ok) {
    Story story = story(ok);
    String run = story.start();
    return story.succeed(run, "Src").answer(run, "Ok", WAITING);
  }

  private static Story story(Action ok) {
    return new Story(
        pipeline(ExecutionMode.SUPERSEDED, source(), stage("One", ok), stage("Two", build("B"))));
  }
}
