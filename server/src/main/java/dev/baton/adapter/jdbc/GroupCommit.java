package dev.baton.adapter.jdbc;

import dev.baton.port.PortException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer. Whatever waits when the disk is ready becomes one transaction: the more callers,
 * the fewer syncs each. Every change has a savepoint of its own, so one that fails is taken back
 * alone. Changes are made in the order in which they came. A change that finds nobody before it is
 * made by its caller: to hand it over and the answer back would take longer than the transaction.
 */
final class GroupCommit implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

  /** How many changes wait at the most; further callers wait for their place. */
  private static final int QUEUE = 1024;

  private static final int BATCH = 256;

  /** How long a change that nobody waits for may wait for company. */
  private static final long SOON_NANOS = 20_000_000;

  private final Sql sql;
  private final ArrayBlockingQueue<Change<?>> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Thread thread;

  /** Held for a transaction, by whoever makes it. */
  private final ReentrantLock turn = new ReentrantLock();

  /** Changes that are queued and not made yet: nothing may overtake them. */
  private final AtomicInteger before = new AtomicInteger();

  /** Transactions that have ended, in whatever way. */
  private final AtomicLong transactions = new AtomicLong();

  private final Change<Integer> end = new Change<>(unused -> 0, true);
  private volatile CommitObserver observer = (_, _) -> {};
  private volatile boolean closing;
  private volatile boolean ended;

  GroupCommit(Sql sql) {
    this.sql = sql;
    this.thread = Thread.ofPlatform().name("baton-database-writer").daemon().unstarted(this::loop);
    thread.start();
  }

  /** Who hears of the transactions from now on. */
  void observe(CommitObserver listener) {
    observer = listener;
  }

  /**
   * How many transactions have ended, in whatever way; counted before anybody hears what has become
   * of a change.
   */
  long transactions() {
    return transactions.get();
  }

  /** A change and what becomes of it. It may be made more than once, after being taken back. */
  private static final class Change<T> {

    private final Function<Sql, T> body;
    private final boolean awaited;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private Runnable answer = () -> {};

    private Change(Function<Sql, T> body, boolean awaited) {
      this.body = body;
      this.awaited = awaited;
    }

    private void make(Sql sql) {
      T result = body.apply(sql);
      answer = () -> done.complete(result);
    }

    private void fail(Throwable failure) {
      answer = () -> done.completeExceptionally(failure);
    }

    /** Says what has become of it; called once that is durable. */
    private void tell() {
      answer.run();
    }
  }

  /**
   * Makes a change and returns once it is durable. An interrupt does not cut the wait short (the
   * change may be under way); it stays set.
   */
  <T> T write(Function<Sql, T> body) {
    if (turn.isHeldByCurrentThread()) {
      throw new IllegalStateException("a change asks for another change");
    }
    Change<T> change = new Change<>(body, true);
    if (!makeAtOnce(change)) {
      enqueue(change);
    }
    return await(change);
  }

  private static <T> T await(Change<T> change) {
    try {
      return change.done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw e;
    }
  }

  /** A change that was handed over. */
  interface Handed {

    /** Whether it is durable, or failed. */
    boolean isDone();

    /** Returns once it is durable; throws what it failed with. */
    void await();
  }

  /**
   * Hands a change over without waiting: it is made with the next change that is waited for, and
   * within moments when there is none. What is asked for from now on comes after it. A failure is
   * logged, too.
   */
  Handed hand(String what, Consumer<Sql> body) {
    Change<Integer> change =
        new Change<>(
            sql -> {
              body.accept(sql);
              return 0;
            },
            false);
    logFailure(what, change);
    enqueue(change);
    return new Handed() {
      @Override
      public boolean isDone() {
        return change.done.isDone();
      }

      @Override
      public void await() {
        GroupCommit.await(change);
      }
    };
  }

  /**
   * Makes a change after those that came before, without waiting: within moments, and at the latest
   * with the next change that is waited for. A failure is logged.
   */
  void writeSoon(String what, Function<Sql, Integer> body) {
    Change<Integer> change = new Change<>(body, false);
    logFailure(what, change);
    enqueue(change);
  }

  private static void logFailure(String what, Change<Integer> change) {
    var unused =
        change.done.whenComplete(
            (rows, failure) -> {
              if (failure != null) {
                LOG.error("Could not store {}", what, failure);
              }
            });
  }

  /** False when others come first. */
  private boolean makeAtOnce(Change<?> change) {
    if (before.get() > 0 || !turn.tryLock()) {
      return false;
    }
    try {
      if (before.get() > 0 || closing) {
        return false;
      }
      alone(change);
    } catch (Throwable e) {
      rollback();
      change.fail(e);
      LOG.error("A transaction could not be finished", e);
    } finally {
      turn.unlock();
    }
    change.tell();
    return true;
  }

  private void enqueue(Change<?> change) {
    before.incrementAndGet();
    boolean interrupted = false;
    boolean placed = false;
    while (!placed && !closing) {
      try {
        placed = queue.offer(change, 100, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!placed) {
      before.decrementAndGet();
      throw closed();
    }
    if (ended) {
      refuseRest();
    }
  }

  private void loop() {
    List<Change<?>> batch = new ArrayList<>(BATCH);
    boolean more = true;
    while (more) {
      batch.clear();
      try {
        batch.add(queue.take());
      } catch (InterruptedException e) {
        continue; // Nobody has this thread's handle: only close() ends it.
      }
      queue.drainTo(batch, BATCH - 1);
      gather(batch);
      turn.lock();
      try {
        // Who came while somebody else's transaction was made comes along.
        queue.drainTo(batch, BATCH - batch.size());
        more = !batch.remove(end);
        commit(batch);
      } catch (Throwable e) {
        rollback();
        batch.forEach(change -> change.fail(e));
        LOG.error("The database writer could not finish a transaction", e);
      } finally {
        before.addAndGet(-batch.size());
        turn.unlock();
      }
      batch.forEach(Change::tell);
    }
    ended = true;
    refuseRest();
  }

  /** A sync for each change that nobody waits for would hold up those that are waited for. */
  private void gather(List<Change<?>> batch) {
    long end = System.nanoTime() + SOON_NANOS;
    long left = SOON_NANOS;
    while (left > 0 && batch.size() < BATCH && batch.stream().noneMatch(c -> c.awaited)) {
      try {
        Change<?> next = queue.poll(left, TimeUnit.NANOSECONDS);
        if (next != null) {
          batch.add(next);
          queue.drainTo(batch, BATCH - batch.size());
        }
      } catch (InterruptedException e) {
        return; // As in the loop: nobody has this thread's handle.
      }
      left = end - System.nanoTime();
    }
  }

  private void commit(List<Change<?>> batch) {
    if (batch.isEmpty()) {
      return;
    }
    if (batch.size() == 1) {
      alone(batch.getFirst());
      return;
    }
    long start = System.nanoTime();
    try {
      sql.update("begin immediate");
      for (Change<?> change : batch) {
        underSavepoint(change);
      }
      sql.update("commit");
      observer.committed(batch.size(), System.nanoTime() - start);
    } catch (PortException e) {
      // The whole transaction is gone (a full disk, say): each gets its own, and its own answer.
      LOG.debug("A common transaction failed; each change is made alone", e);
      rollback();
      batch.forEach(this::alone);
    } finally {
      transactions.incrementAndGet();
    }
  }

  private void underSavepoint(Change<?> change) {
    sql.update("savepoint change");
    try {
      change.make(sql);
    } catch (RuntimeException e) {
      change.fail(e);
      sql.update("rollback to change");
    }
    sql.update("release change");
  }

  private void alone(Change<?> change) {
    long start = System.nanoTime();
    try {
      sql.update("begin immediate");
      change.make(sql);
      sql.update("commit");
      observer.committed(1, System.nanoTime() - start);
    } catch (RuntimeException e) {
      change.fail(e);
      rollback();
    } finally {
      transactions.incrementAndGet();
    }
  }

  private void rollback() {
    try {
      sql.update("rollback");
    } catch (PortException e) {
      // SQLite takes some failed transactions back by itself; then there is none.
      LOG.debug("Nothing to take back", e);
    }
  }

  private void refuseRest() {
    Change<?> change = queue.poll();
    while (change != null) {
      change.done.completeExceptionally(closed());
      change = queue.poll();
    }
  }

  private static PortException closed() {
    return new PortException("The database is closed", false);
  }

  /** Makes the changes that are queued, then ends. Further ones are refused. */
  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    boolean interrupted = false;
    boolean placed = false;
    while (!placed || thread.isAlive()) {
      try {
        if (!placed) {
          placed = queue.offer(end, 100, TimeUnit.MILLISECONDS);
        } else {
          thread.join();
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    turn.lock();
    try {
      sql.close();
    } finally {
      turn.unlock();
    }
  }
}
