package dev.baton.adapter.runner;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what no event tells of. */
final class Waiting {

  private static final long SHORTEST_MILLIS = 1;
  private static final long LONGEST_MILLIS = 50;

  private Waiting() {}

  /**
   * Does something again and again until a condition holds, the time is over, or this thread is
   * interrupted.
   *
   * @return whether the condition holds
   */
  static boolean until(Duration limit, BooleanSupplier condition, Runnable attempt) {
    long end = System.nanoTime() + limit.toNanos();
    long pause = SHORTEST_MILLIS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() >= end) {
        return false;
      }
      attempt.run();
      try {
        Thread.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return condition.getAsBoolean();
      }
      pause = Math.min(2 * pause, LONGEST_MILLIS);
    }
    return true;
  }
}
