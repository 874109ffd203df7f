package dev.baton.api.aws.logs;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.model.build.Build;
import dev.baton.model.build.BuildSummary;
import dev.baton.model.build.LogPlace;
import dev.baton.port.BuildStore;
import dev.baton.port.BuildStore.Logged;
import dev.baton.port.EventLogs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The groups and streams that there are: those of builds and those that callers have made, which
 * are one group where the names are the same. What a request names is looked up here, and only a
 * name that is there goes on to a store.
 */
final class LogGroups {

  private static final int PAGE = 1000;

  private final BuildStore builds;
  private final EventLogs made;

  LogGroups(BuildStore builds, EventLogs made) {
    this.builds = builds;
    this.made = made;
  }

  /**
   * A group.
   *
   * @param ofBuilds whether logs of builds are shown in it
   * @param made what is kept of it when somebody has made it, or changed it
   */
  record Group(String name, boolean ofBuilds, Optional<EventLogs.Group> made) {

    String arn(Caller caller) {
      return "arn:aws:logs:%s:%s:log-group:%s".formatted(caller.region(), caller.account(), name);
    }
  }

  /**
   * A build's log, or a stream that somebody has made.
   *
   * @param sequence orders streams that say something at the same time
   * @param startedAt not after the first line's time
   * @param made the stream's id, when it is no build's
   * @param kept where the log lies, when it is a build's
   */
  record Stream(
      long sequence,
      String name,
      Instant createdAt,
      Instant startedAt,
      Optional<Instant> endedAt,
      Optional<Long> made,
      Optional<LogPlace.Stream> kept) {

    /** So that no build has the number of a stream. */
    private static final long MADE = Long.MAX_VALUE / 2;

    static Stream of(Logged logged) {
      BuildSummary build = logged.listed().summary();
      int colon = build.id().indexOf(':');
      var kept =
          new LogPlace.Stream(
              Build.logGroupOf(build.id().substring(0, colon)), build.id().substring(colon + 1));
      return new Stream(
          logged.listed().sequence(),
          logged.stream(),
          build.startedAt(),
          build.startedAt(),
          build.endedAt(),
          Optional.empty(),
          Optional.of(kept));
    }

    static Stream of(EventLogs.Stream stream) {
      Instant first = stream.first().orElse(stream.created());
      return new Stream(
          MADE + stream.id(),
          stream.name(),
          stream.created(),
          first,
          Optional.of(stream.last().orElse(first)),
          Optional.of(stream.id()),
          Optional.empty());
    }
  }

  /** Every group, by name. */
  List<Group> all(Caller caller) {
    Map<String, Group> groups = new TreeMap<>();
    made.groups(caller.account(), caller.region())
        .forEach(
            group ->
                groups.put(
                    group.key().name(), new Group(group.key().name(), false, Optional.of(group))));
    String after = "";
    List<String> some;
    do {
      some = builds.logGroups(caller.account(), caller.region(), after, PAGE);
      for (String name : some) {
        Optional<EventLogs.Group> known =
            Optional.ofNullable(groups.get(name)).flatMap(Group::made);
        groups.put(name, new Group(name, true, known));
      }
      after = some.isEmpty() ? after : some.getLast();
    } while (some.size() == PAGE);
    return List.copyOf(groups.values());
  }

  /** When a group was made, or its oldest build that is still there began. */
  Instant createdAt(Caller caller, Group group) {
    Optional<Instant> oldest =
        first(caller, group.name()).map(logged -> logged.listed().summary().startedAt());
    return java.util.stream.Stream.concat(
            oldest.stream(), group.made().map(EventLogs.Group::created).stream())
        .min(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  /**
   * The group that a request means: by its name, or by its name or ARN as the identifier.
   *
   * @throws AwsFault when it names none, two, or one that is not there
   */
  Group named(Caller caller, @Nullable String name, @Nullable String identifier) {
    if ((name == null) == (identifier == null)) {
      throw invalid("Specify exactly one of logGroupName and logGroupIdentifier.");
    }
    return find(caller, name == null ? plain(caller, String.valueOf(identifier)) : name)
        .orElseThrow(() -> notFound("The specified log group does not exist."));
  }

  /** The name in an identifier; an ARN of another account or region is no group's name here. */
  static String plain(Caller caller, String identifier) {
    String prefix = "arn:aws:logs:%s:%s:log-group:".formatted(caller.region(), caller.account());
    return identifier.startsWith(prefix) ? identifier.substring(prefix.length()) : identifier;
  }

  /** The group of that name; empty when neither a build nor anybody else has made it. */
  Optional<Group> find(Caller caller, String name) {
    boolean ofBuilds = first(caller, name).isPresent();
    Optional<EventLogs.Group> known = made.find(key(caller, name));
    return ofBuilds || known.isPresent()
        ? Optional.of(new Group(name, ofBuilds, known))
        : Optional.empty();
  }

  static EventLogs.Key key(Caller caller, String name) {
    return new EventLogs.Key(caller.account(), caller.region(), name);
  }

  private Optional<Logged> first(Caller caller, String group) {
    return page(caller, group, BuildStore.Order.OLDEST_FIRST.begin(), 1).stream().findFirst();
  }

  /** The streams of a group that are as wanted, the build that was asked for first ahead. */
  List<Stream> streams(Caller caller, Group group, Predicate<Stream> wanted) {
    List<Stream> streams = new ArrayList<>();
    addBuilds(caller, group.name(), wanted, streams);
    made.streams(key(caller, group.name())).stream()
        .map(Stream::of)
        .filter(wanted)
        .forEach(streams::add);
    return streams;
  }

  private void addBuilds(
      Caller caller, String group, Predicate<Stream> wanted, List<Stream> streams) {
    long from = BuildStore.Order.OLDEST_FIRST.begin();
    List<Logged> some;
    do {
      some = page(caller, group, from, PAGE);
      some.stream().map(Stream::of).filter(wanted).forEach(streams::add);
      from = some.isEmpty() ? from : some.getLast().listed().sequence();
    } while (some.size() == PAGE);
  }

  /**
   * The stream of that name.
   *
   * @throws AwsFault when there is none
   */
  Stream stream(Caller caller, Group group, String name) {
    return findStream(caller, group, name)
        .orElseThrow(() -> notFound("The specified log stream does not exist."));
  }

  Optional<Stream> findStream(Caller caller, Group group, String name) {
    return builds
        .logged(caller.account(), caller.region(), new LogPlace.Stream(group.name(), name))
        .map(Stream::of)
        .or(() -> made.stream(key(caller, group.name()), name).map(Stream::of));
  }

  private List<Logged> page(Caller caller, String group, long from, int limit) {
    return builds.logged(caller.account(), caller.region(), group, from, limit);
  }

  static AwsFault invalid(String message) {
    return new AwsFault("InvalidParameterException", 400, message);
  }

  static AwsFault notFound(String message) {
    return new AwsFault("ResourceNotFoundException", 400, message);
  }
}
