package dev.baton.api.aws.logs;

import static dev.baton.api.aws.logs.LogGroups.invalid;

import dev.baton.api.aws.Caller;
import dev.baton.api.aws.logs.LogGroups.Group;
import dev.baton.api.aws.logs.LogGroups.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;

/**
 * The streams of a group as one, in the order of time. A page ends when it is full, or when enough
 * lines were looked at that are not wanted: then it has fewer events, maybe none, and a token.
 */
final class LogSearch {

  /** How many bytes of lines one request looks at. */
  private static final long MOST_SEEN = 32L * 1024 * 1024;

  /** What looking at a line costs beside its message. */
  private static final int EACH = 26;

  /** How much later than its build's end a log's last line may be. */
  private static final Duration LATE = Duration.ofMinutes(10);

  private final LogGroups groups;
  private final LogLines logs;

  LogSearch(LogGroups groups, LogLines logs) {
    this.groups = groups;
    this.logs = logs;
  }

  FilterLogEventsResponse filter(Caller caller, FilterLogEventsRequest request) {
    LogEvents.refuseUnmask(request.unmask());
    FilterPattern pattern = FilterPattern.of(orEmpty(request.filterPattern()));
    Group group = groups.named(caller, request.logGroupName(), request.logGroupIdentifier());
    Optional<Moment> reached = Moment.of(request.nextToken());
    long begin =
        Math.max(
            request.startTime() == null ? 0 : request.startTime(),
            reached.map(Moment::millis).orElse(0L));
    long end = request.endTime() == null ? Long.MAX_VALUE : request.endTime();
    List<Stream> streams = streams(caller, group, request, begin, end);
    MergedLines lines = new MergedLines(logs, streams, begin, reached);
    return page(
        lines, pattern, end, request.limit() == null ? LogEvents.MOST_EVENTS : request.limit());
  }

  /** The streams that may have lines between two times, the end with them. */
  private List<Stream> streams(
      Caller caller, Group group, FilterLogEventsRequest request, long begin, long end) {
    String prefix = orEmpty(request.logStreamNamePrefix());
    if (!prefix.isEmpty() && !request.logStreamNames().isEmpty()) {
      throw invalid("logStreamNames and logStreamNamePrefix cannot be used together.");
    }
    Set<String> names = new HashSet<>();
    request.logStreamNames().forEach(name -> names.add(groups.stream(caller, group, name).name()));
    Predicate<Stream> named =
        stream ->
            names.isEmpty() ? stream.name().startsWith(prefix) : names.contains(stream.name());
    Predicate<Stream> then =
        stream ->
            stream.startedAt().toEpochMilli() <= end
                && stream
                    .endedAt()
                    .map(ended -> ended.plus(LATE).toEpochMilli() >= begin)
                    .orElse(true);
    return groups.streams(caller, group, named.and(then));
  }

  private static FilterLogEventsResponse page(
      MergedLines lines, FilterPattern pattern, long end, int limit) {
    List<FilteredLogEvent> events = new ArrayList<>();
    long bytes = 0;
    long seen = 0;
    Optional<MergedLines.Found> next = lines.peek();
    Optional<Moment> last = Optional.empty();
    while (next.isPresent() && next.get().moment().millis() <= end) {
      MergedLines.Found found = next.get();
      boolean wanted = pattern.finds(found.placed().line().message());
      long size = wanted ? LogEvents.bytes(found.placed()) : 0;
      boolean full =
          seen > MOST_SEEN
              || events.size() == limit
              || (!events.isEmpty() && bytes + size > LogEvents.MOST_BYTES);
      if (full) {
        return answer(events, last.map(Moment::text).orElse(null));
      }
      if (wanted) {
        events.add(shape(found));
        bytes += size;
      }
      seen += LogEvents.bytes(found.placed()) + EACH;
      last = Optional.of(found.moment());
      lines.advance();
      next = lines.peek();
    }
    return answer(events, null);
  }

  private static FilterLogEventsResponse answer(
      List<FilteredLogEvent> events, @Nullable String token) {
    return FilterLogEventsResponse.builder()
        .events(events)
        .searchedLogStreams(List.of())
        .nextToken(token)
        .build();
  }

  private static FilteredLogEvent shape(MergedLines.Found found) {
    Moment moment = found.moment();
    return FilteredLogEvent.builder()
        .logStreamName(found.stream())
        .timestamp(moment.millis())
        .message(found.placed().line().message())
        .ingestionTime(moment.millis())
        .eventId(
            String.format(
                Locale.ROOT,
                "%018d%019d%019d",
                moment.millis(),
                moment.sequence(),
                found.placed().from()))
        .build();
  }

  /**
   * A line's place in the order of a group's lines.
   *
   * @param sequence of the build, which decides between lines of one time
   * @param next behind the line in its stream
   */
  record Moment(long millis, long sequence, long next) {

    static Optional<Moment> of(@Nullable String token) {
      if (token == null || token.isEmpty()) {
        return Optional.empty();
      }
      String[] parts = token.split(" ", -1);
      try {
        if (parts.length == 3) {
          return Optional.of(
              new Moment(
                  Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2])));
        }
      } catch (NumberFormatException e) {
        throw invalid("The specified nextToken is invalid.");
      }
      throw invalid("The specified nextToken is invalid.");
    }

    String text() {
      return millis + " " + sequence + " " + next;
    }
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
