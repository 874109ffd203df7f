package dev.baton.api.aws.logs;

import static dev.baton.api.aws.logs.LogGroups.invalid;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.logs.LogGroups.Group;
import dev.baton.api.aws.logs.LogGroups.Stream;
import dev.baton.port.LogStore.Most;
import dev.baton.port.LogStore.Placed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;

/**
 * One stream, page by page, both ways. A token is a way and a place between two lines; at the end
 * of a way the token stays the same, as CloudWatch Logs documents it, and goes on when there is
 * more. A token reads nothing but the stream that the request names.
 */
final class LogEvents {

  /** What one answer carries, in events and in bytes of their messages. */
  static final int MOST_EVENTS = 10_000;

  static final int MOST_BYTES = 1024 * 1024;

  private static final Pattern TOKEN = Pattern.compile("([fb])/0{37}([0-9]{19})");

  private final LogGroups groups;
  private final LogLines logs;

  LogEvents(LogGroups groups, LogLines logs) {
    this.groups = groups;
    this.logs = logs;
  }

  /** Lines that stand one behind the other, and where they do. */
  private record Stretch(List<Placed> lines, long from, long next) {}

  /**
   * The part of a stream that is asked for.
   *
   * @param low where the first line of the wanted time is
   * @param high behind the last one; the largest number for the stream's end
   */
  private record Range(Stream stream, long low, long high) {}

  GetLogEventsResponse get(Caller caller, GetLogEventsRequest request) {
    refuseUnmask(request.unmask());
    Group group = groups.named(caller, request.logGroupName(), request.logGroupIdentifier());
    Stream stream =
        groups.stream(caller, group, AwsFault.required(request.logStreamName(), "logStreamName"));
    Range range = range(stream, request);
    int limit = request.limit() == null ? MOST_EVENTS : request.limit();
    Stretch stretch = stretch(range, request, limit);
    return GetLogEventsResponse.builder()
        .events(stretch.lines().stream().map(LogEvents::shape).toList())
        .nextForwardToken(token('f', stretch.next()))
        .nextBackwardToken(token('b', stretch.from()))
        .build();
  }

  static void refuseUnmask(@Nullable Boolean unmask) {
    if (Boolean.TRUE.equals(unmask)) {
      throw invalid("unmask is not supported: what is masked in a build's log was never kept.");
    }
  }

  private Range range(Stream stream, GetLogEventsRequest request) {
    long low =
        request.startTime() == null
            ? 0
            : logs.seek(stream, Instant.ofEpochMilli(request.startTime()));
    long high =
        request.endTime() == null
            ? Long.MAX_VALUE
            : logs.seek(stream, Instant.ofEpochMilli(request.endTime()));
    return new Range(stream, low, high);
  }

  private Stretch stretch(Range range, GetLogEventsRequest request, int limit) {
    String token = request.nextToken();
    if (token == null) {
      return Boolean.TRUE.equals(request.startFromHead())
          ? forward(range, range.low(), limit)
          : backward(range, range.high(), limit);
    }
    Matcher parts = TOKEN.matcher(token);
    if (!parts.matches()) {
      throw invalid("The specified nextToken is invalid.");
    }
    long place = place(parts.group(2));
    return parts.group(1).equals("f")
        ? forward(range, place, limit)
        : backward(range, place, limit);
  }

  private static long place(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw invalid("The specified nextToken is invalid.");
    }
  }

  private Stretch forward(Range range, long place, int limit) {
    long from = Math.max(place, range.low());
    List<Placed> lines =
        logs.after(range.stream(), from, new Most(limit, MOST_BYTES)).stream()
            .takeWhile(line -> line.from() < range.high())
            .toList();
    List<Placed> some = lines.subList(0, fitting(lines));
    return some.isEmpty()
        ? new Stretch(some, place, place)
        : new Stretch(some, some.getFirst().from(), some.getLast().next());
  }

  private Stretch backward(Range range, long place, int limit) {
    long end = Math.min(place, range.high());
    List<Placed> lines =
        logs.before(range.stream(), end, new Most(limit, MOST_BYTES)).stream()
            .dropWhile(line -> line.from() < range.low())
            .toList();
    List<Placed> some = lines.subList(lines.size() - fitting(lines.reversed()), lines.size());
    if (!some.isEmpty()) {
      return new Stretch(some, some.getFirst().from(), some.getLast().next());
    }
    // An empty stream has no end yet: what comes stands behind its beginning.
    long here = place == Long.MAX_VALUE ? range.low() : place;
    return new Stretch(some, here, here);
  }

  /** How many of the lines one answer carries; one at the least. */
  private static int fitting(List<Placed> lines) {
    long bytes = 0;
    int count = 0;
    for (Placed placed : lines) {
      bytes += bytes(placed);
      if (count > 0 && bytes > MOST_BYTES) {
        break;
      }
      count++;
    }
    return count;
  }

  static int bytes(Placed placed) {
    return placed.line().message().getBytes(StandardCharsets.UTF_8).length;
  }

  private static String token(char way, long place) {
    return String.format(Locale.ROOT, "%c/%056d", way, place);
  }

  private static OutputLogEvent shape(Placed placed) {
    long millis = placed.line().at().toEpochMilli();
    return OutputLogEvent.builder()
        .timestamp(millis)
        .message(placed.line().message())
        .ingestionTime(millis)
        .build();
  }
}
