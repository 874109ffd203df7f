package dev.baton.engine.build;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * That a build should end before its time, and how to reach what it is doing. The first request
 * counts.
 */
final class StopSignal {

  /** Why it should end. */
  enum Reason {
    STOPPED,
    TIMED_OUT,
    /** This process goes away: the build stays recorded as it is, for whoever comes next. */
    LEFT
  }

  private final ReentrantLock lock = new ReentrantLock();
  private Optional<Reason> reason = Optional.empty();
  private Runnable reach = () -> {};

  /** How a request reaches what is done now; called at once when there was one already. */
  void reachBy(Runnable how) {
    Optional<Reason> already;
    lock.lock();
    try {
      reach = how;
      already = reason;
    } finally {
      lock.unlock();
    }
    if (already.isPresent()) {
      how.run();
    }
  }

  void request(Reason why) {
    Runnable how;
    lock.lock();
    try {
      if (reason.isPresent()) {
        return;
      }
      reason = Optional.of(why);
      how = reach;
    } finally {
      lock.unlock();
    }
    how.run();
  }

  Optional<Reason> reason() {
    lock.lock();
    try {
      return reason;
    } finally {
      lock.unlock();
    }
  }
}
