package dev.baton.testkit;

import dev.baton.model.build.Build;
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

  private final Map<String, Listed> builds = new LinkedHashMap<>();
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
    builds.put(build.id(), new Listed(++sequence, build));
  }

  @Override
  public synchronized void save(Build build) {
    Listed before = builds.get(build.id());
    if (before == null) {
      throw new IllegalArgumentException("there is no build " + build.id());
    }
    builds.put(build.id(), new Listed(before.sequence(), build));
  }

  @Override
  public void saveSoon(Build build) {
    save(build);
  }

  @Override
  public synchronized Optional<Build> find(String id) {
    return Optional.ofNullable(builds.get(id)).map(Listed::build);
  }

  @Override
  public synchronized List<Build> byPrefix(String account, String region, String prefix) {
    return all(account, region)
        .map(Listed::build)
        .filter(build -> build.id().startsWith(prefix) || build.uuid().startsWith(prefix))
        .limit(2)
        .toList();
  }

  @Override
  public synchronized List<Build> ofAction(String actionExecutionId) {
    return builds.values().stream()
        .map(Listed::build)
        .filter(build -> build.request().parentAction().equals(Optional.of(actionExecutionId)))
        .toList();
  }

  @Override
  public synchronized List<Build> unfinished() {
    return builds.values().stream()
        .map(Listed::build)
        .filter(build -> !build.isComplete())
        .toList();
  }

  @Override
  public synchronized List<Listed> list(
      String account, String region, Optional<String> project, long before, int limit) {
    return all(account, region)
        .filter(listed -> project.isEmpty() || listed.build().project().equals(project.get()))
        .filter(listed -> listed.sequence() < before)
        .sorted(Comparator.comparing(Listed::sequence).reversed())
        .limit(limit)
        .toList();
  }

  private Stream<Listed> all(String account, String region) {
    return builds.values().stream()
        .filter(listed -> listed.build().account().equals(account))
        .filter(listed -> listed.build().region().equals(region));
  }
}
