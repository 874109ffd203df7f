package dev.baton.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.port.PortException;
import dev.baton.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading beside an owner and without one; files that are none of Baton's, or not any more. */
final class DatabaseFileTest {

  @TempDir private Path directory;

  @Test
  void whereThereIsNothingAReaderFindsNothingAndMakesNothing() throws IOException {
    assertThat(Database.openForReading(file())).isEmpty();

    assertThat(files()).isEmpty();
  }

  @Test
  void anEmptyFileIsNothingYet() throws IOException {
    Files.createFile(file());

    assertThat(Database.openForReading(file())).isEmpty();
    assertThat(files()).containsExactly("baton.db");
  }

  @Test
  void aReaderSeesWhatTheOwnerHasWrittenMeanwhile() {
    try (Database owner = open();
        Database reader = Database.openForReading(file()).orElseThrow()) {
      DatabaseTest.put(owner, "a");
      assertThat(DatabaseTest.names(reader)).containsExactly("a");

      DatabaseTest.put(owner, "b");
      assertThat(DatabaseTest.names(reader)).containsExactly("a", "b");
    }
  }

  @Test
  void aReaderDoesNotWrite() {
    try (Database owner = open();
        Database reader = Database.openForReading(file()).orElseThrow()) {
      assertThatThrownBy(() -> DatabaseTest.put(reader, "a"))
          .isInstanceOf(PortException.class)
          .hasMessageContaining("for reading only");
      assertThatThrownBy(() -> reader.read(sql -> DatabaseTest.insert(sql, "a")))
          .isInstanceOf(PortException.class);
      assertThat(DatabaseTest.names(owner)).isEmpty();
    }
  }

  @Test
  void withoutAnOwnerAReaderMakesNoFile() throws IOException {
    try (Database owner = open()) {
      DatabaseTest.put(owner, "a");
    }
    assertThat(files()).containsExactly("baton.db");

    try (Database reader = Database.openForReading(file()).orElseThrow()) {
      assertThat(DatabaseTest.names(reader)).containsExactly("a");
      assertThat(files()).containsExactly("baton.db");
    }
    assertThat(files()).containsExactly("baton.db");
  }

  @Test
  void aReaderThatCameFirstSeesTheOwnerThatCameLater() {
    open().close();
    try (Database reader = Database.openForReading(file()).orElseThrow()) {
      assertThat(DatabaseTest.names(reader)).isEmpty();
      try (Database owner = open()) {
        DatabaseTest.put(owner, "a");
        assertThat(DatabaseTest.names(reader)).containsExactly("a");
      }
      assertThat(DatabaseTest.names(reader)).containsExactly("a");
    }
  }

  @Test
  void whatAKilledOwnerHasCommittedIsReadFromItsLog() throws IOException {
    Path killed = Files.createDirectory(directory.resolve("killed"));
    try (Database owner = open()) {
      DatabaseTest.put(owner, "a");
      for (String name : files()) {
        if (name.startsWith("baton.db")) {
          Files.copy(directory.resolve(name), killed.resolve(name));
        }
      }
    }

    Path file = killed.resolve("baton.db");
    try (Database reader = Database.openForReading(file).orElseThrow()) {
      assertThat(DatabaseTest.names(reader)).containsExactly("a");
    }
    try (Database owner = Database.open(file, new ManualClock())) {
      assertThat(DatabaseTest.names(owner)).containsExactly("a");
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsLeftAsItIs() throws IOException {
    Files.writeString(file(), "dear diary, ".repeat(1000));

    refused("is not a database of Baton");

    assertThat(file()).hasContent("dear diary, ".repeat(1000));
  }

  @Test
  void anotherProgramsDatabaseIsRefused() {
    try (Database owner = open()) {
      owner.write(sql -> sql.update("delete from migrations"));
      owner.read(sql -> true);
    }
    alter(sql -> sql.script("pragma application_id = 1"));

    refused("database of another program");
  }

  @Test
  void aNewerBatonsDatabaseIsRefused() {
    open().close();
    alter(
        sql ->
            sql.update(
                "insert into migrations (number, name, sha256, at) values (99, 'x', 'y', 'z')"));

    refused("was made by a newer Baton");
  }

  @Test
  void aDatabaseOfAlteredMigrationsIsRefused() {
    open().close();
    alter(sql -> sql.update("update migrations set sha256 = 'other' where number = 1"));

    refused("0001-first.sql");
  }

  @Test
  void aDamagedDatabaseIsNamed() throws IOException {
    try (Database owner = open()) {
      DatabaseTest.put(owner, "x".repeat(200_000));
    }
    byte[] bytes = Files.readAllBytes(file());
    for (int i = 100; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    Files.write(file(), bytes);

    refused("is damaged");
  }

  private void refused(String why) {
    assertThatThrownBy(() -> open().close())
        .isInstanceOf(PortException.class)
        .hasMessageContaining(why)
        .hasMessageContaining(file().toString());
    assertThatThrownBy(() -> Database.openForReading(file()))
        .isInstanceOf(PortException.class)
        .hasMessageContaining(why);
  }

  private void alter(Consumer<Sql> change) {
    try (Sql sql = new Connections(file()).owner()) {
      change.accept(sql);
    }
  }

  private Database open() {
    return Database.open(file(), new ManualClock());
  }

  private Path file() {
    return directory.resolve("baton.db");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
