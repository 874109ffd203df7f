package dev.baton.port;

/** Where secrets come from: unguessable outside, seeded in tests. Safe for concurrent use. */
@FunctionalInterface
public interface Entropy {

  /** That many fresh random bytes. */
  byte[] bytes(int count);
}
