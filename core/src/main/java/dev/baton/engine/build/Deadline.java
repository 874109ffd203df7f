package dev.baton.engine.build;

import java.time.Duration;

/** Asks a build to end when its time is up. */
final class Deadline implements AutoCloseable {

  private final Thread thread;

  private Deadline(Thread thread) {
    this.thread = thread;
  }

  static Deadline start(int seconds, StopSignal signal) {
    return new Deadline(
        Thread.ofVirtual()
            .name("deadline")
            .start(
                () -> {
                  try {
                    Thread.sleep(Duration.ofSeconds(seconds));
                    signal.request(StopSignal.Reason.TIMED_OUT);
                  } catch (InterruptedException e) {
                    // The build was over first.
                    Thread.currentThread().interrupt();
                  }
                }));
  }

  /** The build has ended in time. */
  void over() {
    thread.interrupt();
  }

  @Override
  public void close() {
    over();
  }
}
