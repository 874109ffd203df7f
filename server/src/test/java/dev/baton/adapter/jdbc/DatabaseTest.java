package dev.baton.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.port.PortException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DatabaseTest {

  @RegisterExtension private final TemporaryDatabase temporary = new TemporaryDatabase();

  @Test
  void nobodyElseMayReadTheFiles() throws Exception {
    put(temporary.get(), "a");

    try (var files = Files.list(temporary.directory())) {
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void aChangeThatFailsTakesNoOtherWithIt() throws Exception {
    Database database = temporary.get();
    CountDownLatch hold = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch held = new CountDownLatch(1);
      Future<Integer> first =
          threads.submit(
              () ->
                  database.write(
                      sql -> {
                        held.countDown();
                        await(hold);
                        return insert(sql, "first");
                      }));
      await(held);
      // These wait while the first is made, and become one transaction.
      List<Callable<Integer>> others = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String name = "n" + i;
        boolean fails = i % 4 == 0;
        others.add(() -> database.write(sql -> fails ? failing(sql, name) : insert(sql, name)));
      }
      List<Future<Integer>> answers = new ArrayList<>();
      others.forEach(other -> answers.add(threads.submit(other)));
      hold.countDown();
      first.get();

      int failed = 0;
      for (Future<Integer> answer : answers) {
        try {
          answer.get();
        } catch (java.util.concurrent.ExecutionException e) {
          assertThat(e.getCause()).hasMessage("this one fails");
          failed++;
        }
      }
      assertThat(failed).isEqualTo(5);
    }
    assertThat(names(database)).hasSize(16).contains("first", "n1").doesNotContain("n0", "n4");
  }

  private static int failing(Sql sql, String name) {
    insert(sql, name);
    throw new IllegalStateException("this one fails");
  }

  @Test
  void aChangeBreaksAConstraintAndTheNextGoesThrough() {
    put(temporary.get(), "a");

    assertThatThrownBy(
            () ->
                temporary
                    .get()
                    .write(
                        sql ->
                            sql.update(
                                "insert into client_tokens (pipeline, token, execution)"
                                    + " values (99, 't', 'e')")))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("FOREIGN KEY");

    put(temporary.get(), "b");
    assertThat(names(temporary.get())).containsExactly("a", "b");
  }

  @Test
  void whatIsQueuedIsWrittenBeforeTheDatabaseCloses() {
    for (int i = 0; i < 100; i++) {
      String name = "n" + i;
      temporary.get().writeSoon(name, sql -> insert(sql, name));
    }

    temporary.reopen();

    assertThat(names(temporary.get())).hasSize(100);
  }

  @Test
  void aChangeDoesNotOvertakeOneThatNobodyWaitsFor() {
    Database database = temporary.get();
    for (int i = 0; i < 20; i++) {
      String name = "n" + i;
      database.writeSoon(name, sql -> insert(sql, name));

      int seen = database.write(sql -> sql.update("update quarantine set why = 'seen'"));

      assertThat(seen).isEqualTo(i + 1);
    }
  }

  @Test
  void changesOfManyCallersAreAllMadeOnce() throws Exception {
    Database database = temporary.get();
    List<Callable<Boolean>> callers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String name = "n" + i;
      callers.add(
          () -> {
            put(database, name);
            return names(database).contains(name);
          });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> answer : threads.invokeAll(callers)) {
        assertThat(answer.get()).isTrue();
      }
    }
    assertThat(names(database)).hasSize(200);
  }

  @Test
  void aChangeThatAsksForAnotherIsRefused() {
    Database database = temporary.get();

    assertThatThrownBy(() -> database.write(sql -> database.write(other -> insert(other, "a"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a change asks for another change");

    put(database, "b");
    assertThat(names(database)).containsExactly("b");
  }

  @Test
  void aClosedDatabaseRefuses() {
    temporary.get().close();

    assertThatThrownBy(() -> put(temporary.get(), "a"))
        .isInstanceOf(PortException.class)
        .hasMessage("The database is closed");
    assertThatThrownBy(() -> names(temporary.get())).hasMessage("The database is closed");
  }

  @Test
  void anInterruptedCallerStillLearnsWhatBecameOfItsChange() throws Exception {
    List<Boolean> interrupted = new ArrayList<>();
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  Thread.currentThread().interrupt();
                  put(temporary.get(), "a");
                  interrupted.add(Thread.currentThread().isInterrupted());
                });
    caller.join();

    assertThat(interrupted).containsExactly(true);
    assertThat(names(temporary.get())).containsExactly("a");
  }

  @Test
  void aFullDiskRefusesWhatDoesNotFitAndKeepsTheRest() {
    Database database = temporary.get();
    put(database, "a");
    int pages =
        database.read(sql -> sql.first("pragma page_count", row -> row.getInt(1))).orElseThrow();
    // The limit of the writing connection stands for the disk's end.
    database.write(
        sql -> sql.first("pragma max_page_count = " + (pages + 4), row -> row.getInt(1)));

    assertThatThrownBy(() -> put(database, "x".repeat(1_000_000)))
        .isInstanceOfSatisfying(
            PortException.class, fault -> assertThat(fault.retryable()).isTrue())
        .hasMessageContaining("no room left")
        .hasMessageContaining(temporary.file().toString());

    put(database, "b");
    assertThat(names(database)).containsExactly("a", "b");
  }

  static int insert(Sql sql, String name) {
    return sql.update(
        "insert into quarantine (what, name, why, at) values ('test', ?, '', '')", name);
  }

  static void put(Database database, String name) {
    database.write(sql -> insert(sql, name));
  }

  static List<String> names(Database database) {
    return database.read(
        sql -> sql.list("select name from quarantine order by name", row -> row.getString(1)));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
