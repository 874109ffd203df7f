package dev.baton.format.pipeline;

import static dev.baton.format.pipeline.Pipelines.build;
import static dev.baton.format.pipeline.Pipelines.pipeline;
import static dev.baton.format.pipeline.Pipelines.problems;
import static dev.baton.format.pipeline.Pipelines.read;
import static dev.baton.format.pipeline.Pipelines.source;
import static dev.baton.format.pipeline.Pipelines.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.pipeline.PipelineDefinition.OnFailure;
import dev.baton.model.pipeline.PipelineDefinition.Result;
import dev.baton.model.pipeline.PipelineDefinition.RetryMode;
import dev.baton.model.pipeline.PipelineDefinition.Stage;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineGatesTest {

  private static final String CHECK =
      "{name: R, ruleTypeId: {category: Rule, owner: AWS, provider: VariableCheck, version: '1'},"
          + " configuration: {Variable: '#{SrcVars.BranchName}', Value: main, Operator: EQ}}";

  @Test
  void gatesAreRead() {
    Stage one =
        read(gated(
                ", beforeEntry: "
                    + conditions("SKIP", CHECK)
                    + ", onSuccess: "
                    + conditions("FAIL", CHECK)))
            .orRefuse()
            .definition()
            .stage("One")
            .orElseThrow();

    assertThat(one.beforeEntry().orElseThrow().result()).isEqualTo(Result.SKIP);
    assertThat(one.onSuccess().orElseThrow().rules().getFirst().configuration())
        .containsEntry("Operator", "EQ");
  }

  @Test
  void aRetryWithoutAModeRetriesFailedActions() {
    assertThat(
            read(gated(", onFailure: {result: RETRY}"))
                .orRefuse()
                .definition()
                .stages()
                .get(1)
                .onFailure())
        .contains(
            new OnFailure(
                Optional.of(Result.RETRY),
                Optional.of(RetryMode.FAILED_ACTIONS),
                Optional.empty()));
  }

  @ParameterizedTest(quoteTextArguments = false)
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          , onFailure: {result: ROLLBACK, conditions: [{result: ROLLBACK, rules: [@]}]} | The following stage cannot have a failure exit gate configured with both top level result and conditions: 'One
          , onFailure: {result: SKIP}                                    | The result SKIP cannot be used in onFailure; use one of [ROLLBACK, RETRY]
          , onFailure: {result: ROLLBACK, retryConfiguration: {retryMode: ALL_ACTIONS}} | retryConfiguration can only be used with the result RETRY
          , beforeEntry: {conditions: [{result: ROLLBACK, rules: [@]}]}  | The result ROLLBACK cannot be used in beforeEntry; use one of [FAIL, SKIP]
          , onSuccess: {conditions: [{result: SKIP, rules: [@]}]}        | The result SKIP cannot be used in onSuccess; use one of [ROLLBACK, FAIL]
          , beforeEntry: {}                                              | The beforeEntry of stage 'One' has no conditions
          , beforeEntry: {conditions: [{result: FAIL, rules: [@, @]}]}   | Rule name 'R' is used more than once in one condition
          """)
  void wrongGates(String gate, String problem) {
    assertThat(problems(gated(gate.replace("@", CHECK))))
        .containsExactly("InvalidStageDeclaration: " + problem);
  }

  @ParameterizedTest(quoteTextArguments = false)
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          CloudWatchAlarm | RuleType (Category: 'Rule', Provider: 'CloudWatchAlarm', Owner: 'AWS', Version: '1') in rule 'R' is not supported by Baton yet
          LambdaInvoke    | RuleType (Category: 'Rule', Provider: 'LambdaInvoke', Owner: 'AWS', Version: '1') in rule 'R' is not supported by Baton yet
          Nope            | RuleType (Category: 'Rule', Provider: 'Nope', Owner: 'AWS', Version: '1') in rule 'R' is not available in region 'US_EAST_1'
          DeploymentWindow | Rule configuration for rule 'R' is missing required configuration 'Cron'
          Commands        | Rule R must have a non-empty commands field
          """)
  void ruleTypes(String provider, String problem) {
    String rule =
        "{name: R, ruleTypeId: {category: Rule, owner: AWS, provider: "
            + provider
            + ", version: '1'}}";

    assertThat(problems(gated(", beforeEntry: " + conditions("FAIL", rule))))
        .containsExactly("InvalidActionDeclaration: " + problem);
  }

  @Test
  void onlyChecksMaySkip() {
    String window =
        "{name: R, ruleTypeId: {category: Rule, provider: DeploymentWindow}, configuration: {Cron:"
            + " '0 0 * * * ?'}}";

    assertThat(problems(gated(", beforeEntry: " + conditions("SKIP", window))))
        .singleElement()
        .asString()
        .contains("The result SKIP can only be used with the rules LambdaInvoke and VariableCheck");
  }

  @Test
  void aParallelPipelineHasNothingToRollBackTo() {
    String text =
        pipeline(
            "pipelineType: V2\nexecutionMode: PARALLEL",
            stage("Source", "", source("")),
            stage("One", ", onFailure: {result: ROLLBACK}", build("A", "")));

    assertThat(problems(text))
        .containsExactly(
            "InvalidStageDeclaration: Failure conditions with rollback result type cannot be added"
                + " to a PARALLEL pipeline.");
  }

  @Test
  void counts() {
    assertThat(problems(gated(", beforeEntry: {conditions: []}")))
        .containsExactly(
            "Validation: Value at 'pipeline.stages.2.member.beforeEntry.conditions' failed to"
                + " satisfy constraint: Member must have length greater than or equal to 1");
    assertThat(problems(gated(", beforeEntry: {conditions: [{rules: [" + CHECK + "]}]}")))
        .containsExactly(
            "Validation: Value at 'pipeline.stages.2.member.beforeEntry.conditions.1.member.result'"
                + " failed to satisfy constraint: Member must not be null");
  }

  private static String conditions(String result, String rule) {
    return "{conditions: [{result: " + result + ", rules: [" + rule + "]}]}";
  }

  private static String gated(String gates) {
    return pipeline(
        "pipelineType: V2",
        stage("Source", "", source(", namespace: SrcVars")),
        stage("One", gates, build("A", "")));
  }
}
