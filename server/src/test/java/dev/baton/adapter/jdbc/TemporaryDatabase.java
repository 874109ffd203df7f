package dev.baton.adapter.jdbc;

import dev.baton.port.IdSource;
import dev.baton.testkit.ManualClock;
import dev.baton.testkit.SeededIds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A database of a test's own in a directory of its own; both go when the test is over. */
final class TemporaryDatabase implements AfterEachCallback {

  private final ManualClock clock = new ManualClock();
  private final IdSource ids = new SeededIds();
  private final Path directory;
  private Database database;
  private Vault vault;

  TemporaryDatabase() {
    try {
      directory = Files.createTempDirectory("baton jdbc %20?#");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open();
  }

  /** The owner's database. */
  Database get() {
    return database;
  }

  Vault vault() {
    return vault;
  }

  ManualClock clock() {
    return clock;
  }

  IdSource ids() {
    return ids;
  }

  Path directory() {
    return directory;
  }

  Path file() {
    return directory.resolve("baton.db");
  }

  Path keyFile() {
    return directory.resolve("master.key");
  }

  /** Closes the database and opens it again, as another process would. */
  void reopen() {
    database.close();
    open();
  }

  private void open() {
    database = Database.open(file(), clock);
    vault = new Vault(database, keyFile(), ids);
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    database.close();
    List<Path> all;
    try (Stream<Path> files = Files.walk(directory)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }
}
