package dev.baton.app;

import dev.baton.port.EventLogs;
import dev.baton.port.SecretStore;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Removes what is due: secrets whose recovery window is over, events that are older than their
 * groups keep them. At the start and once an hour, while a data directory has an owner with an
 * engine.
 */
final class Sweep implements AutoCloseable {

  private static final long HOURS = 1;

  private final SecretStore secrets;
  private final EventLogs events;
  private final InstantSource clock;
  private final Function<Throwable, String> faults;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("sweep").factory());

  Sweep(
      SecretStore secrets,
      EventLogs events,
      InstantSource clock,
      Function<Throwable, String> faults) {
    this.secrets = secrets;
    this.events = events;
    this.clock = clock;
    this.faults = faults;
  }

  /** Begins, on a thread of its own. */
  void start() {
    var _ = timer.scheduleWithFixedDelay(this::sweep, 0, HOURS, TimeUnit.HOURS);
  }

  /** Removes what is due now; a failure is kept as a fault, and the next sweep tries again. */
  void sweep() {
    try {
      secrets.purge(clock.instant());
      events.expire(clock.instant());
    } catch (RuntimeException e) {
      var _ = faults.apply(e);
    }
  }

  /** Waits for a sweep that runs. */
  @Override
  public void close() {
    timer.close();
  }
}
