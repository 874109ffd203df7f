package dev.baton.model.execution;

import static dev.baton.model.execution.Declared.build;
import static dev.baton.model.execution.Declared.onFailure;
import static dev.baton.model.execution.Declared.onFailureCheck;
import static dev.baton.model.execution.Declared.onSuccess;
import static dev.baton.model.execution.Declared.pipeline;
import static dev.baton.model.execution.Declared.rule;
import static dev.baton.model.execution.Declared.source;
import static dev.baton.model.execution.Declared.stage;
import static dev.baton.model.execution.Declared.with;
import static dev.baton.model.execution.Declared.withType;
import static dev.baton.model.execution.Declared.withVersion;
import static dev.baton.model.execution.Story.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.document.Refused;
import dev.baton.model.pipeline.PipelineDefinition.ExecutionMode;
import dev.baton.model.pipeline.PipelineDefinition.Result;
import dev.baton.model.pipeline.PipelineDefinition.RetryMode;
import dev.baton.model.pipeline.PipelineDefinition.Stage;
import dev.baton.model.pipeline.PipelineDefinition.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RollbackTest {

  private static final Stage DEPLOY =
      stage(
          "Deploy",
          with(build("D", 1, Map.of("Rev", "#{SrcVars.Id}")), List.of("SrcOut"), List.of()));

  @Test
  void itRunsThatStageAloneWithTheTargetsArtifactsAndVariables() {
    Story story = twoSucceeded(DEPLOY);
    String back = story.rollBack("Deploy", "run-1");

    ExecutionState rollback = story.run(back);
    assertThat(rollback.rollbackTarget()).contains("run-1");
    assertThat(rollback.stages()).extracting(StageRun::name).containsExactly("Deploy");
    ActionRun action = story.latest(back, "D");
    assertThat(action.inputs()).isEqualTo(story.latest("run-1", "D").inputs());
    assertThat(action.resolvedConfiguration()).containsEntry("Rev", "of run-1");
    story.succeed(back, "D");
    assertThat(story.status(back)).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(story.state().lastRevisions()).containsEntry("Src", "commit-of-run-2");
    assertThat(story.state().gates().get("Deploy").latestSucceeded()).contains("run-2");
  }

  @Test
  void theTargetMustHaveSucceededThereAsAStandardExecutionOfThisVersion() {
    Story story = twoSucceeded(DEPLOY);
    String back = story.rollBack("Deploy", "run-1");
    story.succeed(back, "D");
    String failed = story.start();
    story.succeed(failed, "Src", Map.of("Id", "x")).fail(failed, "D");

    assertRefused(story, "Deploy", back, "UnableToRollbackStage", "is a rollback itself");
    assertRefused(story, "Deploy", failed, "UnableToRollbackStage", "did not succeed");
    assertRefused(story, "Source", "run-1", "UnableToRollbackStage", "source stage");
    assertRefused(story, "Nowhere", "run-1", "StageNotFound", "Nowhere");
    story.update(withVersion(story.definition(1), 2, ExecutionMode.SUPERSEDED));
    assertRefused(story, "Deploy", "run-1", "PipelineExecutionOutdated", "version 1");
  }

  @Test
  void aBusyStageAndAV1PipelineCannotBeRolledBack() {
    Story story = twoSucceeded(DEPLOY);
    String third = story.start();
    story.succeed(third, "Src", Map.of("Id", "x"));
    assertRefused(story, "Deploy", "run-1", "UnableToRollbackStage", "run-3 is in 'Deploy'");
    story.succeed(third, "D");
    story.rollBack("Deploy", "run-1");
    assertRefused(story, "Deploy", "run-1", "UnableToRollbackStage", "another rollback");

    Story v1 = new Story(withType(pipeline(ExecutionMode.SUPERSEDED, source(), DEPLOY), Type.V1));
    String run = v1.start();
    v1.succeed(run, "Src", Map.of("Id", "x")).succeed(run, "D");
    assertRefused(v1, "Deploy", run, "UnableToRollbackStage", "V2");
  }

  @Test
  void onFailureTheStageGoesBackToItsLatestSuccessAndNobodyEntersBefore() {
    Story story = twoSucceeded(onFailure(DEPLOY, Result.ROLLBACK));
    String third = story.start();
    story.succeed(third, "Src", Map.of("Id", "x"));
    String fourth = story.start();
    story.succeed(fourth, "Src", Map.of("Id", "y")).fail(third, "D");

    assertThat(story.status(third)).isEqualTo(ExecutionStatus.FAILED);
    assertThat(story.run(third).summary())
        .isEqualTo("Stage Deploy failed: D (exit 1). The stage is rolled back to execution run-2.");
    assertThat(story.effects(Effect.StartRollback.class))
        .containsExactly(new Effect.StartRollback(third, "Deploy", "run-2"));
    assertThat(story.stage(fourth, "Deploy")).isEqualTo(StageStatus.WAITING);
    assertThat(refusal(() -> story.retry(third, "Deploy", RetryMode.FAILED_ACTIONS)).code())
        .isEqualTo("Conflict");

    String back = story.rollBack("Deploy", "run-2", Optional.of(third));
    assertThat(story.running(back)).containsExactly("D");
    story.succeed(back, "D");
    assertThat(story.running(fourth)).containsExactly("D");
  }

  @Test
  void aRollbackThatCannotStartIsStatedAndFreesTheStage() {
    Story story = twoSucceeded(onFailure(DEPLOY, Result.ROLLBACK));
    String third = story.start();
    story.succeed(third, "Src", Map.of("Id", "x")).fail(third, "D");
    story.rollbackFailed(third, "Deploy");

    assertThat(story.status(third)).isEqualTo(ExecutionStatus.FAILED);
    assertThat(story.run(third).summary())
        .endsWith("The stage Deploy could not be rolled back: no.");
    assertThat(story.state().gates().get("Deploy").holder()).isEmpty();
    story.rollbackFailed(third, "Deploy");
    assertThat(story.last().events()).isEmpty();
  }

  @Test
  void withoutAnEarlierSuccessThereIsNothingToGoBackTo() {
    Story story =
        new Story(pipeline(ExecutionMode.SUPERSEDED, source(), onFailure(DEPLOY, Result.ROLLBACK)));
    String run = story.start();
    story.succeed(run, "Src", Map.of("Id", "x")).fail(run, "D");

    assertThat(story.effects(Effect.StartRollback.class)).isEmpty();
    assertThat(story.run(run).summary()).contains("No earlier execution succeeded");
  }

  @Test
  void aRollbackThatFailsIsNotRolledBack() {
    Story story = twoSucceeded(onFailure(DEPLOY, Result.ROLLBACK));
    String third = story.start();
    story.succeed(third, "Src", Map.of("Id", "x")).fail(third, "D");
    String back = story.rollBack("Deploy", "run-2", Optional.of(third));
    story.fail(back, "D");

    assertThat(story.status(back)).isEqualTo(ExecutionStatus.FAILED);
    assertThat(story.effects(Effect.StartRollback.class)).isEmpty();
    assertThat(story.run(back).summary()).contains("It is a rollback itself");
  }

  @Test
  void onSuccessWithRollbackFailsTheRunThatCausedIt() {
    Story story =
        new Story(
            pipeline(
                ExecutionMode.SUPERSEDED,
                source(),
                onSuccess(DEPLOY, Result.ROLLBACK, rule("Alarm"))));
    String first = story.start();
    story.succeed(first, "Src", Map.of("Id", "x")).succeed(first, "D").rule(first, "Alarm", true);
    String second = story.start();
    story
        .succeed(second, "Src", Map.of("Id", "y"))
        .succeed(second, "D")
        .rule(second, "Alarm", false);

    assertThat(story.status(first)).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(story.status(second)).isEqualTo(ExecutionStatus.FAILED);
    assertThat(story.stage(second, "Deploy")).isEqualTo(StageStatus.FAILED);
    assertThat(story.effects(Effect.StartRollback.class))
        .containsExactly(new Effect.StartRollback(second, "Deploy", first));
    assertThat(story.run(second).summary())
        .startsWith("Stage Deploy failed: condition onSuccess (Rule Alarm: not so).");
  }

  @Test
  void anOnFailureConditionRollsBackOnlyWhenARuleFails() {
    for (boolean passes : List.of(true, false)) {
      Story story = twoSucceeded(onFailureCheck(DEPLOY, Result.ROLLBACK, rule("R")));
      String third = story.start();
      story.succeed(third, "Src", Map.of("Id", "x")).fail(third, "D");

      assertThat(story.stage(third, "Deploy")).isEqualTo(StageStatus.CHECKING_FAILURE);
      story.rule(third, "R", passes);
      assertThat(story.status(third)).isEqualTo(ExecutionStatus.FAILED);
      assertThat(story.effects(Effect.StartRollback.class)).hasSize(passes ? 0 : 1);
      assertThat(story.run(third).summary()).startsWith("Stage Deploy failed: D (exit 1).");
    }
  }

  @Test
  void aDisabledTransitionDoesNotHoldARollback() {
    Story story = twoSucceeded(DEPLOY);
    story.transition("Deploy", false);
    String back = story.rollBack("Deploy", "run-1");

    assertThat(story.running(back)).containsExactly("D");
  }

  private static void assertRefused(
      Story story, String stage, String target, String code, String says) {
    Refused refused = refusal(() -> story.rollBack(stage, target));
    assertThat(refused.code()).isEqualTo(code);
    assertThat(refused).hasMessageContaining(says);
  }

  private static Story twoSucceeded(Stage deploy) {
    Story story = new Story(pipeline(ExecutionMode.SUPERSEDED, source(), deploy));
    for (int i = 0; i < 2; i++) {
      String run = story.start();
      story.succeed(run, "Src", Map.of("Id", "of " + run)).succeed(run, "D");
    }
    return story;
  }
}
