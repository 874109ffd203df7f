package dev.baton.testkit;

import dev.baton.port.SealedStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Text maps in memory, in the clear. */
public final class InMemorySealedStore implements SealedStore {

  private final Map<String, Map<String, String>> contents = new ConcurrentHashMap<>();

  @Override
  public void put(String name, Map<String, String> content) {
    contents.put(name, Map.copyOf(content));
  }

  @Override
  public Optional<Map<String, String>> get(String name) {
    return Optional.ofNullable(contents.get(name));
  }

  @Override
  public void delete(String name) {
    contents.remove(name);
  }
}
