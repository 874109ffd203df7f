package dev.baton.format.pipeline;

import static dev.baton.format.pipeline.Pipelines.action;
import static dev.baton.format.pipeline.Pipelines.build;
import static dev.baton.format.pipeline.Pipelines.pipeline;
import static dev.baton.format.pipeline.Pipelines.problems;
import static dev.baton.format.pipeline.Pipelines.source;
import static dev.baton.format.pipeline.Pipelines.stage;
import static dev.baton.format.pipeline.Pipelines.withActions;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.format.document.YamlReader;
import dev.baton.model.document.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineActionsTest {

  private static final String IN = ", inputArtifacts: [{name: SrcOut}]";

  @Test
  void configurationKeys() {
    String missing = action("A", "Build", "CodeBuild", IN + ", configuration: {Foo: b}");

    assertThat(problems(withActions("", missing)))
        .containsExactly(
            "InvalidActionDeclaration: Action configuration for action 'A' is missing required"
                + " configuration 'ProjectName'",
            "InvalidActionDeclaration: Action configuration for action 'A' contains unknown"
                + " configuration 'Foo'");
  }

  @ParameterizedTest
  @CsvSource({
    "Deploy, ECS",
    "Deploy, EKS",
    "Deploy, CodeDeploy",
    "Deploy, ElasticBeanstalk",
    "Deploy, CloudFormation",
    "Deploy, Lambda",
    "Invoke, Lambda",
    "Invoke, StepFunctions",
    "Invoke, InspectorScan",
    "Build, ECRBuildAndPublish",
    "Test, DeviceFarm",
  })
  void whatBatonDoesNotRunYetIsRefusedByName(String category, String provider) {
    assertThat(problems(withActions("", action("A", category, provider, IN))))
        .containsExactly(
            "InvalidActionDeclaration: ActionType (Category: '%s', Provider: '%s', Owner: 'AWS', Version: '1') in action 'A' is not supported by Baton yet"
                .formatted(category, provider));
  }

  @Test
  void anUnknownTypeIsRefusedAsAwsRefusesIt() {
    assertThat(problems(withActions("", action("A", "Build", "CodeBiuld", IN))))
        .containsExactly(
            "InvalidActionDeclaration: ActionType (Category: 'Build', Provider: 'CodeBiuld', Owner:"
                + " 'AWS', Version: '1') in action 'A' is not available in region 'US_EAST_1'");
  }

  @Test
  void artifactBounds() {
    assertThat(
            problems(
                withActions(
                    "", action("A", "Build", "CodeBuild", ", configuration: {ProjectName: p}"))))
        .containsExactly(
            "InvalidActionDeclaration: Action A declares 0 input artifacts which is less than the"
                + " minimum count (1)");
    assertThat(problems(withActions("", action("A", "Approval", "Manual", IN))))
        .containsExactly(
            "InvalidActionDeclaration: Action A declares 1 input artifacts which is more than the"
                + " maximum count (0)");
  }

  @Test
  void artifactsComeFromBefore() {
    String out = ", outputArtifacts: [{name: X}]";
    String in = ", configuration: {ProjectName: p}, inputArtifacts: [{name: X}]";
    String consumer = action("B", "Build", "CodeBuild", in);

    assertThat(problems(withActions("", build("A", out), consumer)))
        .containsExactly(
            "InvalidActionDeclaration: Input Artifact Bundle X in action B is not declared as"
                + " Output Artifact Bundle in any of the preceding actions");
    assertThat(
            problems(
                withActions(
                    "", build("A", out), action("B", "Build", "CodeBuild", in + ", runOrder: 2"))))
        .isEmpty();
    assertThat(problems(withActions("", build("A", out), build("B", out))))
        .containsExactly(
            "InvalidActionDeclaration: Output Artifact Bundle name must be unique within the"
                + " pipeline. X has been used more than once.");
  }

  @Test
  void commandsBelongToCommandsActionsOfV2() {
    String v2 = "pipelineType: V2";
    String commands = action("A", "Compute", "Commands", IN + ", commands: [make]");

    assertThat(problems(withActions(v2, commands))).isEmpty();
    assertThat(problems(withActions("", commands)))
        .containsExactly(
            "InvalidActionDeclaration: Commands Action can only be used with V2 pipelines.");
    assertThat(problems(withActions(v2, action("A", "Compute", "Commands", IN))))
        .containsExactly("InvalidActionDeclaration: Action A must have a non-empty commands field");
    String wrong =
        "InvalidActionDeclaration: The following action cannot contain a commands field: A. To use"
            + " the commands field, use a compute action.";
    assertThat(problems(withActions(v2, build("A", ", commands: [make]")))).containsExactly(wrong);
    assertThat(problems(withActions(v2, build("A", ", outputArtifacts: [{name: X, files: [a]}]"))))
        .containsExactly(wrong);
  }

  @ParameterizedTest(quoteTextArguments = false)
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          , runOrder: 0               | Validation: Value '0' at 'pipeline.stages.2.member.actions.1.member.runOrder' failed to satisfy constraint: Member must have value greater than or equal to 1
          , runOrder: 1000            | Validation: Value '1000' at 'pipeline.stages.2.member.actions.1.member.runOrder' failed to satisfy constraint: Member must have value less than or equal to 999
          , runOrder: 99999999999999  | Validation: Value '99999999999999' at 'pipeline.stages.2.member.actions.1.member.runOrder' failed to satisfy constraint: Member must have value less than or equal to 999
          , runOrder: 1.5             | Validation: Value at 'pipeline.stages.2.member.actions.1.member.runOrder' must be a whole number, not a number
          , timeoutInMinutes: 4       | Validation: Value '4' at 'pipeline.stages.2.member.actions.1.member.timeoutInMinutes' failed to satisfy constraint: Member must have value greater than or equal to 5
          , timeoutInMinutes: 60      | InvalidActionDeclaration: Action A cannot contain timeoutInMinutes; only a manual approval can
          , outputVariables: [V]      | InvalidActionDeclaration: Action A cannot contain outputVariables; only a Commands action can
          , namespace: 'a b'          | Validation: Value 'a b' at 'pipeline.stages.2.member.actions.1.member.namespace' failed to satisfy constraint: Member must satisfy regular expression pattern: [A-Za-z0-9@\\-_]+
          , roleArn: me               | Validation: Value 'me' at 'pipeline.stages.2.member.actions.1.member.roleArn' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:aws(-[\\w]+)*:iam::[0-9]{12}:role/.*
          """)
  void limitsAndPatterns(String member, String problem) {
    assertThat(problems(withActions("pipelineType: V2", build("A", member))))
        .containsExactly(problem.replace("\\\\", "\\"));
  }

  @Test
  void configurationValuesAreBounded() {
    String clause =
        "Validation: Value at 'pipeline.stages.2.member.actions.1.member.configuration' failed to"
            + " satisfy constraint: Map value must satisfy constraint: [Member must have length"
            + " less than or equal to 1000, Member must have length greater than or equal to 1]";

    for (String value : new String[] {"''", "x".repeat(1001)}) {
      String text =
          withActions(
              "",
              action(
                  "A", "Build", "CodeBuild", IN + ", configuration: {ProjectName: " + value + "}"));
      assertThat(problems(text)).containsExactly(clause);
    }
  }

  @Test
  void approvalTopics() {
    String approval = ", configuration: {NotificationArn: '%s'}";

    assertThat(
            problems(
                withActions("", action("A", "Approval", "Manual", approval.formatted("nope")))))
        .containsExactly(
            "InvalidActionDeclaration: The ARN nope you specified for sending notifications for the"
                + " approval action A contains a format error.");
    String elsewhere = approval.formatted("arn:aws:sns:eu-west-1:123456789012:t");
    assertThat(problems(withActions("", action("A", "Approval", "Manual", elsewhere))))
        .singleElement()
        .asString()
        .endsWith("but the ARN is not in the same region as the pipeline.");
    String right =
        approval.formatted("arn:aws:sns:us-east-1:123456789012:t") + ", timeoutInMinutes: 5";
    assertThat(problems(withActions("", action("A", "Approval", "Manual", right)))).isEmpty();
  }

  @Test
  void aMaskedSecretIsForUpdatesOnly() {
    String gitHub =
        "{name: Src, actionTypeId: {category: Source, owner: ThirdParty, provider: GitHub, version:"
            + " '1'}, configuration: {Owner: o, Repo: r, Branch: b, OAuthToken: '****'},"
            + " outputArtifacts: [{name: SrcOut}]}";
    String text = pipeline("", stage("Source", "", gitHub), stage("One", "", build("A", "")));
    Node.ObjectNode node = (Node.ObjectNode) YamlReader.read("", text).orRefuse().root();

    assertThat(problems(text))
        .containsExactly(
            "InvalidActionDeclaration: Action configuration for the new action \"Src\" contains an"
                + " invalid configuration for the secret property \"OAuthToken\". \"****\" may be"
                + " used in secret properties only when updating an existing action.");
    assertThat(Pipelines.READER.wire(node, true).value()).isPresent();
  }

  @ParameterizedTest(quoteTextArguments = false)
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          #{Nope.x}                  | Valid format for a pipeline execution variable reference is a namespace and a key separated by a period (.). The following pipeline execution variables are referencing a namespace that does not exist.
          #{nodot}                   | Valid format for a pipeline execution variable reference is a namespace and a key separated by a period (.). The following pipeline execution variables are referencing a namespace that does not exist.
          a#{SrcVars.}b              | Valid format for a pipeline execution variable reference is a namespace and a key separated by a period (.). The following pipeline execution variables are referencing a namespace that does not exist.
          #{Later.x}                 | Valid format for a pipeline execution variable reference is a namespace and a key separated by a period (.). The following pipeline execution variables are referencing a namespace that does not exist.
          #{variables.Nope}          | The referenced variables haven't been declared.
          """)
  void referencesNeedSomethingToReferTo(String value, String problem) {
    String text =
        pipeline(
            "pipelineType: V2\nvariables: [{name: Known}]",
            stage("Source", "", source(", namespace: SrcVars")),
            stage(
                "One",
                "",
                action(
                    "A",
                    "Build",
                    "CodeBuild",
                    IN + ", configuration: {ProjectName: '" + value + "'}")),
            stage("Two", "", build("B", ", namespace: Later")));

    assertThat(problems(text))
        .singleElement()
        .asString()
        .contains(problem)
        .contains(
            "\n"
                + "StageName=[One], ActionName=[A], ActionConfigurationKey=[ProjectName],"
                + " VariableReferenceText=[");
  }

  @Test
  void goodReferences() {
    String value = "#{SrcVars.CommitId}-#{variables.Known}-#{codepipeline.PipelineExecutionId}";
    String text =
        pipeline(
            "pipelineType: V2\nvariables: [{name: Known}]",
            stage("Source", "", source(", namespace: SrcVars")),
            stage(
                "One",
                "",
                action(
                    "A",
                    "Build",
                    "CodeBuild",
                    IN + ", configuration: {ProjectName: '" + value + "'}")));

    assertThat(problems(text)).isEmpty();
  }

  @Test
  void sourcesKnowNoPipelineVariables() {
    String text =
        pipeline(
            "pipelineType: V2\nvariables: [{name: Known}]",
            stage("Source", "", source("").replace("main", "'#{variables.Known}'")),
            stage("One", "", build("A", "")));

    assertThat(problems(text))
        .containsExactly(
            "InvalidStructure: Variables at the pipeline level cannot be used in source actions.\n"
                + "StageName=[Source], ActionName=[Src], ActionConfigurationKey=[BranchName],"
                + " VariableReferenceText=[variables.Known]");
  }

  @Test
  void namespacesAreUniqueAndNotReserved() {
    assertThat(
            problems(withActions("", build("A", ", namespace: N"), build("B", ", namespace: N"))))
        .containsExactly(
            "InvalidActionDeclaration: Namespaces must be unique across the pipeline definition."
                + " The following occur more than once in the pipeline. StageName=[One],"
                + " ActionName=[B], Namespace=[N]");
    assertThat(
            problems(
                withActions(
                    "pipelineType: V2\nvariables: [{name: K}]",
                    build("A", ", namespace: variables"))))
        .containsExactly(
            "InvalidStructure: The namespace 'variables' of action 'A' is reserved; choose another"
                + " one");
  }

  @Test
  void valuesThatFailOnlyWhenTheActionRunsAreWarnedOf() {
    String deploy =
        action("A", "Deploy", "S3", IN + ", configuration: {BucketName: b, Extract: yes}");
    String text = withActions("", deploy);

    assertThat(Pipelines.read(text).value()).isPresent();
    assertThat(problems(text))
        .containsExactly(
            "ActionConfigurationValue: Action 'A': 'Extract' is one of true, false, not 'yes'");
  }
}
