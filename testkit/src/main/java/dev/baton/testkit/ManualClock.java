package dev.baton.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until a test moves it. Safe for concurrent use. */
public final class ManualClock implements InstantSource {

  /** Where {@link #ManualClock()} begins. */
  public static final Instant BEGINNING = Instant.parse("2026-01-02T03:04:05.678901Z");

  private final AtomicReference<Instant> now;

  public ManualClock() {
    this(BEGINNING);
  }

  public ManualClock(Instant start) {
    this.now = new AtomicReference<>(start);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /** Moves on (a negative duration: back) and returns the new time. */
  public Instant advance(Duration by) {
    return now.updateAndGet(instant -> instant.plus(by));
  }

  /** Jumps, in either direction. */
  public void set(Instant instant) {
    now.set(instant);
  }
}
