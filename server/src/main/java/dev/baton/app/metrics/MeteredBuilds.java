package dev.baton.app.metrics;

import dev.baton.model.build.Build;
import dev.baton.model.build.LogPlace;
import dev.baton.port.BuildStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Counts builds that are recorded and builds whose end is. */
public final class MeteredBuilds implements BuildStore {

  private final BuildStore store;
  private final Meters meters;

  /** Builds whose end was not counted yet: an ended build may be saved again. */
  private final Set<String> open = ConcurrentHashMap.newKeySet();

  public MeteredBuilds(BuildStore store, Meters meters) {
    this.store = store;
    this.meters = meters;
    store.unfinished().forEach(build -> open.add(build.id()));
  }

  @Override
  public void add(Build build) {
    store.add(build);
    open.add(build.id());
    meters.buildStarted();
    count(build);
  }

  @Override
  public void save(Build build) {
    store.save(build);
    count(build);
  }

  @Override
  public void saveSoon(Build build) {
    store.saveSoon(build);
    count(build);
  }

  private void count(Build build) {
    if (build.isComplete() && open.remove(build.id())) {
      Duration took =
          Duration.between(build.startedAt(), build.endedAt().orElse(build.startedAt()));
      meters.buildEnded(build.status(), took);
    }
  }

  @Override
  public long nextNumber(String account, String region, String project) {
    return store.nextNumber(account, region, project);
  }

  @Override
  public Optional<Build> find(String id) {
    return store.find(id);
  }

  @Override
  public List<Build> find(List<String> ids) {
    return store.find(ids);
  }

  @Override
  public boolean delete(String id) {
    return store.delete(id);
  }

  @Override
  public List<Build> byPrefix(String account, String region, String prefix) {
    return store.byPrefix(account, region, prefix);
  }

  @Override
  public List<Build> ofAction(String actionExecutionId) {
    return store.ofAction(actionExecutionId);
  }

  @Override
  public List<Build> unfinished() {
    return store.unfinished();
  }

  @Override
  public List<Listed> list(
      String account, String region, Optional<String> project, Order order, long from, int limit) {
    return store.list(account, region, project, order, from, limit);
  }

  @Override
  public List<String> logGroups(String account, String region, String after, int limit) {
    return store.logGroups(account, region, after, limit);
  }

  @Override
  public List<Logged> logged(String account, String region, String group, long from, int limit) {
    return store.logged(account, region, group, from, limit);
  }

  @Override
  public Optional<Logged> logged(String account, String region, LogPlace.Stream stream) {
    return store.logged(account, region, stream);
  }
}
