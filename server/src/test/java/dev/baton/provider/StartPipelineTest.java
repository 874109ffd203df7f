package dev.baton.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.ActionOutcome.Failed;
import dev.baton.model.execution.ActionOutcome.Succeeded;
import dev.baton.model.execution.SourceRevision;
import dev.baton.model.execution.Trigger;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.usecase.Executions.StartRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Another pipeline is started, once. */
final class StartPipelineTest {

  private record Started(PipelineKey pipeline, StartRequest request) {}

  private final List<Started> starts = new ArrayList<>();
  private final StartPipeline action =
      new StartPipeline(
          (pipeline, request) -> {
            if (pipeline.name().equals("missing")) {
              throw Refused.because(
                  "PipelineNotFound", Problem.Kind.NOT_FOUND, "Pipeline missing does not exist");
            }
            starts.add(new Started(pipeline, request));
            return "the-new-execution";
          });

  private Asked asked() {
    return Asked.of(action).with("PipelineName", "deploy").by("me");
  }

  private ActionOutcome run(Asked asked) {
    return action.run(asked.request(), _ -> {});
  }

  private String fails(Asked asked) {
    ActionOutcome outcome = run(asked);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.code()).isEqualTo("ConfigurationError"));
    assertThat(starts).isEmpty();
    return ((Failed) outcome).message();
  }

  @Test
  void itStartsAPipelineOfTheSameAccountAndRegion() {
    run(asked());

    assertThat(starts.getFirst().pipeline())
        .isEqualTo(new PipelineKey(Asked.PIPELINE.account(), Asked.PIPELINE.region(), "deploy"));
  }

  @Test
  void theActionsIdIsTheNewExecutions() {
    assertThat(((Succeeded) run(asked())).external().id()).isEqualTo("the-new-execution");
  }

  @Test
  void aRepeatHasTheSameClientToken() {
    run(asked().id("action-1"));
    run(asked().id("action-1"));

    assertThat(starts)
        .extracting(started -> started.request().clientToken().orElseThrow())
        .containsExactly("action-1", "action-1");
  }

  @Test
  void thePipelineItselfIsTheTrigger() {
    run(asked());

    assertThat(starts.getFirst().request().trigger())
        .isEqualTo(new Trigger("StartPipelineExecution", Asked.PIPELINE.arn()));
  }

  @Test
  void variablesAndRevisionsArePassedOn() {
    run(
        asked()
            .with("Variables", "[{\"name\":\"Stage\",\"value\":\"prod; rm -rf /\"}]")
            .with(
                "SourceRevisions",
                "[{\"actionName\":\"Source\",\"revisionType\":\"COMMIT_ID\",\"revisionValue\":\"abc\"}]"));

    assertThat(starts.getFirst().request().variables())
        .isEqualTo(Map.of("Stage", "prod; rm -rf /"));
    assertThat(starts.getFirst().request().sourceRevisions())
        .containsExactly(new SourceRevision("Source", "COMMIT_ID", "abc"));
  }

  @Test
  void whoAskedIsPassedOnAndNothingElseOfTheOptions() {
    run(asked().source("/somewhere"));

    assertThat(starts.getFirst().request().options().requester()).contains("me");
    assertThat(starts.getFirst().request().options().sources()).isEmpty();
  }

  @Test
  void aPipelineDoesNotStartItself() {
    assertThat(fails(asked().with("PipelineName", "shop")))
        .isEqualTo("Pipeline shop would start itself without end");
  }

  @Test
  void aMissingPipelineIsNamed() {
    assertThat(fails(asked().with("PipelineName", "missing")))
        .isEqualTo("Pipeline missing does not exist");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Variables | {}",
        "Variables | no json",
        "Variables | [1]",
        "Variables | [{\"name\":\"A\"}]",
        "Variables | [{\"value\":\"A\"}]",
        "Variables | [{\"name\":\"A\",\"value\":1}]",
        "Variables | [{\"name\":\"A\",\"value\":\"1\"},{\"name\":\"A\",\"value\":\"2\"}]",
        "SourceRevisions | [{\"actionName\":\"S\"}]",
        "SourceRevisions | "
            + "[{\"actionName\":\"S\",\"revisionType\":\"BRANCH\",\"revisionValue\":\"x\"}]",
      })
  void whatCannotBeReadIsAnErrorOfTheDefinition(String key, String value) {
    Asked asked = asked().with(key, value);

    assertThat(action.validate(asked.declared()))
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .startsWith("Action TheAction: " + key);
    assertThat(fails(asked)).startsWith(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"#{variables.V}", "[{\"name\":\"A\",\"value\":\"#{a.b}\"}]"})
  void whatHoldsAVariableIsJudgedAtTheRun(String value) {
    assertThat(action.validate(asked().with("Variables", value).declared())).isEmpty();
  }
}
