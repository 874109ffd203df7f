package dev.baton.format.pipeline;

import static dev.baton.format.pipeline.Pipelines.build;
import static dev.baton.format.pipeline.Pipelines.pipeline;
import static dev.baton.format.pipeline.Pipelines.problems;
import static dev.baton.format.pipeline.Pipelines.read;
import static dev.baton.format.pipeline.Pipelines.source;
import static dev.baton.format.pipeline.Pipelines.stage;
import static dev.baton.format.pipeline.Pipelines.withActions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.format.document.DocumentReader;
import dev.baton.format.document.YamlReader;
import dev.baton.model.document.Node;
import dev.baton.model.document.Place;
import dev.baton.model.document.Problem;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineStructureTest {

  private static final String SOURCE_STAGE = stage("Source", "", source(""));
  private static final String ONE = stage("One", "", build("A", ""));

  @Test
  void aGoodPipelineHasNoProblems() {
    assertThat(problems(pipeline("", SOURCE_STAGE, ONE))).isEmpty();
  }

  @Test
  void stageCounts() {
    assertThat(problems(pipeline("", SOURCE_STAGE)))
        .containsExactlyInAnyOrder(
            "InvalidStructure: Pipeline has only 1 stage(s). There should be a minimum of 2 stages"
                + " in a pipeline",
            "InvalidStructure: Pipeline should contain at least 1 action whose category is not"
                + " Source");
    String[] many =
        IntStream.rangeClosed(0, 50)
            .mapToObj(i -> i == 0 ? SOURCE_STAGE : stage("S" + i, "", build("A", "")))
            .toArray(String[]::new);
    assertThat(problems(pipeline("", many)))
        .containsExactly(
            "InvalidStructure: Pipeline has too many stages. There can only be up to 50 stages in a"
                + " pipeline");
  }

  @Test
  void sourcesBelongInTheFirstStageAlone() {
    assertThat(problems(pipeline("", ONE, SOURCE_STAGE)))
        .contains(
            "InvalidStructure: Pipeline should start with a stage that only contains source"
                + " actions",
            "InvalidStructure: Source actions can only be included in the first stage of the"
                + " pipeline");
  }

  @Test
  void namesAreUnique() {
    assertThat(
            problems(
                pipeline("", SOURCE_STAGE, ONE, stage("One", "", build("A", ""), build("A", "")))))
        .containsExactly(
            "InvalidStageDeclaration: Stage name 'One' is used more than once",
            "InvalidActionDeclaration: Action name 'A' is used more than once in stage 'One'");
  }

  @Test
  void countsOfActions() {
    String[] many = IntStream.range(0, 51).mapToObj(i -> build("A" + i, "")).toArray(String[]::new);

    assertThat(problems(withActions("", many)))
        .containsExactly("LimitExceeded: Stage 'One' has 51 actions; at most 50 are allowed");
    assertThat(problems(withActions("")))
        .contains(
            "InvalidStageDeclaration: Stage 'One' has no actions. There should be a minimum of 1"
                + " action in a stage");
  }

  @ParameterizedTest(quoteTextArguments = false)
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          variables: [{name: A}]                 | InvalidStructure: Pipeline variable can only be used with V2 pipelines
          executionMode: QUEUED                  | InvalidStructure: QUEUED or PARALLEL mode can only be used with V2 pipelines
          executionMode: PARALLEL                | InvalidStructure: QUEUED or PARALLEL mode can only be used with V2 pipelines
          triggers: [{providerType: CodeStarSourceConnection, gitConfiguration: {sourceActionName: Src}}] | InvalidStructure: Triggers on tag can only be used with V2 pipelines
          """)
  void whatV1MustNotUse(String member, String problem) {
    assertThat(problems(pipeline(member, SOURCE_STAGE, ONE))).containsExactly(problem);
    assertThat(problems(pipeline("pipelineType: V1\n" + member, SOURCE_STAGE, ONE)))
        .containsExactly(problem);
    assertThat(problems(pipeline("pipelineType: V2\n" + member, SOURCE_STAGE, ONE))).isEmpty();
  }

  @Test
  void v1HasNoConditions() {
    String gated = stage("One", ", onFailure: {result: ROLLBACK}", build("A", ""));

    assertThat(problems(pipeline("", SOURCE_STAGE, gated)))
        .containsExactly(
            "InvalidStageDeclaration: Stage level conditions can only be used with V2 pipelines.");
  }

  @ParameterizedTest(quoteTextArguments = false)
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          variables: [{name: A}, {name: A}]      | InvalidStructure: Variable names must be unique. The following variable name is already in use: A
          triggers: [{providerType: CodeStarSourceConnection, gitConfiguration: {sourceActionName: A}}] | InvalidStructure: Triggers for connections must reference a CodeStarSourceConnection action.
          triggers: [{providerType: GitHub, gitConfiguration: {sourceActionName: Src}}] | Validation: Value 'GitHub' at 'pipeline.triggers.1.member.providerType' failed to satisfy constraint: Member must satisfy enum value set: [CodeStarSourceConnection]
          triggers: [{providerType: CodeStarSourceConnection}] | Validation: Value at 'pipeline.triggers.1.member.gitConfiguration' failed to satisfy constraint: Member must not be null
          variables: [{name: 'a b'}]             | Validation: Value 'a b' at 'pipeline.variables.1.member.name' failed to satisfy constraint: Member must satisfy regular expression pattern: [A-Za-z0-9@\\-_]+
          variables: [{name: a, defaultValue: ''}] | Validation: Value at 'pipeline.variables.1.member.defaultValue' failed to satisfy constraint: Member must have length greater than or equal to 1
          executionMode: FAST                    | Validation: Value 'FAST' at 'pipeline.executionMode' failed to satisfy constraint: Member must satisfy enum value set: [SUPERSEDED, QUEUED, PARALLEL]
          version: 0                             | Validation: Value '0' at 'pipeline.version' failed to satisfy constraint: Member must have value greater than or equal to 1
          version: '1'                           | Validation: Value at 'pipeline.version' must be a whole number, not text
          colour: red                            | Validation: Unknown parameter in pipeline: "colour", must be one of: name, roleArn, version, pipelineType, executionMode, artifactStore, artifactStores, stages, variables, triggers
          """)
  void wrongMembers(String member, String problem) {
    assertThat(problems(pipeline("pipelineType: V2\n" + member, SOURCE_STAGE, ONE)))
        .containsExactly(problem.replace("\\\\", "\\"));
  }

  @Test
  void aPipelineHasOneStoreOrOneForEachRegion() {
    String none = pipeline("", SOURCE_STAGE, ONE).replaceFirst("artifactStore: .*\n", "");
    String both =
        pipeline("artifactStores: {us-east-1: {type: S3, location: other}}", SOURCE_STAGE, ONE);
    String elsewhere = none + "artifactStores: {eu-west-1: {type: S3, location: other}}\n";
    String away = pipeline("", SOURCE_STAGE, stage("One", "", build("A", ", region: eu-west-1")));

    assertThat(problems(none)).singleElement().asString().contains("declares no artifact store");
    assertThat(problems(both))
        .singleElement()
        .asString()
        .contains("declares both artifactStore and artifactStores");
    assertThat(problems(elsewhere))
        .containsExactly(
            "InvalidStructure: artifactStores has no entry for us-east-1, the region of the"
                + " pipeline");
    assertThat(problems(away))
        .singleElement()
        .asString()
        .contains("Action 'A' runs in region eu-west-1, which has no artifact store");
  }

  @Test
  void everythingIsFoundAtOnceAndHasItsPlace() {
    String text =
        """
        {
          "pipeline": {
            "name": "a b",
            "stages": [
              {"name": "S", "actions": [{"provider": "X"}]},
              {"actions": 5}
            ]
          },
          "extra": 1
        }
        """;

    assertThat(DocumentReader.read("pipeline.json", text).then(Pipelines.READER::file).problems())
        .extracting(Problem::toString)
        .containsExactly(
            "pipeline.json:2:15: Value at 'pipeline.roleArn' failed to satisfy constraint: Member"
                + " must not be null",
            "pipeline.json:2:15: The pipeline declares no artifact store; declare exactly one of"
                + " artifactStore and artifactStores",
            "pipeline.json:3:13: Value 'a b' at 'pipeline.name' failed to satisfy constraint:"
                + " Member must satisfy regular expression pattern: [A-Za-z0-9.@\\-_]+",
            "pipeline.json:5:33: Value at 'pipeline.stages.1.member.actions.1.member.name' failed"
                + " to satisfy constraint: Member must not be null",
            "pipeline.json:5:33: Value at 'pipeline.stages.1.member.actions.1.member.actionTypeId'"
                + " failed to satisfy constraint: Member must not be null",
            "pipeline.json:5:34: Unknown parameter in pipeline.stages.1.member.actions.1.member:"
                + " \"provider\", must be one of: name, actionTypeId, runOrder, configuration,"
                + " inputArtifacts, outputArtifacts, namespace, roleArn, region, timeoutInMinutes,"
                + " commands, outputVariables, environmentVariables",
            "pipeline.json:6:7: Value at 'pipeline.stages.2.member.name' failed to satisfy"
                + " constraint: Member must not be null",
            "pipeline.json:6:19: Value at 'pipeline.stages.2.member.actions' must be a list, not a"
                + " number",
            "pipeline.json:9:3: Unknown parameter in input: \"extra\", must be one of: metadata,"
                + " pipeline, tags");
  }

  @Test
  void theWireIgnoresWhatItDoesNotKnow() {
    var root =
        (Node.ObjectNode)
            YamlReader.read("", pipeline("colour: red", SOURCE_STAGE, ONE)).orRefuse().root();

    assertThat(Pipelines.READER.wire(root, false).problems()).isEmpty();
  }

  @Test
  void aProblemStandsWhereTheValueStands() {
    assertThat(read(pipeline("version: x", SOURCE_STAGE, ONE)).problems())
        .extracting(Problem::place)
        .containsExactly(new Place("pipeline.yml", 4, 10));
  }
}
