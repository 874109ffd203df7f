package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Log groups and streams that callers make and write to. */
final class ServedMadeLogsTest {

  private static final long DAY = Duration.ofDays(1).toMillis();

  @TempDir Path place;
  private final ManualClock clock = new ManualClock();
  private Served served;

  @BeforeEach
  void open() {
    served = new Served(place, clock);
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

  private long now() {
    return clock.instant().toEpochMilli();
  }

  private void make(String group, String stream) {
    logs("CreateLogGroup", "{'logGroupName':'" + group + "'}");
    logs("CreateLogStream", named(group, stream, ""));
  }

  private static String named(String group, String stream, String more) {
    return "{'logGroupName':'%s','logStreamName':'%s'%s}".formatted(group, stream, more);
  }

  private static String event(long at, String message) {
    return "{'timestamp':" + at + ",'message':'" + message + "'}";
  }

  private Served.Answer put(String group, String stream, String... events) {
    return logs(
        "PutLogEvents", named(group, stream, ",'logEvents':[" + String.join(",", events) + "]"));
  }

  private static List<String> messages(Served.Answer answer) {
    return answer.list("events").stream()
        .map(event -> String.valueOf(((Map<?, ?>) event).get("message")))
        .toList();
  }

  private List<String> all(String group, String stream) {
    return messages(logs("GetLogEvents", named(group, stream, ",'startFromHead':true")));
  }

  @Test
  void whatIsPutIsReadInTheOrderOfTime() {
    make("app", "one");
    put("app", "one", event(now() - 50, "b"), event(now() - 50, "c"));
    put("app", "one", event(now() - 100, "a"), event(now(), "d"));
    assertThat(all("app", "one")).containsExactly("a", "b", "c", "d");
    assertThat(
            messages(
                logs(
                    "GetLogEvents",
                    named("app", "one", ",'startTime':" + (now() - 50) + ",'endTime':" + now()))))
        .containsExactly("b", "c");
    Served.Answer stream = logs("DescribeLogStreams", "{'logGroupName':'app'}");
    assertThat(stream.text("logStreams", 0, "firstEventTimestamp"))
        .isEqualTo(String.valueOf(now() - 100));
    assertThat(logs("DescribeLogGroups", "{}").text("logGroups", 0, "storedBytes")).isEqualTo("4");
  }

  @Test
  void aStreamIsFollowedByItsToken() {
    make("app", "one");
    put("app", "one", event(now(), "a"));
    String from = named("app", "one", ",'startFromHead':true,'nextToken':'%s'}").replace("}}", "}");
    Served.Answer first = logs("GetLogEvents", named("app", "one", ",'startFromHead':true"));
    String token = first.text("nextForwardToken");
    Served.Answer nothing = logs("GetLogEvents", from.formatted(token));
    assertThat(nothing.list("events")).isEmpty();
    assertThat(nothing.text("nextForwardToken")).isEqualTo(token);
    put("app", "one", event(now(), "b"));
    assertThat(messages(logs("GetLogEvents", from.formatted(token)))).containsExactly("b");
    assertThat(refused("GetLogEvents", from.formatted("x"))).isEqualTo("InvalidParameterException");
  }

  @Test
  void manyEventsAreReadPageByPageBothWays() {
    make("app", "one");
    put(
        "app",
        "one",
        IntStream.range(0, 250).mapToObj(i -> event(now(), "e" + i)).toArray(String[]::new));
    List<String> wanted = IntStream.range(0, 250).mapToObj(i -> "e" + i).toList();
    assertThat(all("app", "one")).isEqualTo(wanted);
    Served.Answer last = logs("GetLogEvents", named("app", "one", ",'limit':120"));
    assertThat(messages(last)).isEqualTo(wanted.subList(130, 250));
    assertThat(
            messages(
                logs(
                    "GetLogEvents",
                    named(
                        "app",
                        "one",
                        ",'limit':120,'nextToken':'" + last.text("nextBackwardToken") + "'"))))
        .isEqualTo(wanted.subList(10, 130));
  }

  @Test
  void theStreamsOfAGroupAreSearchedAsOne() {
    make("app", "one");
    logs("CreateLogStream", named("app", "two", ""));
    put("app", "one", event(now() - 30, "ERROR a"), event(now() - 10, "fine c"));
    put("app", "two", event(now() - 20, "ERROR b"), event(now(), "ERROR d ignored"));
    assertThat(messages(logs("FilterLogEvents", "{'logGroupName':'app'}")))
        .containsExactly("ERROR a", "ERROR b", "fine c", "ERROR d ignored");
    assertThat(
            messages(
                logs(
                    "FilterLogEvents",
                    "{'logGroupName':'app','filterPattern':'ERROR"
                        + " -ignored','logStreamNames':['two']}")))
        .containsExactly("ERROR b");
    assertThat(refused("FilterLogEvents", "{'logGroupName':'app','filterPattern':'{ $.a = 1 }'}"))
        .isEqualTo("InvalidParameterException");
  }

  @Test
  void eventsOfOtherTimesAreRejectedAndTheRestIsKept() {
    make("app", "one");
    Served.Answer old =
        put(
            "app",
            "one",
            event(now() - 14 * DAY - 5, "old"),
            event(now() - 13 * DAY - DAY / 2, "x"));
    assertThat(old.text("rejectedLogEventsInfo", "tooOldLogEventEndIndex")).isEqualTo("1");
    Served.Answer ahead =
        put("app", "one", event(now(), "y"), event(now() + DAY / 12 + 5, "ahead"));
    assertThat(ahead.text("rejectedLogEventsInfo", "tooNewLogEventStartIndex")).isEqualTo("1");
    logs("PutRetentionPolicy", "{'logGroupName':'app','retentionInDays':3}");
    Served.Answer expired = put("app", "one", event(now() - 4 * DAY, "expired"));
    assertThat(expired.text("rejectedLogEventsInfo", "expiredLogEventEndIndex")).isEqualTo("1");
    assertThat(all("app", "one")).containsExactly("x", "y");
  }

  @Test
  void aBatchMustBeOneOfItsKind() {
    make("app", "one");
    String request = named("app", "one", ",'logEvents':[%s]");
    assertThat(refused("PutLogEvents", request.formatted(event(9, "b") + "," + event(8, "a"))))
        .isEqualTo("InvalidParameterException");
    assertThat(
            refused(
                "PutLogEvents",
                request.formatted(event(now() - DAY - 1, "a") + "," + event(now(), "b"))))
        .isEqualTo("InvalidParameterException");
    String large =
        IntStream.range(0, 5)
            .mapToObj(_ -> event(now(), "x".repeat(220_000)))
            .collect(Collectors.joining(","));
    assertThat(refused("PutLogEvents", request.formatted(large)))
        .isEqualTo("InvalidParameterException");
    assertThat(all("app", "one")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"none,one", "app,none"})
  void thereMustBeAStreamToPutInto(String group, String stream) {
    make("app", "one");
    assertThat(
            refused(
                "PutLogEvents", named(group, stream, ",'logEvents':[" + event(now(), "a") + "]")))
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void eventsGoWhenTheyAreOlderThanTheGroupKeepsThem() {
    make("app", "one");
    logs("PutRetentionPolicy", "{'logGroupName':'app','retentionInDays':1}");
    assertThat(logs("DescribeLogGroups", "{}").text("logGroups", 0, "retentionInDays"))
        .isEqualTo("1");
    put("app", "one", event(now(), "old"));
    clock.advance(Duration.ofHours(20));
    put("app", "one", event(now(), "new"));
    clock.advance(Duration.ofHours(5));
    served.close();
    served = new Served(place, clock);
    served.until(
        "Logs_20140328.GetLogEvents",
        named("app", "one", ",'startFromHead':true"),
        answer -> messages(answer).equals(List.of("new")));
    assertThat(logs("DescribeLogGroups", "{}").text("logGroups", 0, "storedBytes")).isEqualTo("3");
    logs("DeleteRetentionPolicy", "{'logGroupName':'app'}");
    assertThat(logs("DescribeLogGroups", "{}").text("logGroups", 0, "retentionInDays")).isEmpty();
    assertThat(refused("PutRetentionPolicy", "{'logGroupName':'app','retentionInDays':2}"))
        .isEqualTo("InvalidParameterException");
  }

  @Test
  void whatIsDeletedIsGone() {
    make("app", "one");
    logs("CreateLogStream", named("app", "two", ""));
    put("app", "one", event(now(), "a"));
    put("app", "two", event(now(), "bc"));
    logs("DeleteLogStream", named("app", "one", ""));
    assertThat(refused("GetLogEvents", named("app", "one", "")))
        .isEqualTo("ResourceNotFoundException");
    assertThat(logs("DescribeLogGroups", "{}").text("logGroups", 0, "storedBytes")).isEqualTo("2");
    logs("CreateLogStream", named("app", "one", ""));
    assertThat(all("app", "one")).isEmpty();
    logs("DeleteLogGroup", "{'logGroupName':'app'}");
    assertThat(logs("DescribeLogGroups", "{}").list("logGroups")).isEmpty();
    make("app", "two");
    assertThat(all("app", "two")).isEmpty();
  }

  @Test
  void aNameIsGivenOnce() {
    make("app", "one");
    assertThat(refused("CreateLogGroup", "{'logGroupName':'app'}"))
        .isEqualTo("ResourceAlreadyExistsException");
    assertThat(refused("CreateLogStream", named("app", "one", "")))
        .isEqualTo("ResourceAlreadyExistsException");
    assertThat(refused("CreateLogStream", named("none", "one", "")))
        .isEqualTo("ResourceNotFoundException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'kmsKeyId':'k'", "'logGroupClass':'INFREQUENT_ACCESS'"})
  void whatAGroupCannotBeIsRefusedByName(String more) {
    assertThat(refused("CreateLogGroup", "{'logGroupName':'app'," + more + "}"))
        .isEqualTo("InvalidParameterException");
    assertThat(logs("DescribeLogGroups", "{}").list("logGroups")).isEmpty();
  }

  @Test
  void aGroupIsTaggedByNameAndByArn() {
    logs("CreateLogGroup", "{'logGroupName':'app','tags':{'a':'1'}}");
    String arn = logs("DescribeLogGroups", "{}").text("logGroups", 0, "logGroupArn");
    logs("TagLogGroup", "{'logGroupName':'app','tags':{'b':'2'}}");
    logs("TagResource", "{'resourceArn':'" + arn + "','tags':{'c':'3'}}");
    logs("UntagLogGroup", "{'logGroupName':'app','tags':['a']}");
    assertThat(logs("ListTagsForResource", "{'resourceArn':'" + arn + "'}").at("tags"))
        .isEqualTo(Map.of("b", "2", "c", "3"));
    logs("UntagResource", "{'resourceArn':'" + arn + "','tagKeys':['b']}");
    assertThat(logs("ListTagsLogGroup", "{'logGroupName':'app'}").at("tags"))
        .isEqualTo(Map.of("c", "3"));
    assertThat(
            refused(
                "ListTagsForResource",
                "{'resourceArn':'arn:aws:logs:us-east-1:111111111111:log-group:app'}"))
        .isEqualTo("InvalidParameterException");
  }
}
