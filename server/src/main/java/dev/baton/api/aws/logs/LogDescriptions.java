package dev.baton.api.aws.logs;

import static dev.baton.api.aws.logs.LogGroups.invalid;

import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Page;
import dev.baton.api.aws.logs.LogGroups.Group;
import dev.baton.api.aws.logs.LogGroups.Stream;
import dev.baton.port.EventLogs;
import dev.baton.port.LogStore.Most;
import dev.baton.port.LogStore.Placed;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogStream;

/** Which groups and streams there are. */
final class LogDescriptions {

  private static final int PAGE = 50;
  private static final Most ONE = new Most(1, 1);

  private final LogGroups groups;
  private final LogLines logs;

  LogDescriptions(LogGroups groups, LogLines logs) {
    this.groups = groups;
    this.logs = logs;
  }

  DescribeLogGroupsResponse groups(Caller caller, DescribeLogGroupsRequest request) {
    refuseOtherAccounts(request);
    String prefix = orEmpty(request.logGroupNamePrefix());
    String part = orEmpty(request.logGroupNamePattern());
    if (!prefix.isEmpty() && !part.isEmpty()) {
      throw invalid("logGroupNamePrefix and logGroupNamePattern cannot be used together.");
    }
    Set<String> named = new HashSet<>();
    request.logGroupIdentifiers().forEach(id -> named.add(LogGroups.plain(caller, id)));
    boolean standard =
        request.logGroupClass() == null || request.logGroupClassAsString().equals("STANDARD");
    String after = place(request.nextToken());
    int size = Page.size(request.limit(), PAGE);
    List<Group> found =
        groups.all(caller).stream()
            .filter(_ -> standard)
            .filter(group -> group.name().startsWith(prefix) && group.name().contains(part))
            .filter(group -> named.isEmpty() || named.contains(group.name()))
            .filter(group -> group.name().compareTo(after) > 0)
            .limit(size + 1L)
            .toList();
    Page<Group> page = Page.cut(found, size, Group::name);
    return DescribeLogGroupsResponse.builder()
        .logGroups(page.elements().stream().map(group -> shape(caller, group)).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private static void refuseOtherAccounts(DescribeLogGroupsRequest request) {
    if (!request.accountIdentifiers().isEmpty()
        || Boolean.TRUE.equals(request.includeLinkedAccounts())) {
      throw invalid(
          "accountIdentifiers and includeLinkedAccounts are not supported: no account is linked.");
    }
  }

  private LogGroup shape(Caller caller, Group group) {
    return LogGroup.builder()
        .logGroupName(group.name())
        .creationTime(groups.createdAt(caller, group).toEpochMilli())
        .metricFilterCount(0)
        .retentionInDays(retention(group))
        .storedBytes(group.made().map(EventLogs.Group::bytes).orElse(0L))
        .arn(group.arn(caller) + ":*")
        .logGroupArn(group.arn(caller))
        .logGroupClass("STANDARD")
        .build();
  }

  private static @Nullable Integer retention(Group group) {
    OptionalInt days =
        group.made().map(made -> made.notes().retentionDays()).orElse(OptionalInt.empty());
    return days.isPresent() ? days.getAsInt() : null;
  }

  DescribeLogStreamsResponse streams(Caller caller, DescribeLogStreamsRequest request) {
    Group group = groups.named(caller, request.logGroupName(), request.logGroupIdentifier());
    String prefix = orEmpty(request.logStreamNamePrefix());
    boolean byTime = "LastEventTime".equals(request.orderByAsString());
    if (byTime && !prefix.isEmpty()) {
      throw invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
    }
    boolean descending = Boolean.TRUE.equals(request.descending());
    Comparator<String> order = Comparator.naturalOrder();
    Comparator<String> asked = descending ? order.reversed() : order;
    String after = place(request.nextToken());
    int size = Page.size(request.limit(), PAGE);
    List<Stream> found =
        groups
            .streams(
                caller,
                group,
                stream ->
                    stream.name().startsWith(prefix)
                        && (after.isEmpty() || asked.compare(key(stream, byTime), after) > 0))
            .stream()
            .sorted(Comparator.comparing(stream -> key(stream, byTime), asked))
            .limit(size + 1L)
            .toList();
    Page<Stream> page = Page.cut(found, size, stream -> key(stream, byTime));
    return DescribeLogStreamsResponse.builder()
        .logStreams(page.elements().stream().map(stream -> shape(caller, group, stream)).toList())
        .nextToken(page.nextToken())
        .build();
  }

  /** What a stream is sorted by; a build that runs has spoken last. */
  private static String key(Stream stream, boolean byTime) {
    return byTime
        ? "%019d %019d"
            .formatted(
                stream.endedAt().map(Instant::toEpochMilli).orElse(Long.MAX_VALUE),
                stream.sequence())
        : stream.name();
  }

  private LogStream shape(Caller caller, Group group, Stream stream) {
    Optional<Long> first = time(logs.after(stream, 0, ONE));
    Optional<Long> last = time(logs.before(stream, Long.MAX_VALUE, ONE));
    return LogStream.builder()
        .logStreamName(stream.name())
        .creationTime(stream.createdAt().toEpochMilli())
        .firstEventTimestamp(first.orElse(null))
        .lastEventTimestamp(last.orElse(null))
        .lastIngestionTime(last.orElse(null))
        .arn(group.arn(caller) + ":log-stream:" + stream.name())
        .build();
  }

  private static Optional<Long> time(List<Placed> lines) {
    return lines.stream().findFirst().map(placed -> placed.line().at().toEpochMilli());
  }

  private static String place(@Nullable String token) {
    return Page.after(token, "InvalidParameterException").orElse("");
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
