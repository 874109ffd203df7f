package dev.baton.testkit;

import dev.baton.port.IdSource;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Ids that are the same in every run of a test. Safe for concurrent use; threads decide their
 * order.
 */
public final class SeededIds implements IdSource {

  private final SplittableRandom random;

  public SeededIds() {
    this(1);
  }

  public SeededIds(long seed) {
    this.random = new SplittableRandom(seed);
  }

  @Override
  public synchronized String uuid() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() >>> 2) | Long.MIN_VALUE;
    return new UUID(high, low).toString();
  }
}
