package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CodePipeline's operations and what they bring about. */
final class ServedPipelinesTest {

  private static final String TARGET = "CodePipeline_20150709.";
  private static final String SHOP = "{'pipelineName':'shop'}";
  private static final String STATE = "{'name':'shop'}";

  @TempDir Path place;
  private Served served;

  @BeforeEach
  void aBucketWithAnObject() throws IOException {
    served = new Served(place);
    Path bucket = Files.createDirectories(served.data.resolve("s3/releases"));
    Files.writeString(bucket.resolve("app.txt"), "one");
  }

  @AfterEach
  void close() {
    served.close();
  }

  private Served.Answer ask(String operation, String request) {
    return served.ask(TARGET + operation, request);
  }

  /** A source, and a stage with an approval; {@code gates} are further members of that stage. */
  private static String pipeline(String gates) {
    return """
    {'pipeline': {'name': 'shop', 'roleArn': 'arn:aws:iam::000000000000:role/r',
      'pipelineType': 'V2', 'executionMode': 'QUEUED',
      'artifactStore': {'type': 'S3', 'location': 'artifacts'},
      'stages': [
        {'name': 'Source', 'actions': [{'name': 'Object',
          'actionTypeId': {'category':'Source','owner':'AWS','provider':'S3','version':'1'},
          'configuration': {'S3Bucket':'releases','S3ObjectKey':'app.txt',
            'PollForSourceChanges':'false'},
          'outputArtifacts': [{'name':'App'}]}]},
        {'name': 'Gate', 'actions': [{'name': 'Ask',
          'actionTypeId': {'category':'Approval','owner':'AWS','provider':'Manual',
            'version':'1'}}]%s}]}}
    """
        .formatted(gates);
  }

  /** Makes the pipeline; gives the execution that starts with it. */
  private String created(String gates) {
    ask("CreatePipeline", pipeline(gates));
    return ask("ListPipelineExecutions", SHOP)
        .text("pipelineExecutionSummaries", 0, "pipelineExecutionId");
  }

  private String asking() {
    return served
        .until(TARGET + "GetPipelineState", STATE, state -> !token(state).isEmpty())
        .text("stageStates", 1, "actionStates", 0, "latestExecution", "token");
  }

  private static String token(Served.Answer state) {
    return state.text("stageStates", 1, "actionStates", 0, "latestExecution", "token");
  }

  private void answer(String token, String status) {
    ask(
        "PutApprovalResult",
        """
        {'pipelineName':'shop','stageName':'Gate','actionName':'Ask','token':'%s',
         'result':{'status':'%s','summary':'because'}}
        """
            .formatted(token, status));
  }

  private static String execution(String id) {
    return "{'pipelineName':'shop','pipelineExecutionId':'" + id + "'}";
  }

  private Served.Answer ended(String id, String status) {
    return served.until(
        TARGET + "GetPipelineExecution",
        execution(id),
        answer -> answer.text("pipelineExecution", "status").equals(status));
  }

  @Test
  void aPipelineIsKeptInVersions() {
    created("");
    ask("UpdatePipeline", pipeline("").replace("'Ask'", "'AskAgain'"));
    assertThat(ask("GetPipeline", STATE).text("pipeline", "stages", 1, "actions", 0, "name"))
        .isEqualTo("AskAgain");
    assertThat(
            ask("GetPipeline", "{'name':'shop','version':1}")
                .text("pipeline", "stages", 1, "actions", 0, "name"))
        .isEqualTo("Ask");
    assertThat(ask("ListPipelines", "{}").text("pipelines", 0, "version")).isEqualTo("2");
    ask("DeletePipeline", STATE);
    assertThat(served.refused(TARGET + "GetPipeline", STATE))
        .isEqualTo("PipelineNotFoundException");
  }

  @Test
  void anApprovedExecutionSucceeds() {
    String first = created("");
    answer(asking(), "Approved");
    ended(first, "Succeeded");
    String second = ask("StartPipelineExecution", STATE).text("pipelineExecutionId");
    answer(asking(), "Approved");
    ended(second, "Succeeded");
    assertThat(ask("ListPipelineExecutions", SHOP).list("pipelineExecutionSummaries")).hasSize(2);
    Served.Answer actions = ask("ListActionExecutions", SHOP);
    assertThat(actions.list("actionExecutionDetails")).hasSize(4);
    assertThat(actions.text("actionExecutionDetails", 0, "output", "executionResult"))
        .contains("because");
  }

  @Test
  void pagesGoOnByTokensOfTheirOwnListOnly() {
    String first = created("");
    answer(asking(), "Approved");
    ended(first, "Succeeded");
    String second = ask("StartPipelineExecution", STATE).text("pipelineExecutionId");
    String page = "{'pipelineName':'shop','maxResults':1%s}";
    String token = ask("ListPipelineExecutions", page.formatted("")).text("nextToken");
    String again = ask("ListPipelineExecutions", page.formatted("")).text("nextToken");
    String more = page.formatted(",'nextToken':'" + token + "'");
    assertThat(second).isNotEqualTo(first);
    assertThat(again).isEqualTo(token);
    assertThat(
            ask("ListPipelineExecutions", more)
                .text("pipelineExecutionSummaries", 0, "pipelineExecutionId"))
        .isEqualTo(first);
    assertThat(served.refused(TARGET + "ListActionExecutions", more))
        .isEqualTo("InvalidNextTokenException");
  }

  @Test
  void aRejectedStageIsRetried() {
    String id = created("");
    answer(asking(), "Rejected");
    ended(id, "Failed");
    ask(
        "RetryStageExecution",
        """
        {'pipelineName':'shop','stageName':'Gate','retryMode':'FAILED_ACTIONS',
         'pipelineExecutionId':'%s'}
        """
            .formatted(id));
    answer(asking(), "Approved");
    ended(id, "Succeeded");
  }

  @Test
  void aStoppedExecutionEnds() {
    String id = created("");
    asking();
    ask(
        "StopPipelineExecution",
        "{'pipelineName':'shop','abandon':true,'pipelineExecutionId':'" + id + "'}");
    ended(id, "Stopped");
  }

  @Test
  void aDisabledTransitionHoldsExecutionsBack() {
    String first = created("");
    answer(asking(), "Approved");
    ended(first, "Succeeded");
    String gate = "{'pipelineName':'shop','stageName':'Gate','transitionType':'Inbound'%s}";
    ask("DisableStageTransition", gate.formatted(",'reason':'a holiday'"));
    String id = ask("StartPipelineExecution", STATE).text("pipelineExecutionId");
    Served.Answer state =
        served.until(
            TARGET + "GetPipelineState",
            STATE,
            answer ->
                answer
                    .text("stageStates", 1, "inboundExecution", "pipelineExecutionId")
                    .equals(id));
    assertThat(state.text("stageStates", 1, "inboundTransitionState", "disabledReason"))
        .isEqualTo("a holiday");
    ask("EnableStageTransition", gate.formatted(""));
    answer(asking(), "Approved");
    ended(id, "Succeeded");
  }

  @Test
  void aStageIsRolledBack() {
    String id = created("");
    answer(asking(), "Approved");
    ended(id, "Succeeded");
    String back =
        ask(
                "RollbackStage",
                "{'pipelineName':'shop','stageName':'Gate','targetPipelineExecutionId':'"
                    + id
                    + "'}")
            .text("pipelineExecutionId");
    answer(asking(), "Approved");
    assertThat(ended(back, "Succeeded").text("pipelineExecution", "rollbackMetadata")).contains(id);
  }

  @Test
  void aConditionIsOverridden() {
    String check =
        """
        , 'beforeEntry': {'conditions': [{'result':'FAIL','rules': [{'name':'Never',
          'ruleTypeId': {'category':'Rule','owner':'AWS','provider':'VariableCheck','version':'1'},
          'configuration': {'Variable':'#{codepipeline.PipelineExecutionId}','Value':'never',
            'Operator':'EQ'}}]}]}
        """;
    String id = created(check);
    served.until(
        TARGET + "ListRuleExecutions",
        SHOP,
        answer -> answer.text("ruleExecutionDetails", 0, "status").equals("Failed"));
    ended(id, "Failed");
    ask(
        "OverrideStageCondition",
        """
        {'pipelineName':'shop','stageName':'Gate','conditionType':'BEFORE_ENTRY',
         'pipelineExecutionId':'%s'}
        """
            .formatted(id));
    answer(asking(), "Approved");
    ended(id, "Succeeded");
  }

  @Test
  void theTypesThatAPipelineCanUseAreListed() {
    assertThat(ask("ListActionTypes", "{'actionOwnerFilter':'AWS'}").text("actionTypes"))
        .contains("provider=Manual", "provider=S3");
    assertThat(ask("ListRuleTypes", "{}").text("ruleTypes")).contains("provider=VariableCheck");
  }
}
