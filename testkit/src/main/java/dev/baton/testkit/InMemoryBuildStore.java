package dev.baton.testkit;

import dev.baton.model.build.Build;
import dev.baton.model.build.BuildSummary;
import dev.baton.model.build.LogPlace;
import dev.baton.port.BuildStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Builds in memory, behind one lock. */
public final class InMemoryBuildStore implements BuildStore {

  private record Row(long sequence, Build build) {}

  private final Map<String, Row> builds = new LinkedHashMap<>();
  private final Map<List<String>, Long> numbers = new HashMap<>();
  private long sequence;

  @Override
  public synchronized long nextNumber(String account, String region, String project) {
    return numbers.merge(List.of(account, region, project), 1L, Long::sum);
  }

  @Override
  public synchronized void add(Build build) {
    if (builds.containsKey(build.id())) {
      throw new IllegalArgumentException("there is a build " + build.id() + " already");
    }
    builds.put(build.id(), new Row(++sequence, build));
  }

  @Override
  public synchronized void save(Build build) {
    Row before = builds.get(build.id());
    if (before == null) {
      throw new IllegalArgumentException("there is no build " + build.id());
    }
    builds.put(build.id(), new Row(before.sequence(), build));
  }

  @Override
  public void saveSoon(Build build) {
    save(build);
  }

  @Override
  public synchronized Optional<Build> find(String id) {
    return Optional.ofNullable(builds.get(id)).map(Row::build);
  }

  @Override
  public synchronized List<Build> byPrefix(String account, String region, String prefix) {
    return all(account, region)
        .map(Row::build)
        .filter(build -> build.id().startsWith(prefix) || build.uuid().startsWith(prefix))
        .limit(2)
        .toList();
  }

  @Override
  public synchronized List<Build> ofAction(String actionExecutionId) {
    return builds.values().stream()
        .map(Row::build)
        .filter(build -> build.request().parentAction().equals(Optional.of(actionExecutionId)))
        .toList();
  }

  @Override
  public synchronized List<Build> unfinished() {
    return builds.values().stream().map(Row::build).filter(build -> !build.isComplete()).toList();
  }

  @Override
  public synchronized List<Build> find(List<String> ids) {
    return ids.stream().flatMap(id -> find(id).stream()).toList();
  }

  @Override
  public synchronized boolean delete(String id) {
    boolean complete = find(id).filter(Build::isComplete).isPresent();
    return complete && builds.remove(id) != null;
  }

  @Override
  public synchronized List<Listed> list(
      String account, String region, Optional<String> project, Order order, long from, int limit) {
    Comparator<Row> oldestFirst = Comparator.comparing(Row::sequence);
    return all(account, region)
        .filter(row -> project.isEmpty() || row.build().project().equals(project.get()))
        .filter(row -> order == Order.NEWEST_FIRST ? row.sequence() < from : row.sequence() > from)
        .sorted(order == Order.NEWEST_FIRST ? oldestFirst.reversed() : oldestFirst)
        .limit(limit)
        .map(row -> new Listed(row.sequence(), BuildSummary.of(row.build())))
        .toList();
  }

  @Override
  public synchronized List<String> logGroups(
      String account, String region, String after, int limit) {
    return all(account, region)
        .flatMap(row -> row.build().shownLog().stream())
        .map(LogPlace.Stream::group)
        .filter(group -> group.compareTo(after) > 0)
        .distinct()
        .sorted()
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<Logged> logged(
      String account, String region, String group, long from, int limit) {
    return all(account, region)
        .filter(row -> row.sequence() > from)
        .sorted(Comparator.comparing(Row::sequence))
        .flatMap(row -> logged(row, group).stream())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized Optional<Logged> logged(
      String account, String region, LogPlace.Stream stream) {
    return all(account, region)
        .flatMap(row -> logged(row, stream.group()).stream())
        .filter(logged -> logged.stream().equals(stream.name()))
        .findFirst();
  }

  private static Optional<Logged> logged(Row row, String group) {
    var listed = new Listed(row.sequence(), BuildSummary.of(row.build()));
    return row.build()
        .shownLog()
        .filter(shown -> shown.group().equals(group))
        .map(shown -> new Logged(listed, shown.name()));
  }

  private Stream<Row> all(String account, String region) {
    return builds.values().stream()
        .filter(row -> row.build().account().equals(account))
        .filter(row -> row.build().region().equals(region));
  }
}
