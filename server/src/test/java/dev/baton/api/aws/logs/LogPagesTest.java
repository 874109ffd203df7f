package dev.baton.api.aws.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.model.access.Principal;
import dev.baton.model.build.BuildStatus;
import dev.baton.port.LogStore.Writer;
import dev.baton.testkit.InMemoryBuildStore;
import dev.baton.testkit.InMemoryEventLogs;
import dev.baton.testkit.InMemoryLogStore;
import dev.baton.testkit.ManualClock;
import dev.baton.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/** Pages of events: each event once and in order, whatever the pages' size. */
final class LogPagesTest {

  private static final String GROUP = "/aws/codebuild/shop";
  private static final Caller CALLER =
      new Caller(Principal.administrator(Samples.ACCOUNT, "ann"), Samples.REGION, true);
  private static final long BEGIN = Samples.AT.toEpochMilli();

  private final InMemoryBuildStore builds = new InMemoryBuildStore();
  private final InMemoryLogStore logs = new InMemoryLogStore();
  private final Dispatcher dispatcher = dispatcher();

  private Dispatcher dispatcher() {
    Dispatcher.Builder routes = new Dispatcher.Builder();
    new LogsHandlers(builds, logs, new InMemoryEventLogs(), new ManualClock()).addReads(routes);
    return routes.build();
  }

  /** A build's log: a line for each number, that many milliseconds after the one before. */
  private List<Expected> stream(String name, List<Integer> steps) {
    builds.add(Samples.build("shop", name, 1, BuildStatus.SUCCEEDED, Optional.empty()));
    List<Expected> lines = new ArrayList<>();
    long at = BEGIN;
    try (Writer writer = logs.writer(GROUP, name)) {
      for (int step : steps) {
        at += step;
        String message = name + " " + lines.size();
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        writer.line(Instant.ofEpochMilli(at), bytes, 0, bytes.length);
        lines.add(new Expected(at, name, message));
      }
    }
    return lines;
  }

  private record Expected(long at, String stream, String message) {}

  private static List<String> messages(List<Expected> lines) {
    return lines.stream().map(Expected::message).toList();
  }

  private static GetLogEventsRequest.Builder get() {
    return GetLogEventsRequest.builder().logGroupName(GROUP).logStreamName("one");
  }

  private GetLogEventsResponse ask(GetLogEventsRequest.Builder request) {
    return dispatcher.call(CALLER, LogsOperations.GET_LOG_EVENTS, request.build());
  }

  private FilterLogEventsResponse ask(FilterLogEventsRequest.Builder request) {
    return dispatcher.call(CALLER, LogsOperations.FILTER_LOG_EVENTS, request.build());
  }

  private static FilterLogEventsRequest.Builder filter() {
    return FilterLogEventsRequest.builder().logGroupName(GROUP);
  }

  @Property(tries = 100)
  void forwardTokensVisitEachEventOnceInOrder(
      @ForAll @Size(max = 30) List<@IntRange(max = 3) Integer> steps,
      @ForAll @IntRange(min = 1, max = 7) int limit) {
    LogPagesTest fresh = new LogPagesTest();
    List<Expected> all = fresh.stream("one", steps);
    List<String> read = new ArrayList<>();
    GetLogEventsResponse page = fresh.ask(get().startFromHead(true).limit(limit));
    String before = "";
    while (!before.equals(page.nextForwardToken())) {
      page.events().stream().map(OutputLogEvent::message).forEach(read::add);
      before = page.nextForwardToken();
      page = fresh.ask(get().nextToken(before).limit(limit));
    }

    assertThat(page.events()).isEmpty();
    assertThat(read).isEqualTo(messages(all));
  }

  @Property(tries = 100)
  void backwardTokensVisitEachEventOnceInReverse(
      @ForAll @Size(max = 30) List<@IntRange(max = 3) Integer> steps,
      @ForAll @IntRange(min = 1, max = 7) int limit) {
    LogPagesTest fresh = new LogPagesTest();
    List<Expected> all = fresh.stream("one", steps);
    List<String> read = new ArrayList<>();
    GetLogEventsResponse page = fresh.ask(get().limit(limit));
    String before = "";
    while (!before.equals(page.nextBackwardToken())) {
      page.events().reversed().stream().map(OutputLogEvent::message).forEach(read::add);
      before = page.nextBackwardToken();
      page = fresh.ask(get().nextToken(before).limit(limit));
    }

    assertThat(read).isEqualTo(messages(all.reversed()));
  }

  @Property(tries = 100)
  void aTimeBeginsWithItsStartAndEndsBeforeItsEnd(
      @ForAll @Size(max = 30) List<@IntRange(max = 3) Integer> steps,
      @ForAll @IntRange(max = 40) int from,
      @ForAll @IntRange(max = 40) int length,
      @ForAll boolean fromHead) {
    LogPagesTest fresh = new LogPagesTest();
    List<Expected> all = fresh.stream("one", steps);
    long start = BEGIN + from;
    long end = start + length;

    GetLogEventsResponse page =
        fresh.ask(get().startTime(start).endTime(end).startFromHead(fromHead));

    assertThat(page.events())
        .extracting(OutputLogEvent::message)
        .isEqualTo(messages(all.stream().filter(l -> l.at() >= start && l.at() < end).toList()));
  }

  @Property(tries = 200)
  void theStreamsOfAGroupAreOneInTheOrderOfTime(
      @ForAll @Size(max = 12) List<@IntRange(max = 3) Integer> one,
      @ForAll @Size(max = 12) List<@IntRange(max = 3) Integer> two,
      @ForAll @Size(max = 12) List<@IntRange(max = 3) Integer> three,
      @ForAll @IntRange(max = 20) int from,
      @ForAll @IntRange(max = 20) int length,
      @ForAll @IntRange(min = 1, max = 7) int limit) {
    LogPagesTest fresh = new LogPagesTest();
    List<Expected> all = new ArrayList<>(fresh.stream("c", one));
    all.addAll(fresh.stream("a", two));
    all.addAll(fresh.stream("b", three));
    long start = BEGIN + from;
    long end = start + length;
    List<FilteredLogEvent> read = new ArrayList<>();
    FilterLogEventsResponse page;
    FilterLogEventsRequest.Builder request = filter().startTime(start).endTime(end).limit(limit);
    do {
      page = fresh.ask(request);
      read.addAll(page.events());
      request.nextToken(page.nextToken());
    } while (page.nextToken() != null);

    assertThat(read).extracting(FilteredLogEvent::eventId).doesNotHaveDuplicates();
    assertThat(read)
        .extracting(FilteredLogEvent::message)
        .isEqualTo(
            messages(
                all.stream()
                    .filter(l -> l.at() >= start && l.at() <= end)
                    .sorted(Comparator.comparingLong(Expected::at))
                    .toList()));
  }

  @Test
  void aForwardTokenOfTheEndGoesOnWhenThereIsMore() {
    stream("one", List.of(1));
    String token = ask(get()).nextForwardToken();
    assertThat(ask(get().nextToken(token)).nextForwardToken()).isEqualTo(token);
    try (Writer writer = logs.writer(GROUP, "one")) {
      writer.line(Samples.AT.plusSeconds(9), new byte[] {'x'}, 0, 1);
    }

    assertThat(ask(get().nextToken(token)).events())
        .extracting(OutputLogEvent::message)
        .containsExactly("x");
  }

  @Test
  void aPageHoldsAMebibyteOfMessages() {
    builds.add(Samples.build("shop", "one", 1, BuildStatus.SUCCEEDED, Optional.empty()));
    byte[] large = "x".repeat(200 * 1024).getBytes(StandardCharsets.UTF_8);
    try (Writer writer = logs.writer(GROUP, "one")) {
      IntStream.range(0, 12).forEach(_ -> writer.line(Samples.AT, large, 0, large.length));
    }

    assertThat(ask(get()).events()).hasSize(5);
    assertThat(ask(get().startFromHead(true)).events()).hasSize(5);
    assertThat(ask(filter()).events()).hasSize(5);
  }

  @Test
  void onlyWhatThePatternFindsIsAnswered() {
    stream("one", IntStream.range(0, 30).mapToObj(_ -> 1).toList());

    assertThat(ask(filter().filterPattern("\"one 2\" -29")).events())
        .extracting(FilteredLogEvent::message)
        .containsExactly(
            "one 2", "one 20", "one 21", "one 22", "one 23", "one 24", "one 25", "one 26", "one 27",
            "one 28");
  }

  @Test
  void aNameOfAStreamOrItsBeginningNarrowsTheSearch() {
    stream("one", List.of(1));
    stream("two", List.of(1));

    assertThat(ask(filter().logStreamNames("two")).events())
        .extracting(FilteredLogEvent::logStreamName)
        .containsExactly("two");
    assertThat(ask(filter().logStreamNamePrefix("o")).events())
        .extracting(FilteredLogEvent::logStreamName)
        .containsExactly("one");
  }

  @Test
  void streamsAreListedByNamePageByPage() {
    for (String name : List.of("b", "c", "a")) {
      stream(name, List.of(1));
    }
    DescribeLogStreamsRequest.Builder request =
        DescribeLogStreamsRequest.builder().logGroupName(GROUP).descending(true).limit(2);
    var first = dispatcher.call(CALLER, LogsOperations.DESCRIBE_LOG_STREAMS, request.build());
    var second =
        dispatcher.call(
            CALLER,
            LogsOperations.DESCRIBE_LOG_STREAMS,
            request.nextToken(first.nextToken()).build());

    assertThat(first.logStreams()).extracting(LogStream::logStreamName).containsExactly("c", "b");
    assertThat(second.logStreams()).extracting(LogStream::logStreamName).containsExactly("a");
    assertThat(second.nextToken()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "f/",
        "f/1",
        "x/",
        "b/00000000000000000000000000000000000009999999999999999999"
      })
  void aTokenThatNobodyGaveOutIsRefused(String token) {
    stream("one", List.of(1));

    refused("InvalidParameterException", () -> ask(get().nextToken(token)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "none",
        "/aws/codebuild/",
        "/aws/codebuild/none",
        "/aws/codebuild/shop/",
        "/aws/codebuild/../codebuild/shop",
        "/aws/codebuild/codepipeline/shop",
        "/aws/codepipeline/shop",
      })
  void aGroupThatNoBuildHasIsNotThere(String name) {
    stream("one", List.of(1));

    refused("ResourceNotFoundException", () -> ask(get().logGroupName(name)));
    refused("ResourceNotFoundException", () -> ask(filter().logGroupName(name)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "../shop/one", "..", "one\u0000", "/etc/passwd", "one.log"})
  void aStreamThatNoBuildHasIsNotThere(String name) {
    stream("one", List.of(1));

    refused("ResourceNotFoundException", () -> ask(get().logStreamName(name)));
    refused("ResourceNotFoundException", () -> ask(filter().logStreamNames(name)));
  }

  @Test
  void namesThatNoGroupOrStreamCanHaveAreRefused() {
    stream("one", List.of(1));
    String invalid = "InvalidParameterException";
    refused(invalid, () -> ask(get().logGroupName("a".repeat(513))));
    refused(invalid, () -> ask(get().logGroupName("a\u0000")));
    refused(invalid, () -> ask(get().logStreamName("a:b")));
    refused(invalid, () -> ask(get().logStreamName("a".repeat(513))));
    refused(invalid, () -> ask(get().logGroupIdentifier(GROUP)));
    refused(invalid, () -> ask(filter().logStreamNames("a").logStreamNamePrefix("a")));
  }

  private static void refused(String type, Runnable asked) {
    assertThatThrownBy(asked::run)
        .isInstanceOf(AwsFault.class)
        .extracting(fault -> ((AwsFault) fault).type())
        .isEqualTo(type);
  }
}
