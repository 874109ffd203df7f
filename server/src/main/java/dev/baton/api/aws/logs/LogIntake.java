package dev.baton.api.aws.logs;

import static dev.baton.api.aws.AwsFault.required;
import static dev.baton.api.aws.logs.LogGroups.invalid;

import dev.baton.api.aws.Caller;
import dev.baton.port.EventLogs;
import dev.baton.port.EventLogs.Event;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedEntityInfo;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedLogEventsInfo;

/**
 * Takes events in, by the rules that PutLogEvents documents: a batch of at most 1,048,576 bytes, 26
 * more for each event, in the order of time and of at most a day; what is older than fourteen days
 * or than the group keeps, and what is more than two hours ahead, is rejected, the rest kept.
 * Sequence tokens count for nothing.
 */
final class LogIntake {

  private static final int MOST_BYTES = 1_048_576;
  private static final int EACH = 26;
  private static final Duration SPAN = Duration.ofHours(24);
  private static final Duration OLD = Duration.ofDays(14);
  private static final Duration NEW = Duration.ofHours(2);

  private final EventLogs store;
  private final InstantSource clock;

  LogIntake(EventLogs store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  PutLogEventsResponse put(Caller caller, PutLogEventsRequest request) {
    EventLogs.Key key = LogGroups.key(caller, required(request.logGroupName(), "logGroupName"));
    String stream = required(request.logStreamName(), "logStreamName");
    EventLogs.Group group =
        store
            .find(key)
            .orElseThrow(() -> LogGroups.notFound("The specified log group does not exist."));
    List<InputLogEvent> events = request.logEvents();
    check(events);
    Instant now = clock.instant();
    int expired = before(events, kept(group, now));
    int old = before(events, now.minus(OLD));
    int ahead = before(events, now.plus(NEW).plusMillis(1));
    List<Event> taken =
        events.subList(Math.min(Math.max(expired, old), ahead), ahead).stream()
            .map(event -> new Event(Instant.ofEpochMilli(event.timestamp()), event.message()))
            .toList();
    if (!store.put(key, stream, taken, now)) {
      throw LogGroups.notFound("The specified log stream does not exist.");
    }
    return PutLogEventsResponse.builder()
        .nextSequenceToken(String.format(Locale.ROOT, "%056d", now.toEpochMilli()))
        .rejectedLogEventsInfo(rejected(events.size(), expired, old, ahead))
        .rejectedEntityInfo(
            request.entity() == null
                ? null
                : RejectedEntityInfo.builder().errorType("UnsupportedLogGroupType").build())
        .build();
  }

  private static Instant kept(EventLogs.Group group, Instant now) {
    OptionalInt days = group.notes().retentionDays();
    return days.isPresent() ? now.minus(Duration.ofDays(days.getAsInt())) : Instant.EPOCH;
  }

  private static void check(List<InputLogEvent> events) {
    long bytes = 0;
    long last = Long.MIN_VALUE;
    for (InputLogEvent event : events) {
      bytes += event.message().getBytes(StandardCharsets.UTF_8).length + (long) EACH;
      if (event.timestamp() < last) {
        throw invalid(
            "Log events in a single PutLogEvents request must be in chronological order.");
      }
      last = event.timestamp();
    }
    if (bytes > MOST_BYTES) {
      throw invalid("Upload too large: %d bytes exceeds limit of %d".formatted(bytes, MOST_BYTES));
    }
    if (last - events.getFirst().timestamp() > SPAN.toMillis()) {
      throw invalid(
          "The batch of log events in a single PutLogEvents request cannot span more than 24"
              + " hours.");
    }
  }

  /** How many of the events are of an earlier time. */
  private static int before(List<InputLogEvent> events, Instant at) {
    return (int) events.stream().filter(event -> event.timestamp() < at.toEpochMilli()).count();
  }

  private static @Nullable RejectedLogEventsInfo rejected(
      int all, int expired, int old, int ahead) {
    if (expired == 0 && old == 0 && ahead == all) {
      return null;
    }
    return RejectedLogEventsInfo.builder()
        .expiredLogEventEndIndex(expired == 0 ? null : expired)
        .tooOldLogEventEndIndex(old == 0 ? null : old)
        .tooNewLogEventStartIndex(ahead == all ? null : ahead)
        .build();
  }
}
