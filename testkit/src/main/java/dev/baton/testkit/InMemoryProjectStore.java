package dev.baton.testkit;

import dev.baton.port.ProjectStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Projects in memory, behind one lock. */
public final class InMemoryProjectStore implements ProjectStore {

  private final Map<List<String>, NavigableMap<String, Stored>> projects = new HashMap<>();

  @Override
  public synchronized Optional<Stored> find(String account, String region, String name) {
    return Optional.ofNullable(of(account, region).get(name));
  }

  @Override
  public synchronized void put(
      String account, String region, String name, String document, Instant at) {
    of(account, region)
        .merge(
            name,
            new Stored(name, document, at, at),
            (old, now) -> new Stored(name, document, old.created(), at));
  }

  @Override
  public synchronized boolean delete(String account, String region, String name) {
    return of(account, region).remove(name) != null;
  }

  @Override
  public synchronized List<Stored> list(String account, String region, int limit, String after) {
    return of(account, region).tailMap(after, false).values().stream().limit(limit).toList();
  }

  private NavigableMap<String, Stored> of(String account, String region) {
    return projects.computeIfAbsent(List.of(account, region), key -> new TreeMap<>());
  }
}
