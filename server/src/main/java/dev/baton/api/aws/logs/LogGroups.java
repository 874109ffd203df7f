package dev.baton.api.aws.logs;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.port.BuildStore;
import dev.baton.port.BuildStore.Listed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The groups and streams that builds have: what a request names is looked up here, and only a name
 * that a build has goes on to the log store.
 */
final class LogGroups {

  private static final String BUILDS = "/aws/codebuild/";
  private static final String COMMANDS = "/aws/codepipeline/";
  private static final String COMMANDS_PROJECT = "codepipeline/";
  private static final int PAGE = 1000;

  private final BuildStore builds;

  LogGroups(BuildStore builds) {
    this.builds = builds;
  }

  /** A group, and what the builds in it are stored under. */
  record Group(String name, String project) {

    static Group of(String project) {
      return project.startsWith(COMMANDS_PROJECT)
          ? new Group("/aws/" + project, project)
          : new Group(BUILDS + project, project);
    }

    String arn(Caller caller) {
      return "arn:aws:logs:%s:%s:log-group:%s".formatted(caller.region(), caller.account(), name);
    }
  }

  /**
   * A build's log.
   *
   * @param sequence the build's, which orders streams that say something at the same time
   * @param startedAt before the first line's time
   */
  record Stream(long sequence, String name, Instant startedAt, Optional<Instant> endedAt) {

    static Stream of(Listed listed) {
      String id = listed.summary().id();
      return new Stream(
          listed.sequence(),
          id.substring(id.indexOf(':') + 1),
          listed.summary().startedAt(),
          listed.summary().endedAt());
    }
  }

  /** Every group, by name. */
  List<Group> all(Caller caller) {
    List<Group> groups = new ArrayList<>();
    String after = "";
    List<String> some;
    do {
      some = builds.projects(caller.account(), caller.region(), after, PAGE);
      some.forEach(project -> groups.add(Group.of(project)));
      after = some.isEmpty() ? after : some.getLast();
    } while (some.size() == PAGE);
    groups.sort(Comparator.comparing(Group::name));
    return groups;
  }

  /** When a group's oldest build that is still there began. */
  Instant createdAt(Caller caller, Group group) {
    return first(caller, group).map(listed -> listed.summary().startedAt()).orElse(Instant.EPOCH);
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

  private Optional<Group> find(Caller caller, String name) {
    return project(name).map(Group::of).filter(group -> first(caller, group).isPresent());
  }

  private static Optional<String> project(String name) {
    String rest = name.substring(name.lastIndexOf('/') + 1);
    if (name.equals(BUILDS + rest)) {
      return Optional.of(rest);
    }
    return name.equals(COMMANDS + rest) ? Optional.of(COMMANDS_PROJECT + rest) : Optional.empty();
  }

  private Optional<Listed> first(Caller caller, Group group) {
    return page(caller, group, BuildStore.Order.OLDEST_FIRST.begin(), 1).stream().findFirst();
  }

  /** The streams of a group that are as wanted, the build that was asked for first ahead. */
  List<Stream> streams(Caller caller, Group group, Predicate<Stream> wanted) {
    List<Stream> streams = new ArrayList<>();
    long from = BuildStore.Order.OLDEST_FIRST.begin();
    List<Listed> some;
    do {
      some = page(caller, group, from, PAGE);
      some.stream().map(Stream::of).filter(wanted).forEach(streams::add);
      from = some.isEmpty() ? from : some.getLast().sequence();
    } while (some.size() == PAGE);
    return streams;
  }

  /**
   * The stream of that name.
   *
   * @throws AwsFault when there is none
   */
  String stream(Caller caller, Group group, String name) {
    return builds
        .find(group.project() + ":" + name)
        .filter(build -> build.account().equals(caller.account()))
        .filter(build -> build.region().equals(caller.region()))
        .map(build -> build.uuid())
        .orElseThrow(() -> notFound("The specified log stream does not exist."));
  }

  private List<Listed> page(Caller caller, Group group, long from, int limit) {
    return builds.list(
        caller.account(),
        caller.region(),
        Optional.of(group.project()),
        BuildStore.Order.OLDEST_FIRST,
        from,
        limit);
  }

  static AwsFault invalid(String message) {
    return new AwsFault("InvalidParameterException", 400, message);
  }

  private static AwsFault notFound(String message) {
    return new AwsFault("ResourceNotFoundException", 400, message);
  }
}
