package dev.baton.testkit;

import dev.baton.port.ParameterStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Parameters in memory, behind one lock. Labels do not exist here: only versions. */
public final class InMemoryParameterStore implements ParameterStore {

  private final NavigableMap<String, List<Parameter>> versions = new TreeMap<>();

  @Override
  public synchronized Optional<Parameter> put(
      String name, Type type, String value, boolean overwrite, Instant at) {
    List<Parameter> known = versions.computeIfAbsent(name, _ -> new ArrayList<>());
    if (!known.isEmpty() && !overwrite) {
      return Optional.empty();
    }
    var parameter = new Parameter(name, type, value, known.size() + 1L, at, Map.of());
    known.add(parameter);
    return Optional.of(parameter);
  }

  @Override
  public synchronized Optional<Parameter> get(String name) {
    int colon = name.indexOf(':');
    String bare = colon < 0 ? name : name.substring(0, colon);
    List<Parameter> known = versions.getOrDefault(bare, List.of());
    if (colon < 0) {
      return known.isEmpty() ? Optional.empty() : Optional.of(known.getLast());
    }
    String version = name.substring(colon + 1);
    return known.stream().filter(p -> Long.toString(p.version()).equals(version)).findFirst();
  }

  @Override
  public synchronized List<Parameter> list(String prefix, int limit, String after) {
    return versions.tailMap(after, false).values().stream()
        .map(List::getLast)
        .filter(parameter -> parameter.name().startsWith(prefix))
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized boolean delete(String name) {
    return versions.remove(name) != null;
  }
}
