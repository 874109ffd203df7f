package dev.baton.engine.build;

import java.util.function.BooleanSupplier;

/** Waiting for what has no event. */
final class BuildJobs {

  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private BuildJobs() {}

  static void waitUntilWaiting(Thread thread) {
    eventually(
        () ->
            thread.getState() == Thread.State.WAITING
                || thread.getState() == Thread.State.TERMINATED);
  }

  static void eventually(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it does not come to pass");
      }
      Thread.yield();
    }
  }
}
