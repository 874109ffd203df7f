package dev.baton.adapter.jdbc;

import dev.baton.testkit.ManualClock;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Commits pairs of rows from many threads until it is killed; prints each pair once it is durable.
 */
final class CommittingOwner {

  private static final int THREADS = 8;

  private CommittingOwner() {}

  public static void main(String[] arguments) {
    AtomicLong next = new AtomicLong();
    try (Database database = Database.open(Path.of(arguments[0]), new ManualClock());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < THREADS; i++) {
        threads.execute(() -> commitForEver(database, next));
      }
    }
  }

  private static void commitForEver(Database database, AtomicLong next) {
    while (true) {
      String name = "row-%08d".formatted(next.incrementAndGet());
      database.write(sql -> DatabaseTest.insert(sql, name) + DatabaseTest.insert(sql, name + "+"));
      synchronized (System.out) {
        System.out.println(name);
        System.out.flush();
      }
    }
  }
}
