package dev.baton.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.port.PortException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class UnchangedTest {

  @RegisterExtension private final TemporaryDatabase temporary = new TemporaryDatabase();

  private final AtomicInteger readings = new AtomicInteger();

  @BeforeEach
  void aCounterStandsInTheDatabase() {
    temporary.get().write(sql -> sql.update("create table counter (value integer)"));
    temporary.get().write(sql -> sql.update("insert into counter values (0)"));
  }

  private int value(Database database, Unchanged<String, Integer> unchanged) {
    return unchanged.of(
        "counter",
        () -> {
          readings.incrementAndGet();
          return database.read(
              sql -> sql.first("select value from counter", row -> row.getInt(1)).orElseThrow());
        });
  }

  private static int increase(Database database) {
    return database.write(
        sql -> {
          sql.update("update counter set value = value + 1");
          return sql.first("select value from counter", row -> row.getInt(1)).orElseThrow();
        });
  }

  @Test
  void whileNothingChangesItIsReadOnce() {
    Unchanged<String, Integer> unchanged = new Unchanged<>(temporary.get());
    value(temporary.get(), unchanged);
    value(temporary.get(), unchanged);

    assertThat(readings).hasValue(1);
  }

  @Test
  void aChangeIsSeenAtOnce() {
    Unchanged<String, Integer> unchanged = new Unchanged<>(temporary.get());
    value(temporary.get(), unchanged);
    int changed = increase(temporary.get());

    assertThat(value(temporary.get(), unchanged)).isEqualTo(changed);
  }

  @Test
  void aChangeThatNobodyWaitedForIsSeenAsSoonAsItIsMade() {
    Unchanged<String, Integer> unchanged = new Unchanged<>(temporary.get());
    value(temporary.get(), unchanged);
    temporary
        .get()
        .hand("a counter", sql -> sql.update("update counter set value = value + 1"))
        .await();

    assertThat(value(temporary.get(), unchanged)).isEqualTo(1);
  }

  @Test
  void whatWasReadWhileAChangeWasMadeIsNotKept() {
    Unchanged<String, Integer> unchanged = new Unchanged<>(temporary.get());
    int before =
        unchanged.of(
            "counter",
            () -> {
              int read = value(temporary.get(), new Unchanged<>(temporary.get()));
              increase(temporary.get());
              return read;
            });

    assertThat(value(temporary.get(), unchanged)).isEqualTo(before + 1);
  }

  @Test
  void aChangeThatFailsIsTakenForOne() {
    Unchanged<String, Integer> unchanged = new Unchanged<>(temporary.get());
    value(temporary.get(), unchanged);
    assertThatThrownBy(() -> temporary.get().write(sql -> sql.update("insert into nothing")))
        .isInstanceOf(PortException.class);
    value(temporary.get(), unchanged);

    assertThat(readings).hasValue(2);
  }

  @Test
  void fromOutsideEveryQuestionIsAskedAnew() {
    try (Database outside = Database.openForReading(temporary.file()).orElseThrow()) {
      Unchanged<String, Integer> unchanged = new Unchanged<>(outside);
      value(outside, unchanged);
      int changed = increase(temporary.get());

      assertThat(value(outside, unchanged)).isEqualTo(changed);
    }
  }

  @Test
  void whoChangesReadsNothingOlderThanTheChangeWhileOthersReadToo() throws Exception {
    Database database = temporary.get();
    Unchanged<String, Integer> unchanged = new Unchanged<>(database);
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> reader =
          threads.submit(
              () -> {
                while (!over.get()) {
                  value(database, unchanged);
                }
              });
      try {
        for (int i = 0; i < 300; i++) {
          int changed = increase(database);
          assertThat(value(database, unchanged)).isEqualTo(changed);
        }
      } finally {
        over.set(true);
      }
      reader.get();
    }
  }
}
