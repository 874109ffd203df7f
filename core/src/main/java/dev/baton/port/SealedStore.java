package dev.baton.port;

import java.util.Map;
import java.util.Optional;

/**
 * Small maps of text that may hold secrets (a requester's environment), encrypted where they lie,
 * by name.
 */
public interface SealedStore {

  void put(String name, Map<String, String> content);

  Optional<Map<String, String>> get(String name);

  void delete(String name);
}
