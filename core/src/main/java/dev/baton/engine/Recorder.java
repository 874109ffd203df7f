package dev.baton.engine;

import dev.baton.port.PortException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes durable what workers did. What the store cannot take now is tried again for a while; once
 * that was in vain the engine has a fault, and what is recorded waits for whoever comes next.
 */
final class Recorder {

  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);

  private final Patience patience;
  private final AtomicReference<Optional<PortException>> fault =
      new AtomicReference<>(Optional.empty());
  private volatile boolean closed;

  Recorder(Patience patience) {
    this.patience = patience;
  }

  /** It is not recorded, and this process will not record it any more. */
  static final class GivenUp extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GivenUp(String what, PortException cause) {
      super(what + " is not recorded: " + cause.getMessage(), cause);
    }
  }

  /** Why this engine cannot go on; empty while it can. */
  Optional<PortException> fault() {
    return fault.get();
  }

  /** From now on nothing is tried again. */
  void close() {
    closed = true;
  }

  /**
   * Does the step until the store takes it.
   *
   * @param what is to be recorded, for people
   * @param step something that changes nothing when it fails
   * @throws GivenUp when the store did not take it for so long that {@link #fault} now says so
   * @throws PortException one that no repetition mends
   */
  <T> T insist(String what, Supplier<T> step) {
    boolean interrupted = false;
    try {
      for (int failures = 1; ; failures++) {
        try {
          return step.get();
        } catch (PortException e) {
          giveUpUnlessWorthwhile(what, failures, e);
        }
        try {
          patience.rest(failures);
        } catch (InterruptedException e) {
          // What was done is recorded all the same.
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void giveUpUnlessWorthwhile(String what, int failures, PortException e) {
    if (closed || fault.get().isPresent()) {
      throw new GivenUp(what, e);
    }
    if (!e.retryable()) {
      throw e;
    }
    if (failures >= patience.tries()) {
      throw giveUp(what, e);
    }
    if (failures == 1) {
      LOG.warn("{} is not recorded yet, and will be tried again: {}", what, e.getMessage());
    }
  }

  /** States the fault, unless there is one already. */
  GivenUp giveUp(String what, PortException cause) {
    GivenUp end = new GivenUp(what, cause);
    var stated = new PortException(String.valueOf(end.getMessage()), cause.retryable(), cause);
    if (!closed && fault.compareAndSet(Optional.empty(), Optional.of(stated))) {
      LOG.error("The engine cannot go on: {}", end.getMessage(), cause);
    }
    return end;
  }
}
