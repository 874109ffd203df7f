package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.adapter.jdbc.Database;
import dev.baton.adapter.jdbc.JdbcJobStore;
import dev.baton.model.execution.ActionOutcome.External;
import dev.baton.model.job.Job;
import dev.baton.model.job.JobResult;
import dev.baton.port.JobStore;
import dev.baton.testkit.ManualClock;
import dev.baton.usecase.Jobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Custom action types, and job workers that do their actions. */
final class ServedJobsTest {

  private static final String TARGET = "CodePipeline_20150709.";
  private static final String NAME = "{'name':'shop'}";
  private static final String OVEN =
      "{'actionTypeId':{'category':'Build','owner':'Custom','provider':'Oven','version':'1'}}";
  private static final String TYPE =
      """
      {'category':'Build','provider':'Oven','version':'1',
       'settings':{'executionUrlTemplate':'https://oven.example/{Config:Kind}/{ExternalExecutionId}'},
       'configurationProperties':[
         {'name':'Kind','required':true,'key':true,'secret':false,'queryable':true},
         {'name':'Pin','required':true,'key':false,'secret':true}],
       'inputArtifactDetails':{'minimumCount':0,'maximumCount':1},
       'outputArtifactDetails':{'minimumCount':0,'maximumCount':1}}
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

  private static String pipeline(String pin) {
    return """
    {'pipeline': {'name': 'shop', 'roleArn': 'arn:aws:iam::000000000000:role/r',
      'pipelineType': 'V2', 'artifactStore': {'type': 'S3', 'location': 'artifacts'},
      'stages': [
        {'name': 'Source', 'actions': [{'name': 'Object',
          'actionTypeId': {'category':'Source','owner':'AWS','provider':'S3','version':'1'},
          'configuration': {'S3Bucket':'releases','S3ObjectKey':'app.txt',
            'PollForSourceChanges':'false'},
          'outputArtifacts': [{'name':'App'}]}]},
        {'name': 'Bake', 'actions': [{'name': 'Bread',
          'actionTypeId': {'category':'Build','owner':'Custom','provider':'Oven','version':'1'},
          'configuration': {'Kind':'rye','Pin':'%s'},
          'inputArtifacts': [{'name':'App'}], 'outputArtifacts': [{'name':'Loaf'}]}]}]}}
    """
        .formatted(pin);
  }

  /** Makes the type and the pipeline; gives the execution that starts with it. */
  private String started() {
    ask("CreateCustomActionType", TYPE);
    ask("CreatePipeline", pipeline("1234"));
    return ask("ListPipelineExecutions", "{'pipelineName':'shop'}")
        .text("pipelineExecutionSummaries", 0, "pipelineExecutionId");
  }

  /** Polls until there is a job. */
  private Served.Answer polled() {
    return served.until(TARGET + "PollForJobs", OVEN, answer -> !answer.list("jobs").isEmpty());
  }

  private static String of(String job, String more) {
    return "{'jobId':'" + job + "'" + more + "}";
  }

  /** Polls and acknowledges; gives the job. */
  private String taken() {
    Served.Answer job = polled();
    String id = job.text("jobs", 0, "id");
    String nonce = ",'nonce':'" + job.text("jobs", 0, "nonce") + "'";
    assertThat(ask("AcknowledgeJob", of(id, nonce)).text("status")).isEqualTo("InProgress");
    return id;
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

  private void stop(String execution, boolean abandon) {
    ask(
        "StopPipelineExecution",
        "{'pipelineName':'shop','pipelineExecutionId':'%s','abandon':%s}"
            .formatted(execution, abandon));
  }

  @Test
  void aTypeIsKeptUntilItIsDeleted() {
    ask("CreateCustomActionType", TYPE);
    assertThat(refused("CreateCustomActionType", TYPE)).isEqualTo("ValidationException");

    served.close();
    served = new Served(place, clock);
    assertThat(customTypes())
        .filteredOn(type -> type.text("id", "provider").equals("Oven"))
        .extracting(type -> type.text("actionConfigurationProperties", 1, "secret"))
        .containsExactly("true");

    ask("DeleteCustomActionType", "{'category':'Build','provider':'Oven','version':'1'}");
    assertThat(customTypes()).noneMatch(type -> type.text("id", "provider").equals("Oven"));
    assertThat(refused("PollForJobs", OVEN)).isEqualTo("ActionTypeNotFoundException");
    assertThat(refused("CreatePipeline", pipeline("1")))
        .isEqualTo("InvalidActionDeclarationException");
    assertThat(refused("CreateCustomActionType", TYPE.replace("'Kind'", "'Sort'")))
        .isEqualTo("ValidationException");
    ask("CreateCustomActionType", TYPE);
  }

  private List<Served.Answer> customTypes() {
    return ask("ListActionTypes", "{'actionOwnerFilter':'Custom'}").list("actionTypes").stream()
        .map(Served.Answer::new)
        .toList();
  }

  @Test
  void whatIsNotSoundIsNoType() {
    for (String bad :
        List.of(
            TYPE.replace("'Build'", "'Approval'"),
            TYPE.replace("'Pin'", "'Kind'"),
            TYPE.replace("'secret':true", "'secret':true,'queryable':true"),
            TYPE.replace("'minimumCount':0", "'minimumCount':3"))) {
      assertThat(refused("CreateCustomActionType", bad)).isEqualTo("ValidationException");
    }
  }

  @Test
  void whatBatonHasItselfIsNeitherRedefinedNorPolled() {
    String builtIn = customTypes().getFirst().text("id", "provider");
    String category = customTypes().getFirst().text("id", "category");
    assertThat(
            refused(
                "CreateCustomActionType",
                TYPE.replace("'Oven'", "'" + builtIn + "'")
                    .replace("'Build'", "'" + category + "'")
                    .replace("'version':'1'", "'version':'2'")))
        .isEqualTo("ValidationException");
    assertThat(
            refused(
                "PollForJobs",
                OVEN.replace("'Oven'", "'" + builtIn + "'")
                    .replace("'Build'", "'" + category + "'")))
        .isEqualTo("ActionTypeNotFoundException");
  }

  @Test
  void aPipelineMustHaveTheTypesConfiguration() {
    ask("CreateCustomActionType", TYPE);
    assertThat(refused("CreatePipeline", pipeline("1").replace("'Kind'", "'Colour'")))
        .isEqualTo("InvalidActionDeclarationException");
    assertThat(refused("CreatePipeline", pipeline("1").replace("'rye'", "'rye and wheat!'")))
        .isEqualTo("InvalidActionDeclarationException");
  }

  @Test
  void aWorkerDoesAnAction() {
    String execution = started();
    Served.Answer job = polled();
    String id = job.text("jobs", 0, "id");
    assertThat(job.text("jobs", 0, "data", "actionConfiguration", "configuration", "Pin"))
        .isEqualTo("1234");
    assertThat(job.text("jobs", 0, "data", "pipelineContext", "pipelineExecutionId"))
        .isEqualTo(execution);
    assertThat(
            job.text(
                "jobs", 0, "data", "inputArtifacts", 0, "location", "s3Location", "bucketName"))
        .isEqualTo("artifacts");
    assertThat(job.list("jobs", 0, "data", "outputArtifacts")).hasSize(1);

    String nonce = ",'nonce':'" + job.text("jobs", 0, "nonce") + "'";
    ask("AcknowledgeJob", of(id, nonce));
    assertThat(ask("GetJobDetails", of(id, "")).at("jobDetails", "data"))
        .isEqualTo(job.at("jobs", 0, "data"));
    String success =
        of(
            id,
            ",'outputVariables':{'Loaves':'3'},"
                + "'executionDetails':{'summary':'baked','externalExecutionId':'17'}");
    ask("PutJobSuccessResult", success);

    ended(execution, "Succeeded");
    assertThat(action().text("output", "outputVariables", "Loaves")).isEqualTo("3");
    assertThat(action().text("output", "executionResult", "externalExecutionUrl"))
        .isEqualTo("https://oven.example/rye/17");
    ask("PutJobSuccessResult", success);
    assertThat(refused("PutJobSuccessResult", success.replace("'3'", "'4'")))
        .isEqualTo("InvalidJobStateException");
  }

  @Test
  void aWorkerFailsAnAction() {
    String execution = started();
    ask(
        "PutJobFailureResult",
        of(taken(), ",'failureDetails':{'type':'PermissionError','message':'wrong pin'}"));
    ended(execution, "Failed");
    assertThat(action().text("output", "executionResult", "errorDetails", "code"))
        .isEqualTo("PermissionError");
    assertThat(action().text("output", "executionResult", "errorDetails", "message"))
        .isEqualTo("wrong pin");
  }

  @Test
  void secretsAreNotShownAndSurviveAnUpdate() {
    String first = started();
    String job = taken();
    String shown = ask("GetPipeline", NAME).tree() + "" + action().tree();
    ask("PutJobSuccessResult", of(job, ""));
    ended(first, "Succeeded");
    assertThat(shown).contains("****").doesNotContain("1234");
    ask("UpdatePipeline", pipeline("****"));
    ask("StartPipelineExecution", NAME);
    assertThat(polled().text("jobs", 0, "data", "actionConfiguration", "configuration", "Pin"))
        .isEqualTo("1234");
  }

  @Test
  void aNonceIsGoodForItsJobOnly() {
    started();
    Served.Answer job = polled();
    String id = job.text("jobs", 0, "id");
    assertThat(refused("AcknowledgeJob", of(id, ",'nonce':'other'")))
        .isEqualTo("InvalidNonceException");
    assertThat(refused("PutJobSuccessResult", of(id, ""))).isEqualTo("InvalidJobStateException");
    clock.advance(Duration.ofMinutes(2));
    Served.Answer again = polled();
    assertThat(again.text("jobs", 0, "id")).isEqualTo(id);
    assertThat(refused("AcknowledgeJob", of(id, ",'nonce':'" + job.text("jobs", 0, "nonce") + "'")))
        .isEqualTo("InvalidNonceException");
  }

  @Test
  void anUnknownJobIsNotFound() {
    String id = "11111111-2222-3333-4444-555555555555";
    assertThat(refused("PutJobSuccessResult", of(id, ""))).isEqualTo("JobNotFoundException");
    assertThat(refused("GetJobDetails", of(id, ""))).isEqualTo("JobNotFoundException");
    assertThat(refused("AcknowledgeJob", of(id, ",'nonce':'1'"))).isEqualTo("JobNotFoundException");
  }

  @Test
  void aJobGoesToOneOfManyWorkers() throws Exception {
    started();
    polled();
    clock.advance(Duration.ofMinutes(2));
    Callable<Integer> worker = () -> ask("PollForJobs", OVEN).list("jobs").size();
    int handedOut = 0;
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> asked =
          workers.invokeAll(List.of(worker, worker, worker, worker, worker, worker));
      for (Future<Integer> one : asked) {
        handedOut += one.get();
      }
    }
    assertThat(handedOut).isEqualTo(1);
  }

  @Test
  void workersChooseJobsByTheQueryableProperty() {
    started();
    String query = OVEN.substring(0, OVEN.length() - 1) + ",'queryParam':{'%s':'%s'}}";
    assertThat(refused("PollForJobs", query.formatted("Pin", "1234")))
        .isEqualTo("ValidationException");
    assertThat(ask("PollForJobs", query.formatted("Kind", "wheat")).list("jobs")).isEmpty();
    served.until(
        TARGET + "PollForJobs",
        query.formatted("Kind", "rye"),
        answer -> !answer.list("jobs").isEmpty());
  }

  @Test
  void aJobSurvivesARestart() {
    String execution = started();
    String job = taken();
    served.close();
    served = new Served(place, clock);
    ask("PutJobSuccessResult", of(job, ""));
    ended(execution, "Succeeded");
  }

  @Test
  void anAnswerThatAKilledOwnerHadNoTimeToTellIsTold() {
    String execution = started();
    String job = taken();
    served.close();
    try (Database database = Database.open(served.data.resolve("baton.db"), clock)) {
      JobStore store = new JdbcJobStore(database);
      Job taken = store.get("000000000000", "us-east-1", job).orElseThrow();
      JobResult success =
          new JobResult(true, External.NONE, "", "", Map.of(), Optional.empty(), List.of());
      assertThat(store.replace(taken.answered(success, clock.instant()))).isTrue();
    }
    served = new Served(place, clock);
    ended(execution, "Succeeded");
  }

  @Test
  void anActionGoesOnWithAFurtherJob() {
    String execution = started();
    String first = taken();
    assertThat(
            refused(
                "PutJobSuccessResult",
                of(first, ",'continuationToken':'half','outputVariables':{'Loaves':'3'}")))
        .isEqualTo("ValidationException");
    ask("PutJobSuccessResult", of(first, ",'continuationToken':'half'"));
    assertThat(ask("PollForJobs", OVEN).list("jobs")).isEmpty();
    clock.advance(Jobs.CONTINUE_AFTER);
    Served.Answer second = polled();
    assertThat(second.text("jobs", 0, "id")).isNotEqualTo(first);
    assertThat(second.text("jobs", 0, "data", "continuationToken")).isEqualTo("half");
    String id = second.text("jobs", 0, "id");
    ask("AcknowledgeJob", of(id, ",'nonce':'" + second.text("jobs", 0, "nonce") + "'"));
    ask("PutJobSuccessResult", of(id, ""));
    ended(execution, "Succeeded");
  }

  @Test
  void anActionThatNobodyAnswersTimesOut() {
    String execution = started();
    String job = taken();
    clock.advance(Duration.ofHours(25));
    ended(execution, "Failed");
    assertThat(refused("PutJobSuccessResult", of(job, ""))).isEqualTo("InvalidJobStateException");
  }

  @Test
  void anAbandonedExecutionWantsNoAnswer() {
    String execution = started();
    String job = taken();
    stop(execution, true);
    ended(execution, "Stopped");
    assertThat(refused("PutJobSuccessResult", of(job, ""))).isEqualTo("InvalidJobStateException");
    assertThat(ask("PollForJobs", OVEN).list("jobs")).isEmpty();
  }

  @Test
  void aStoppedExecutionWaitsForItsJob() {
    String execution = started();
    String job = taken();
    stop(execution, false);
    ended(execution, "Stopping");
    ask("PutJobSuccessResult", of(job, ""));
    ended(execution, "Stopped");
  }
}
