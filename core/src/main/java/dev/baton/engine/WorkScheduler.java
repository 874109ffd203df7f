package dev.baton.engine;

import dev.baton.model.execution.Effect;
import dev.baton.port.ExecutionStore.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recorded work by due time. What is due at once is handed over by the caller's thread, the rest by
 * one thread that sleeps until the next is due. Replaced or forgotten work is never handed over.
 */
final class WorkScheduler implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WorkScheduler.class);

  /** The clock may be set: due times are looked at again at least this often. */
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);

  private record Due(Work work, long order) {}

  private final InstantSource clock;
  private final Consumer<Work> worker;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(
          Comparator.comparing((Due due) -> due.work().notBefore()).thenComparing(Due::order));
  private final Map<String, Due> current = new HashMap<>();
  private long order;
  private volatile boolean closed;
  private Optional<Thread> thread = Optional.empty();

  WorkScheduler(InstantSource clock, Consumer<Work> worker) {
    this.clock = clock;
    this.worker = worker;
  }

  void start() {
    thread = Optional.of(Thread.ofPlatform().daemon().name("work").start(this::run));
  }

  /** Takes work, in the place of work of the same id; none any more once it is closed. */
  void add(Work work) {
    if (closed) {
      return;
    }
    if (!work.notBefore().isAfter(clock.instant())) {
      forget(work.id());
      worker.accept(work);
      return;
    }
    lock.lock();
    try {
      Due due = new Due(work, order++);
      current.put(work.id(), due);
      queue.add(due);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void forget(String id) {
    lock.lock();
    try {
      Due due = current.remove(id);
      if (due != null) {
        queue.remove(due);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether nothing but timers is left: no provider or rule is to be asked later. */
  boolean onlyTimers() {
    lock.lock();
    try {
      return current.values().stream()
          .allMatch(due -> due.work().effect() instanceof Effect.SetTimer);
    } finally {
      lock.unlock();
    }
  }

  /** Hands over what is due now; tests tick a clock by hand and call this. */
  void tick() {
    Optional<Work> next = takeDue();
    while (next.isPresent()) {
      worker.accept(next.get());
      next = takeDue();
    }
  }

  private Optional<Work> takeDue() {
    lock.lock();
    try {
      Due first = queue.peek();
      if (closed || first == null || first.work().notBefore().isAfter(clock.instant())) {
        return Optional.empty();
      }
      queue.remove();
      current.remove(first.work().id());
      return Optional.of(first.work());
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (sleepUntilDue()) {
      try {
        tick();
      } catch (RuntimeException e) {
        LOG.error("Work could not be handed over; going on with the rest", e);
      }
    }
  }

  @SuppressWarnings("WaitNotInLoop") // the caller is the loop
  private boolean sleepUntilDue() {
    lock.lock();
    try {
      if (!closed) {
        Due first = queue.peek();
        Duration wait = first == null ? LONGEST_SLEEP : untilDue(first.work().notBefore());
        if (wait.isPositive() && !changed.await(wait.toNanos(), TimeUnit.NANOSECONDS) && closed) {
          return false;
        }
      }
      return !closed;
    } catch (InterruptedException e) {
      return false;
    } finally {
      lock.unlock();
    }
  }

  private Duration untilDue(Instant notBefore) {
    Duration wait = Duration.between(clock.instant(), notBefore);
    return wait.compareTo(LONGEST_SLEEP) < 0 ? wait : LONGEST_SLEEP;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    thread.ifPresent(Thread::interrupt);
  }
}
