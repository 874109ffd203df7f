package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.api.aws.wire.Json;
import dev.baton.testkit.ManualClock;
import dev.baton.usecase.ClientTokens;
import dev.baton.usecase.Jobs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Partners' action types, and the workers that do their actions with a client's token. */
final class ServedPartnerJobsTest {

  private static final String TARGET = "CodePipeline_20150709.";
  private static final String SCANNER =
      "{'actionTypeId':{'category':'Test','owner':'ThirdParty','provider':'Scanner','version':'1'}}";
  private static final String NAMED =
      "{'category':'Test','owner':'ThirdParty','provider':'Scanner','version':'1'}";
  private static final String TYPE =
      """
      {'actionType':{
        'id':{'category':'Test','owner':'ThirdParty','provider':'Scanner','version':'1'},
        'description':'Scans.',
        'executor':{'type':'JobWorker','jobTimeout':600,'configuration':{
          'jobWorkerExecutorConfiguration':{'pollingAccounts':['000000000000']}}},
        'permissions':{'allowedAccounts':['*']},
        'properties':[
          {'name':'Depth','optional':false,'key':true,'noEcho':false},
          {'name':'Pin','optional':true,'key':false,'noEcho':true}],
        'urls':{'executionUrlTemplate':'https://scan.example/{Config:Depth}/{ExternalExecutionId}'},
        'inputArtifactDetails':{'minimumCount':0,'maximumCount':1},
        'outputArtifactDetails':{'minimumCount':0,'maximumCount':0}}}
      """;
  private static final String PIPELINE =
      """
      {'pipeline': {'name': 'shop', 'roleArn': 'arn:aws:iam::000000000000:role/r',
        'pipelineType': 'V2', 'artifactStore': {'type': 'S3', 'location': 'artifacts'},
        'stages': [
          {'name': 'Source', 'actions': [{'name': 'Object',
            'actionTypeId': {'category':'Source','owner':'AWS','provider':'S3','version':'1'},
            'configuration': {'S3Bucket':'releases','S3ObjectKey':'app.txt',
              'PollForSourceChanges':'false'},
            'outputArtifacts': [{'name':'App'}]}]},
          {'name': 'Scan', 'actions': [{'name': 'All',
            'actionTypeId':
              {'category':'Test','owner':'ThirdParty','provider':'Scanner','version':'1'},
            'configuration': {'Depth':'deep','Pin':'1234'},
            'inputArtifacts': [{'name':'App'}]}]}]}}
      """;

  @TempDir Path place;
  private final ManualClock clock = new ManualClock(Instant.parse("2026-05-04T10:00:00Z"));
  private Served served;

  @BeforeEach
  void aBucketWithAnObject() throws IOException {
    served = new Served(place, clock);
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

  private String refused(String operation, String request) {
    return served.refused(TARGET + operation, request);
  }

  private String started() {
    ask("UpdateActionType", TYPE);
    ask("CreatePipeline", PIPELINE);
    return ask("ListPipelineExecutions", "{'pipelineName':'shop'}")
        .text("pipelineExecutionSummaries", 0, "pipelineExecutionId");
  }

  /** Polls until there is a job. */
  private Served.Answer polled() {
    return served.until(
        TARGET + "PollForThirdPartyJobs", SCANNER, answer -> !answer.list("jobs").isEmpty());
  }

  private String token(String client) {
    return served
        .ask(
            "secretsmanager.GetSecretValue", "{'SecretId':'" + ClientTokens.secretOf(client) + "'}")
        .text("SecretString");
  }

  private static String of(String job, String token, String more) {
    return "{'jobId':'" + job + "','clientToken':'" + token + "'" + more + "}";
  }

  private record Taken(String job, String token) {

    String with(String more) {
      return of(job, token, more);
    }
  }

  /** Polls, reads and acknowledges. */
  private Taken taken() {
    Served.Answer offered = polled();
    Taken taken =
        new Taken(offered.text("jobs", 0, "jobId"), token(offered.text("jobs", 0, "clientId")));
    String nonce = ask("GetThirdPartyJobDetails", taken.with("")).text("jobDetails", "nonce");
    assertThat(
            ask("AcknowledgeThirdPartyJob", taken.with(",'nonce':'" + nonce + "'")).text("status"))
        .isEqualTo("InProgress");
    return taken;
  }

  private void ended(String execution, String status) {
    served.until(
        TARGET + "GetPipelineExecution",
        "{'pipelineName':'shop','pipelineExecutionId':'" + execution + "'}",
        answer -> answer.text("pipelineExecution", "status").equals(status));
  }

  private Served.Answer action() {
    return new Served.Answer(
        ask("ListActionExecutions", "{'pipelineName':'shop'}").at("actionExecutionDetails", 0));
  }

  @Test
  void aTypeIsShownAsItWasGivenAndReplaced() {
    ask("UpdateActionType", TYPE);
    served.close();
    served = new Served(place, clock);
    Served.Answer given =
        new Served.Answer(Json.tree(TYPE.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    Served.Answer shown = ask("GetActionType", NAMED);
    for (String member :
        List.of("id", "description", "executor", "permissions", "urls", "inputArtifactDetails")) {
      assertThat(shown.at("actionType", member))
          .as(member)
          .isEqualTo(given.at("actionType", member));
    }
    assertThat(shown.text("actionType", "properties", 1, "noEcho")).isEqualTo("true");

    ask("UpdateActionType", TYPE.replace("Scans.", "Scans all."));
    assertThat(ask("GetActionType", NAMED).text("actionType", "description"))
        .isEqualTo("Scans all.");
    assertThat(
            ask("ListActionTypes", "{'actionOwnerFilter':'ThirdParty'}")
                .list("actionTypes")
                .stream()
                .map(type -> new Served.Answer(type).text("id", "provider")))
        .containsExactly("GitHub", "Scanner");
  }

  @Test
  void whatBatonCannotDoIsNoType() {
    for (String bad :
        List.of(
            TYPE.replace("'ThirdParty'", "'AWS'"),
            TYPE.replace("'Test'", "'Source'").replace("'Scanner'", "'GitHub'"),
            TYPE.replace("'JobWorker'", "'Lambda'"),
            TYPE.replace(
                "'pollingAccounts':['000000000000']", "'pollingServicePrincipals':['a.b']"),
            TYPE.replace("'jobTimeout':600", "'policyStatementsTemplate':'{}'"),
            TYPE.replace("'minimumCount':0,'maximumCount':1", "'minimumCount':3,'maximumCount':1"),
            TYPE.replace("'Pin'", "'Depth'"))) {
      assertThat(refused("UpdateActionType", bad)).as(bad).isEqualTo("ValidationException");
    }
    assertThat(refused("GetActionType", NAMED)).isEqualTo("ActionTypeNotFoundException");
    assertThat(refused("GetActionType", NAMED.replace("Scanner", "GitHub")))
        .isEqualTo("ActionTypeNotFoundException");
  }

  @Test
  void accountsThatAreNotNamedNeitherUseNorPollAType() {
    ask("UpdateActionType", TYPE.replace("'*'", "'111111111111'"));
    assertThat(refused("CreatePipeline", PIPELINE)).isEqualTo("InvalidActionDeclarationException");
    ask("UpdateActionType", TYPE.replace("'000000000000'", "'111111111111'"));
    ask("CreatePipeline", PIPELINE);
    assertThat(refused("PollForThirdPartyJobs", SCANNER)).isEqualTo("ActionTypeNotFoundException");
  }

  @Test
  void aWorkerWithTheTokenDoesAnAction() {
    String execution = started();
    Served.Answer offered = polled();
    String job = offered.text("jobs", 0, "jobId");
    assertThat(ask("PollForThirdPartyJobs", SCANNER).list("jobs")).isEmpty();
    String token = token(offered.text("jobs", 0, "clientId"));
    Served.Answer details = ask("GetThirdPartyJobDetails", of(job, token, ""));
    assertThat(details.text("jobDetails", "data", "actionConfiguration", "configuration", "Pin"))
        .isEqualTo("1234");
    assertThat(details.text("jobDetails", "data", "pipelineContext", "pipelineExecutionId"))
        .isEqualTo(execution);
    String nonce = ",'nonce':'" + details.text("jobDetails", "nonce") + "'";
    ask("AcknowledgeThirdPartyJob", of(job, token, nonce));
    ask(
        "PutThirdPartyJobSuccessResult",
        of(job, token, ",'executionDetails':{'summary':'clean','externalExecutionId':'17'}"));
    ended(execution, "Succeeded");
    assertThat(action().text("output", "executionResult", "externalExecutionUrl"))
        .isEqualTo("https://scan.example/deep/17");
    assertThat(action().tree() + "").contains("****").doesNotContain("1234");
  }

  @Test
  void aWorkerFailsAnAction() {
    String execution = started();
    ask(
        "PutThirdPartyJobFailureResult",
        taken().with(",'failureDetails':{'type':'JobFailed','message':'unclean'}"));
    ended(execution, "Failed");
    assertThat(action().text("output", "executionResult", "errorDetails", "message"))
        .isEqualTo("unclean");
  }

  @Test
  void withoutTheTokenAJobIsNeitherReadNorAnswered() {
    started();
    Served.Answer offered = polled();
    String job = offered.text("jobs", 0, "jobId");
    String failure = ",'failureDetails':{'type':'JobFailed','message':'m'}";
    for (String wrong : List.of("x", token(offered.text("jobs", 0, "clientId")) + "0")) {
      assertThat(refused("GetThirdPartyJobDetails", of(job, wrong, "")))
          .isEqualTo("InvalidClientTokenException");
      assertThat(refused("AcknowledgeThirdPartyJob", of(job, wrong, ",'nonce':'1'")))
          .isEqualTo("InvalidClientTokenException");
      assertThat(refused("PutThirdPartyJobSuccessResult", of(job, wrong, "")))
          .isEqualTo("InvalidClientTokenException");
      assertThat(refused("PutThirdPartyJobFailureResult", of(job, wrong, failure)))
          .isEqualTo("InvalidClientTokenException");
    }
    // The other workers' operations are no way around it.
    assertThat(refused("GetJobDetails", "{'jobId':'" + job + "'}"))
        .isEqualTo("JobNotFoundException");
    assertThat(refused("PutJobSuccessResult", "{'jobId':'" + job + "'}"))
        .isEqualTo("JobNotFoundException");
    assertThat(refused("PollForJobs", SCANNER)).isEqualTo("ActionTypeNotFoundException");
  }

  @Test
  void aNewTokenTakesThePlaceOfOneThatLeaked() {
    started();
    Served.Answer offered = polled();
    String job = offered.text("jobs", 0, "jobId");
    String client = offered.text("jobs", 0, "clientId");
    String leaked = token(client);
    served.ask(
        "secretsmanager.PutSecretValue",
        "{'SecretId':'" + ClientTokens.secretOf(client) + "','SecretString':'fresh'}");
    assertThat(refused("GetThirdPartyJobDetails", of(job, leaked, "")))
        .isEqualTo("InvalidClientTokenException");
    ask("GetThirdPartyJobDetails", of(job, "fresh", ""));
    ask("UpdateActionType", TYPE);
    ask("GetThirdPartyJobDetails", of(job, "fresh", ""));
  }

  @Test
  void aTokenIsInNoAnswerAndInNoAudit() {
    started();
    Taken taken = taken();
    ask("PutThirdPartyJobSuccessResult", taken.with(""));
    assertThat(served.audit().toString())
        .contains("PutThirdPartyJobSuccessResult")
        .doesNotContain(taken.token());
  }

  @Test
  void aNonceIsGoodForTheLastHandingOutOnly() {
    started();
    Served.Answer offered = polled();
    Taken job =
        new Taken(offered.text("jobs", 0, "jobId"), token(offered.text("jobs", 0, "clientId")));
    String old = ask("GetThirdPartyJobDetails", job.with("")).text("jobDetails", "nonce");
    clock.advance(Duration.ofMinutes(2));
    polled();
    assertThat(refused("AcknowledgeThirdPartyJob", job.with(",'nonce':'" + old + "'")))
        .isEqualTo("InvalidNonceException");
    assertThat(refused("PutThirdPartyJobSuccessResult", job.with("")))
        .isEqualTo("InvalidJobStateException");
  }

  @Test
  void anActionGoesOnWithAFurtherJob() {
    String execution = started();
    ask("PutThirdPartyJobSuccessResult", taken().with(",'continuationToken':'half'"));
    clock.advance(Jobs.CONTINUE_AFTER);
    Taken second = taken();
    assertThat(
            ask("GetThirdPartyJobDetails", second.with(""))
                .text("jobDetails", "data", "continuationToken"))
        .isEqualTo("half");
    ask("PutThirdPartyJobSuccessResult", second.with(""));
    ended(execution, "Succeeded");
  }

  @Test
  void aJobThatTakesLongerThanItsTypeGivesItFails() {
    String execution = started();
    Taken taken = taken();
    clock.advance(Duration.ofSeconds(601));
    ended(execution, "Failed");
    assertThat(refused("PutThirdPartyJobSuccessResult", taken.with("")))
        .isEqualTo("InvalidJobStateException");
  }
}
