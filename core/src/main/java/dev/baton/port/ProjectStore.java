package dev.baton.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Build projects: the accepted CreateProject document as it came. Durable once a call returns. */
public interface ProjectStore {

  Optional<Stored> find(String account, String region, String name);

  /** Adds or replaces. */
  void put(String account, String region, String name, String document, Instant at);

  boolean delete(String account, String region, String name);

  List<Stored> list(String account, String region, int limit, String after);

  /** A project. {@code document} is JSON text. */
  record Stored(String name, String document, Instant created, Instant modified) {}
}
