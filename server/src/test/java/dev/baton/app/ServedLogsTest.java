package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The logs of builds as CloudWatch Logs shows them. */
final class ServedLogsTest {

  private static final String GROUP = "/aws/codebuild/shop";

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

  private Served.Answer logs(String operation, String request) {
    return served.ask("Logs_20140328." + operation, request);
  }

  private String refused(String operation, String request) {
    return served.refused("Logs_20140328." + operation, request);
  }

  private Served.Answer builds(String operation, String request) {
    return served.ask("CodeBuild_20161006." + operation, request);
  }

  /** Starts a build of these commands; answers its log's stream. */
  private String start(String commands) {
    builds(
        "CreateProject",
        """
        {'name':'shop','serviceRole':'arn:aws:iam::000000000000:role/r',
         'source':{'type':'NO_SOURCE','buildspec':
           '{version: 0.2, phases: {build: {commands: [%s]}}}'},
         'artifacts':{'type':'NO_ARTIFACTS'},
         'environment':{'type':'LINUX_CONTAINER','image':'aws/codebuild/standard:7.0',
           'computeType':'BUILD_GENERAL1_SMALL'}}
        """
            .formatted(commands));
    Served.Answer started = builds("StartBuild", "{'projectName':'shop'}");
    assertThat(started.text("build", "logs", "groupName")).isEqualTo(GROUP);
    return started.text("build", "logs", "streamName");
  }

  private void ended(String stream) {
    served.until(
        "CodeBuild_20161006.BatchGetBuilds",
        "{'ids':['shop:" + stream + "']}",
        answer -> answer.text("builds", 0, "buildStatus").equals("SUCCEEDED"));
  }

  private static List<String> messages(Served.Answer answer) {
    return answer.list("events").stream()
        .map(event -> String.valueOf(((Map<?, ?>) event).get("message")))
        .toList();
  }

  @Test
  void aLogIsShownWhereTheProjectWantsIt() {
    String usual = start("echo hello");
    ended(usual);
    builds(
        "UpdateProject",
        "{'name':'shop','logsConfig':{'cloudWatchLogs':"
            + "{'status':'ENABLED','groupName':'/team/app','streamName':'ci'}}}");
    Served.Answer started = builds("StartBuild", "{'projectName':'shop'}");
    String uuid = started.text("build", "id").replace("shop:", "");
    ended(uuid);
    assertThat(started.text("build", "logs", "groupName")).isEqualTo("/team/app");
    assertThat(started.text("build", "logs", "streamName")).isEqualTo("ci/" + uuid);
    assertThat(messages(logs("GetLogEvents", stream("/team/app", "ci/" + uuid))))
        .anyMatch(line -> line.startsWith("hello"))
        .noneMatch(line -> line.contains("cloudWatchLogs"));
    assertThat(logs("DescribeLogStreams", "{'logGroupName':'/team/app'}").list("logStreams"))
        .hasSize(1);
    assertThat(logs("DescribeLogStreams", "{'logGroupName':'" + GROUP + "'}").list("logStreams"))
        .hasSize(1);
    assertThat(refused("GetLogEvents", stream(GROUP, uuid))).isEqualTo("ResourceNotFoundException");
    assertThat(
            messages(
                logs("FilterLogEvents", "{'logGroupName':'/team/app','filterPattern':'hello'}")))
        .isNotEmpty();
  }

  @Test
  void aLogThatTheProjectDisablesIsShownNowhere() {
    ended(start("echo hello"));
    Served.Answer started =
        builds(
            "StartBuild",
            "{'projectName':'shop','logsConfigOverride':{'cloudWatchLogs':{'status':'DISABLED'}}}");
    String uuid = started.text("build", "id").replace("shop:", "");
    ended(uuid);
    assertThat(started.text("build", "logs", "cloudWatchLogs", "status")).isEqualTo("DISABLED");
    assertThat(started.text("build", "logs", "groupName")).isEmpty();
    assertThat(refused("GetLogEvents", stream(GROUP, uuid))).isEqualTo("ResourceNotFoundException");
  }

  private static String stream(String group, String stream) {
    return "{'logGroupName':'" + group + "','logStreamName':'" + stream + "','startFromHead':true}";
  }

  @Test
  void aBuildsLogIsFoundWhereTheBuildSays() {
    String stream = start("echo hello");
    ended(stream);
    Served.Answer groups = logs("DescribeLogGroups", "{'logGroupNamePrefix':'/aws/codebuild/s'}");
    assertThat(groups.text("logGroups", 0, "logGroupName")).isEqualTo(GROUP);
    assertThat(logs("DescribeLogGroups", "{'logGroupNamePattern':'none'}").list("logGroups"))
        .isEmpty();
    Served.Answer streams =
        logs(
            "DescribeLogStreams",
            "{'logGroupName':'" + GROUP + "','orderBy':'LastEventTime','descending':true}");
    assertThat(streams.text("logStreams", 0, "logStreamName")).isEqualTo(stream);
    assertThat(streams.text("logStreams", 0, "arn"))
        .isEqualTo(
            builds("BatchGetBuilds", "{'ids':['shop:" + stream + "']}")
                .text("builds", 0, "logs", "cloudWatchLogsArn"));
    assertThat(streams.at("logStreams", 0, "firstEventTimestamp")).isInstanceOf(Number.class);
  }

  @Test
  void aStreamIsReadForwardAndBackward() throws IOException {
    String stream = start("seq 1 2000");
    ended(stream);
    List<String> file = Files.readAllLines(logFile(stream));
    String request =
        "{'logGroupName':'%s','logStreamName':'%s','limit':300%s}".formatted(GROUP, stream, "%s");
    assertThat(walked(request, ",'startFromHead':true", "nextForwardToken"))
        .containsExactlyElementsOf(
            file.stream().map(line -> line.substring(line.indexOf(' ') + 1)).toList());
    assertThat(walked(request, "", "nextBackwardToken"))
        .containsExactlyInAnyOrderElementsOf(
            file.stream().map(line -> line.substring(line.indexOf(' ') + 1)).toList());
  }

  private List<String> walked(String request, String begin, String token) {
    List<String> messages = new ArrayList<>();
    Served.Answer page = logs("GetLogEvents", request.formatted(begin));
    String before = "";
    while (!page.text(token).equals(before)) {
      messages.addAll(messages(page));
      before = page.text(token);
      page = logs("GetLogEvents", request.formatted(",'nextToken':'" + before + "'"));
    }
    return messages;
  }

  private Path logFile(String stream) throws IOException {
    try (var files = Files.walk(served.data)) {
      return files
          .filter(file -> file.getFileName().toString().equals(stream + ".log"))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void aRunningBuildIsFollowed() throws IOException {
    Path go = place.resolve("go");
    String stream =
        start(
            "echo first-line, until test -e %s; do sleep 0.05; done, echo second-line"
                .formatted(go));
    String request = "{'logGroupName':'" + GROUP + "','interleaved':true%s}";
    Served.Answer begun =
        served.until(
            "Logs_20140328.FilterLogEvents",
            request.formatted(""),
            answer -> messages(answer).contains("first-line"));
    assertThat(messages(begun)).doesNotContain("second-line");

    Files.createFile(go);
    String newest = begun.text("events", begun.list("events").size() - 1, "timestamp");
    served.until(
        "Logs_20140328.FilterLogEvents",
        request.formatted(",'startTime':" + newest),
        answer -> messages(answer).contains("second-line"));
    ended(stream);
    assertThat(
            messages(
                logs("FilterLogEvents", request.formatted(",'filterPattern':'?second ?first'"))))
        .contains("first-line", "second-line");
  }

  @Test
  void aGroupThatWasMadeBeforehandHoldsItsBuilds() {
    logs("CreateLogGroup", "{'logGroupName':'" + GROUP + "','tags':{'a':'1'}}");
    logs("PutRetentionPolicy", "{'logGroupName':'" + GROUP + "','retentionInDays':30}");
    logs("CreateLogStream", "{'logGroupName':'" + GROUP + "','logStreamName':'notes'}");
    String stream = start("echo hello");
    ended(stream);
    logs(
        "PutLogEvents",
        "{'logGroupName':'%s','logStreamName':'notes','logEvents':[{'timestamp':%d,'message':'after'}]}"
            .formatted(GROUP, System.currentTimeMillis()));
    assertThat(logs("DescribeLogGroups", "{}").list("logGroups")).hasSize(1);
    assertThat(logs("DescribeLogStreams", "{'logGroupName':'" + GROUP + "'}").list("logStreams"))
        .hasSize(2);
    assertThat(messages(logs("FilterLogEvents", "{'logGroupName':'" + GROUP + "'}")))
        .contains("hello")
        .endsWith("after");
    String build = "{'logGroupName':'" + GROUP + "','logStreamName':'" + stream + "'%s}";
    assertThat(
            served.refused(
                "Logs_20140328.PutLogEvents",
                build.formatted(",'logEvents':[{'timestamp':1,'message':'forged'}]")))
        .isEqualTo("ResourceNotFoundException");
    assertThat(served.refused("Logs_20140328.DeleteLogStream", build.formatted("")))
        .isEqualTo("InvalidParameterException");
    assertThat(served.refused("Logs_20140328.DeleteLogGroup", "{'logGroupName':'" + GROUP + "'}"))
        .isEqualTo("InvalidParameterException");
  }

  @Test
  void pagesOfASearchCannotBeMadeUp() {
    ended(start("seq 1 50"));
    String request = "{'logGroupName':'" + GROUP + "','limit':10%s}";
    Served.Answer first = logs("FilterLogEvents", request.formatted(""));
    assertThat(
            messages(
                logs(
                    "FilterLogEvents",
                    request.formatted(",'nextToken':'" + first.text("nextToken") + "'"))))
        .hasSize(10)
        .doesNotContainAnyElementsOf(messages(first));
    assertThat(
            served.refused(
                "Logs_20140328.FilterLogEvents", request.formatted(",'nextToken':'1 2 3'")))
        .isEqualTo("InvalidParameterException");
  }
}
