package dev.baton.port;

/** Where public ids come from: random outside, seeded in tests. Safe for concurrent use. */
@FunctionalInterface
public interface IdSource {

  /** A UUID in lower case, never given before. */
  String uuid();
}
