package dev.baton.testkit;

import dev.baton.port.ParameterStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Parameters in memory, behind one lock. */
public final class InMemoryParameterStore implements ParameterStore {

  private final NavigableMap<String, List<Parameter>> versions = new TreeMap<>();
  private final Map<String, Notes> notes = new HashMap<>();

  @Override
  public synchronized Optional<Parameter> put(Draft draft, Instant at) {
    String name = draft.name();
    List<Parameter> known = versions.computeIfAbsent(name, _ -> new ArrayList<>());
    if (!known.isEmpty() && !draft.overwrite()) {
      return Optional.empty();
    }
    if (known.isEmpty()) {
      notes.put(name, new Notes(draft.tags(), Map.of()));
    }
    long version = known.size() + 1L;
    known.add(
        new Parameter(
            name,
            draft.type(),
            draft.value(),
            version,
            at,
            draft.details(),
            Notes.NONE,
            "sealed:" + version));
    return Optional.of(noted(known.getLast()));
  }

  private Parameter noted(Parameter kept) {
    return new Parameter(
        kept.name(),
        kept.type(),
        kept.value(),
        kept.version(),
        kept.modifiedAt(),
        kept.details(),
        notes.getOrDefault(kept.name(), Notes.NONE),
        kept.sealed());
  }

  @Override
  public synchronized Optional<Parameter> get(String name) {
    int colon = name.indexOf(':');
    List<Parameter> known = history(colon < 0 ? name : name.substring(0, colon));
    if (colon < 0) {
      return known.isEmpty() ? Optional.empty() : Optional.of(known.getLast());
    }
    String selector = name.substring(colon + 1);
    return known.stream()
        .filter(p -> Long.toString(p.version()).equals(selector) || p.labels().contains(selector))
        .findFirst();
  }

  @Override
  public synchronized List<Parameter> history(String name) {
    return versions.getOrDefault(name, List.of()).stream().map(this::noted).toList();
  }

  @Override
  public synchronized List<Parameter> list(String prefix, int limit, String after) {
    return versions.tailMap(after, false).values().stream()
        .map(List::getLast)
        .filter(parameter -> parameter.name().startsWith(prefix))
        .limit(limit)
        .map(this::noted)
        .toList();
  }

  @Override
  public synchronized boolean amend(String name, UnaryOperator<Notes> change) {
    if (!versions.containsKey(name)) {
      return false;
    }
    notes.compute(name, (_, before) -> change.apply(before == null ? Notes.NONE : before));
    return true;
  }

  @Override
  public synchronized boolean delete(String name) {
    notes.remove(name);
    return versions.remove(name) != null;
  }
}
