package dev.baton.model.execution;

import static dev.baton.model.execution.Declared.beforeEntry;
import static dev.baton.model.execution.Declared.build;
import static dev.baton.model.execution.Declared.onFailureCheck;
import static dev.baton.model.execution.Declared.onSuccess;
import static dev.baton.model.execution.Declared.pipeline;
import static dev.baton.model.execution.Declared.rule;
import static dev.baton.model.execution.Declared.ruleWithTimeout;
import static dev.baton.model.execution.Declared.source;
import static dev.baton.model.execution.Declared.stage;
import static dev.baton.model.execution.Story.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.execution.ActionOutcome.External;
import dev.baton.model.pipeline.PipelineDefinition.ExecutionMode;
import dev.baton.model.pipeline.PipelineDefinition.Result;
import dev.baton.model.pipeline.PipelineDefinition.RetryMode;
import dev.baton.model.pipeline.PipelineDefinition.Rule;
import dev.baton.model.pipeline.PipelineDefinition.Stage;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConditionsTest {

  private static final Stage ONE = stage("One", build("A"));

  @Test
  void rulesAreAskedOnceTheStageIsLockedAndBeforeItsActions() {
    Story story = story(beforeEntry(ONE, Result.FAIL, rule("R1"), rule("R2")));

    assertThat(story.stage("run-1", "One")).isEqualTo(StageStatus.CHECKING_ENTRY);
    assertThat(story.state().gates().get("One").holder()).contains("run-1");
    assertThat(story.effects(Effect.RunRule.class)).hasSize(2);
    assertThat(story.running("run-1")).isEmpty();
    story.rule("run-1", "R1", true);
    assertThat(story.running("run-1")).isEmpty();
    story.rule("run-1", "R2", true);
    assertThat(story.running("run-1")).containsExactly("A");
    assertThat(story.condition("run-1", "One", Gate.BEFORE_ENTRY))
        .isEqualTo(ConditionStatus.SUCCEEDED);
  }

  @Test
  void anyFailingRuleEngagesTheResult() {
    Story story = story(beforeEntry(ONE, Result.FAIL, rule("R1"), rule("R2")));
    story.rule("run-1", "R1", false).rule("run-1", "R2", true);

    assertThat(story.stage("run-1", "One")).isEqualTo(StageStatus.FAILED);
    assertThat(story.status("run-1")).isEqualTo(ExecutionStatus.FAILED);
    assertThat(story.run("run-1").summary())
        .isEqualTo("Stage One failed: condition beforeEntry (Rule R1: not so).");
  }

  @Test
  void skipGoesOnBehindTheStage() {
    Story story = story(beforeEntry(ONE, Result.SKIP, rule("R")));
    story.rule("run-1", "R", false);

    assertThat(story.stage("run-1", "One")).isEqualTo(StageStatus.SKIPPED);
    assertThat(story.running("run-1")).containsExactly("B");
    story.succeed("run-1", "B");
    assertThat(story.status("run-1")).isEqualTo(ExecutionStatus.SUCCEEDED);
  }

  @Test
  void aRuleThatCannotBeJudgedMakesTheConditionErrored() {
    Story story = story(beforeEntry(ONE, Result.FAIL, rule("R")));
    story.ruleErrs("run-1", "R");

    assertThat(story.condition("run-1", "One", Gate.BEFORE_ENTRY))
        .isEqualTo(ConditionStatus.ERRORED);
    assertThat(story.status("run-1")).isEqualTo(ExecutionStatus.FAILED);
  }

  @Test
  void aRulesVariablesAreResolvedAndAMissingOneErrs() {
    Rule known = rule("R1", Map.of("Variable", "#{SrcVars.Id}"));
    Rule unknown = rule("R2", Map.of("Variable", "#{SrcVars.Nope}"));
    Story story = story(beforeEntry(ONE, Result.FAIL, known, unknown));

    assertThat(story.latestRule("run-1", "R1").resolvedConfiguration())
        .containsEntry("Variable", "c1");
    assertThat(story.latestRule("run-1", "R2").error().orElseThrow().message())
        .contains("could not be resolved: Rule name=R2")
        .endsWith("Unresolved: #{SrcVars.Nope}");
  }

  @Test
  void onSuccessIsAskedAfterTheActions() {
    Story story = story(onSuccess(ONE, Result.FAIL, rule("R")));
    story.succeed("run-1", "A");

    assertThat(story.stage("run-1", "One")).isEqualTo(StageStatus.CHECKING_SUCCESS);
    story.rule("run-1", "R", true);
    assertThat(story.stage("run-1", "One")).isEqualTo(StageStatus.SUCCEEDED);
    assertThat(story.running("run-1")).containsExactly("B");
  }

  @Test
  void anOnFailureConditionMayRetryTheStage() {
    Story story = story(onFailureCheck(ONE, Result.RETRY, rule("R")));
    story.fail("run-1", "A").rule("run-1", "R", false);

    assertThat(story.status("run-1")).isEqualTo(ExecutionStatus.IN_PROGRESS);
    assertThat(story.running("run-1")).containsExactly("A");
  }

  @Test
  void aFailedEntryConditionCanBeOverridden() {
    Story story = story(beforeEntry(ONE, Result.FAIL, rule("R")));
    story.rule("run-1", "R", false).override("run-1", "One", Gate.BEFORE_ENTRY);

    assertThat(story.running("run-1")).containsExactly("A");
    assertThat(story.condition("run-1", "One", Gate.BEFORE_ENTRY))
        .isEqualTo(ConditionStatus.OVERRIDDEN);
    story.fail("run-1", "A").retry("run-1", "One", RetryMode.FAILED_ACTIONS);
    assertThat(story.running("run-1"))
        .as("who was let in need not be let in again")
        .containsExactly("A");
  }

  @Test
  void overridingOnSuccessLetsTheRunGoOnAndTheStageStayFailed() {
    Story story = story(onSuccess(ONE, Result.FAIL, rule("R")));
    story.succeed("run-1", "A").rule("run-1", "R", false);
    story.override("run-1", "One", Gate.ON_SUCCESS);

    assertThat(story.stage("run-1", "One")).isEqualTo(StageStatus.FAILED);
    assertThat(story.running("run-1")).containsExactly("B");
    story.succeed("run-1", "B");
    assertThat(story.status("run-1")).isEqualTo(ExecutionStatus.SUCCEEDED);
  }

  @Test
  void overridingOnSuccessWithRollbackMakesTheStageSucceed() {
    Story story = story(onSuccess(ONE, Result.ROLLBACK, rule("R")));
    story.succeed("run-1", "A").rule("run-1", "R", false);
    story.override("run-1", "One", Gate.ON_SUCCESS);

    assertThat(story.stage("run-1", "One")).isEqualTo(StageStatus.SUCCEEDED);
    assertThat(story.running("run-1")).containsExactly("B");
  }

  @Test
  void onlyAConditionByWhichTheStageFailedCanBeOverridden() {
    Story skipped = story(beforeEntry(ONE, Result.SKIP, rule("R")));
    skipped.rule("run-1", "R", false);
    Story failed = story(onFailureCheck(ONE, Result.FAIL, rule("R")));
    failed.fail("run-1", "A").rule("run-1", "R", false);
    Story passed = story(beforeEntry(ONE, Result.FAIL, rule("R")));
    passed.rule("run-1", "R", true).fail("run-1", "A");

    assertNotOverridable(skipped, Gate.BEFORE_ENTRY);
    assertNotOverridable(failed, Gate.ON_FAILURE);
    assertNotOverridable(passed, Gate.BEFORE_ENTRY);
  }

  @Test
  void notOnceALaterExecutionHasEntered() {
    Story story = story(beforeEntry(ONE, Result.FAIL, rule("R")));
    story.rule("run-1", "R", false);
    String second = story.start();
    story.succeed(second, "Src", Map.of("Id", "c2"));

    assertThat(refusal(() -> story.override("run-1", "One", Gate.BEFORE_ENTRY)).code())
        .isEqualTo("NotLatestPipelineExecution");
  }

  @Test
  void aRuleMayAskForMoreTimeAndExpires() {
    Story story = story(beforeEntry(ONE, Result.FAIL, ruleWithTimeout("R", 30)));
    Effect.SetTimer timer = story.effects(Effect.SetTimer.class).getFirst();
    String id = story.latestRule("run-1", "R").id();
    story.tell(
        new Input.RuleReported(
            id, new ActionOutcome.Continue(External.NONE, "t", story.now().plusSeconds(60))));

    assertThat(story.latestRule("run-1", "R").continuation()).contains("t");
    assertThat(story.effects(Effect.RunRule.class)).hasSize(1);
    story.fire(timer.timer());
    assertThat(story.status("run-1")).isEqualTo(ExecutionStatus.FAILED);
    assertThat(story.effects(Effect.AbandonRule.class)).hasSize(1);
  }

  private static void assertNotOverridable(Story story, Gate gate) {
    assertThat(refusal(() -> story.override("run-1", "One", gate)).code())
        .isEqualTo("ConditionNotOverridable");
  }

  private static Story story(Stage one) {
    Story story =
        new Story(pipeline(ExecutionMode.SUPERSEDED, source(), one, stage("Two", build("B"))));
    String run = story.start();
    return story.succeed(run, "Src", Map.of("Id", "c1"));
  }
}
