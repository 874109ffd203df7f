package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.api.aws.Caller;
import dev.baton.api.own.KeyCommand;
import dev.baton.model.access.Principal;
import dev.baton.model.audit.Origin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes part of the audit record, and what never does. */
final class ServedAuditTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String PIPELINE = "CodePipeline_20150709.";

  private final Caller ben =
      new Caller(
              Principal.user("000000000000", "ben"),
              "us-east-1",
              false,
              Origin.signedBy("AKIABENBENBENBENBEN0"))
          .from("10.1.2.3", "aws-cli/2.15 \u001b[31m", "request-7");

  @TempDir Path place;
  private Served served;

  @BeforeEach
  void open() {
    served = new Served(place);
  }

  @AfterEach
  void close() {
    served.close();
  }

  private void asBen(String target, String body) {
    byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    served.dispatcher().call(ben, target, bytes);
  }

  /** The record, once so many calls are in it and none is under way. */
  private List<Served.Answer> events(int count) {
    Instant end = Instant.now().plus(PATIENCE);
    List<Served.Answer> events = List.of();
    do {
      LockSupport.parkNanos(1_000_000);
      events = served.audit().stream().<Served.Answer>map(Served.Answer::new).toList();
    } while (Instant.now().isBefore(end)
        && (events.size() < count
            || events.stream().anyMatch(e -> e.text("baton", "result").equals("begun"))));
    assertThat(events).hasSize(count);
    return events;
  }

  private Stream<String> results(int count) {
    return events(count).stream().map(e -> e.text("EventName") + " " + e.text("baton", "result"));
  }

  @Test
  void aChangeSaysWhoDidWhatToWhatFromWhereAndHowItWent() {
    asBen("AmazonSSM.PutParameter", "{'Name':'/db/url','Value':'v','Type':'String'}");

    Served.Answer event = events(1).getFirst();
    assertThat(event.text("EventName")).isEqualTo("PutParameter");
    assertThat(event.text("EventSource")).isEqualTo("ssm.amazonaws.com");
    assertThat(event.text("Username")).isEqualTo("ben");
    assertThat(event.text("AccessKeyId")).isEqualTo("AKIABENBENBENBENBEN0");
    assertThat(event.text("Resources")).isEqualTo("[{ResourceType=Name, ResourceName=/db/url}]");
    assertThat(event.at("baton"))
        .isEqualTo(
            Map.of(
                "arn", "arn:aws:iam::000000000000:user/ben",
                "sourceIPAddress", "10.1.2.3",
                "userAgent", "aws-cli/2.15 ?[31m",
                "requestID", "request-7",
                "result", "ok"));
  }

  @Test
  void valuesNeverBecomePartOfIt() {
    asBen("AmazonSSM.PutParameter", "{'Name':'/a','Value':'hush','Type':'SecureString'}");
    asBen("secretsmanager.CreateSecret", "{'Name':'b','SecretString':'hush','Description':'hush'}");
    asBen(
        "CodeBuild_20161006.StartBuild",
        "{'projectName':'p','environmentVariablesOverride':[{'name':'hush','value':'hush'}]}");
    asBen(PIPELINE + "PutApprovalResult", "{'pipelineName':'shop','token':'hush'}");
    asBen("CodeBuild_20161006.ImportSourceCredentials", "{'token':'hush'}");

    assertThat(events(5).toString()).doesNotContain("hush").contains("shop", "/a");
  }

  @Test
  void whatAChangeMadeIsNamed() {
    served.ask(PIPELINE + "CreatePipeline", TargetPipeline.named("shop", ""));
    Served.Answer started = served.ask(PIPELINE + "StartPipelineExecution", "{'name':'shop'}");

    assertThat(events(2).getFirst().text("Resources"))
        .contains("shop", started.text("pipelineExecutionId"));
  }

  @Test
  void readingLeavesNoTrace() {
    served.ask(PIPELINE + "ListPipelines", "{}");
    served.refused("AmazonSSM.GetParameter", "{'Name':'/none'}");

    assertThat(served.audit()).isEmpty();
  }

  @Test
  void whatIsRefusedIsOnRecordWithAwssReason() {
    asBen("AmazonSSM.DeleteParameter", "{'Name':'/none'}");
    asBen("AmazonSSM.DeleteParameter", "{'Name':");
    asBen("AmazonSSM.DeleteParameter", "{}");
    asBen("CodeBuild_20161006.DeleteSourceCredentials", "{'arn':'x'}");

    assertThat(results(4))
        .containsExactly(
            "DeleteSourceCredentials AccessDeniedException",
            "DeleteParameter ValidationException",
            "DeleteParameter SerializationException",
            "DeleteParameter ParameterNotFound");
  }

  @Test
  void workersThatAskForJobsLeaveNoTrace() {
    asBen(
        PIPELINE + "PollForJobs",
        "{'actionTypeId':{'category':'Build','owner':'Custom','provider':'x','version':'1'}}");

    assertThat(served.audit()).isEmpty();
  }

  @Test
  void keysAreOnRecordWithoutTheirSecrets() {
    String made = served.keys(new KeyCommand.Create("ci", false));
    String secret = made.replaceAll("(?s).*\"SecretAccessKey\": \"([^\"]+)\".*", "$1");
    String id = made.replaceAll("(?s).*\"AccessKeyId\": \"([^\"]+)\".*", "$1");
    served.keys(new KeyCommand.List());
    served.keys(new KeyCommand.Revoke(id));

    assertThat(results(2)).containsExactly("DeleteAccessKey ok", "CreateAccessKey ok");
    assertThat(events(2).getLast().text("Resources")).contains("ci", id);
    assertThat(events(2).getLast().text("baton", "sourceIPAddress")).isEqualTo("local");
    assertThat(served.audit().toString()).doesNotContain(secret);
  }

  @Test
  void theRecordOutlivesTheServer() {
    asBen("AmazonSSM.PutParameter", "{'Name':'/a','Value':'v','Type':'String'}");
    served.close();
    served = new Served(place);

    assertThat(results(1)).containsExactly("PutParameter ok");
  }
}
