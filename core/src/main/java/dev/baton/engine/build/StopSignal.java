package dev.baton.engine.build;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * That a build should end before its time, and how to reach what it is doing. The first request
 * counts. Once settled, a request changes nothing any more but goes on to the build that retries
 * this one.
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
  private Optional<Reason> late = Optional.empty();
  private Optional<StopSignal> successor = Optional.empty();
  private Runnable reach = StopSignal::nobody;
  private boolean settled;

  /** Something that ends with an exception when its thread is interrupted. */
  @FunctionalInterface
  interface Interruptible<T> {
    T call() throws InterruptedException, IOException;
  }

  /** Waits for something that ends by itself. */
  @FunctionalInterface
  interface Wait {
    void await() throws InterruptedException;
  }

  /** Whom a request reaches while nothing waits. */
  private static void nobody() {}

  /** Asks the build to end. */
  void request(Reason why) {
    Optional<StopSignal> onTo;
    lock.lock();
    try {
      if (!settled && reason.isEmpty()) {
        reason = Optional.of(why);
        // Under the lock: nobody is reached who has moved on to something else.
        reach.run();
      }
      if (settled && late.isEmpty()) {
        late = Optional.of(why);
      }
      onTo = settled ? successor : Optional.empty();
    } finally {
      lock.unlock();
    }
    onTo.ifPresent(next -> next.request(why));
  }

  /** Whether, and why, the build should end. */
  Optional<Reason> reason() {
    lock.lock();
    try {
      return reason;
    } finally {
      lock.unlock();
    }
  }

  /** The last word on whether this build was asked to end; later requests change nothing. */
  Optional<Reason> settle() {
    lock.lock();
    try {
      settled = true;
      reach = StopSignal::nobody;
      return reason;
    } finally {
      lock.unlock();
    }
  }

  /** Requests that come after the build was settled, this moment included, mean another one. */
  void passOnTo(StopSignal next) {
    Optional<Reason> missed;
    lock.lock();
    try {
      successor = Optional.of(next);
      missed = late;
    } finally {
      lock.unlock();
    }
    missed.ifPresent(next::request);
  }

  /**
   * Does something that a request interrupts. Only what may be cut off anywhere belongs here: an
   * interrupt also closes the file that is being written.
   *
   * @throws Stopped when the build was asked to end, before or meanwhile
   */
  <T> T interruptibly(Interruptible<T> work) throws Stopped, IOException {
    Thread me = Thread.currentThread();
    T result;
    try {
      reachBy(me::interrupt);
      unlessStopped();
      result = work.call();
    } catch (InterruptedException e) {
      unlessStopped();
      throw new IllegalStateException("Somebody interrupted a build", e);
    } catch (IOException | RuntimeException e) {
      // What was cut off complains in its own words.
      unlessStopped();
      throw e;
    } finally {
      reachNoMore();
      Thread.interrupted();
    }
    unlessStopped();
    return result;
  }

  /**
   * Does something that a request ends in a way of its own.
   *
   * @param how called at once when there was a request already
   */
  void reachably(Runnable how, Wait work) throws Stopped {
    try {
      reachBy(how);
      work.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("Somebody interrupted a build", e);
    } finally {
      reachNoMore();
    }
    unlessStopped();
  }

  void unlessStopped() throws Stopped {
    if (reason().isPresent()) {
      throw new Stopped();
    }
  }

  private void reachBy(Runnable how) {
    lock.lock();
    try {
      reach = how;
      if (reason.isPresent()) {
        how.run();
      }
    } finally {
      lock.unlock();
    }
  }

  private void reachNoMore() {
    lock.lock();
    try {
      reach = StopSignal::nobody;
    } finally {
      lock.unlock();
    }
  }
}
