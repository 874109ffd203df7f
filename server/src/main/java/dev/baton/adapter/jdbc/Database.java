package dev.baton.adapter.jdbc;

import dev.baton.port.PortException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Baton's SQLite file. One process owns it and writes; others may read it meanwhile. What {@link
 * #write} has returned survives a kill of the process and a loss of power. Safe for concurrent use.
 */
public final class Database implements AutoCloseable {

  private final Path file;
  private final Optional<GroupCommit> writer;
  private final Readers readers;

  private Database(Path file, Optional<GroupCommit> writer, Readers readers) {
    this.file = file;
    this.writer = writer;
    this.readers = readers;
  }

  /**
   * Opens the database as its owner: makes it (mode 0600) when it is not there, and brings it to
   * this version's schema. The caller has seen to it that no other process owns it.
   *
   * @throws PortException when the file cannot be opened, is damaged or another program's, or was
   *     made by a newer Baton
   */
  public static Database open(Path file, InstantSource clock) {
    return open(file, clock, OptionalLong.empty());
  }

  /**
   * As {@link #open(Path, InstantSource)}, with so much room on the disk.
   *
   * @param pages by how many pages the file may grow; empty: as far as the disk allows
   */
  public static Database open(Path file, InstantSource clock, OptionalLong pages) {
    create(file);
    Connections connections = new Connections(file);
    Sql sql = connections.owner();
    try {
      new Migrations(file).migrate(sql, clock.instant());
      pages.ifPresent(sql::leaveRoom);
      return new Database(
          file, Optional.of(new GroupCommit(sql)), Readers.besideOwner(connections));
    } catch (RuntimeException e) {
      sql.close();
      throw e;
    }
  }

  /**
   * Opens the database for reading, whether or not another process owns it; makes no file.
   *
   * @return empty when there is nothing to read yet, or an older Baton made it: {@link #open} mends
   *     both
   * @throws PortException as {@link #open}
   */
  public static Optional<Database> openForReading(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Readers readers = Readers.fromOutside(file, new Connections(file));
    Database database = new Database(file, Optional.empty(), readers);
    try {
      if (readers.read(new Migrations(file)::isReadable)) {
        return Optional.of(database);
      }
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
    database.close();
    return Optional.empty();
  }

  /** Lets somebody hear of each transaction from now on; an owner's database only. */
  public void observe(CommitObserver observer) {
    owner().observe(observer);
  }

  /** Changes something; returns once that is durable. The body may be run again after a failure. */
  <T> T write(Function<Sql, T> body) {
    return owner().write(body);
  }

  /** As {@link #write}, without waiting; a failure is logged with {@code what}. */
  void writeSoon(String what, Function<Sql, Integer> body) {
    owner().writeSoon(what, body);
  }

  /** Hands a change over, to be made before whatever is asked for from now on. */
  GroupCommit.Handed hand(String what, Consumer<Sql> body) {
    return owner().hand(what, body);
  }

  /** Reads from one snapshot. The body may be run again. */
  <T> T read(Function<Sql, T> body) {
    return readers.read(body);
  }

  /**
   * How many transactions this owner has ended; counted before {@link #write} returns. Empty when
   * another process may write.
   */
  OptionalLong transactions() {
    return writer.isEmpty() ? OptionalLong.empty() : OptionalLong.of(writer.get().transactions());
  }

  /** Whether this process may write. */
  boolean isOwner() {
    return writer.isPresent();
  }

  private GroupCommit owner() {
    return writer.orElseThrow(
        () -> new PortException("The database " + file + " was opened for reading only", false));
  }

  @Override
  public void close() {
    // The writer's connection goes last: it takes the write-ahead log into the file.
    try {
      readers.close();
    } finally {
      writer.ifPresent(GroupCommit::close);
    }
  }

  private static void create(Path file) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    try {
      if (!posix) {
        return; // Without POSIX modes the directory's own protection counts.
      }
      var owner = PosixFilePermissions.fromString("rw-------");
      try {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
      } catch (FileAlreadyExistsException e) {
        Files.setPosixFilePermissions(file, owner);
      }
    } catch (IOException e) {
      throw new PortException(
          "Cannot make or protect the database "
              + file
              + ": "
              + e
              + ". Its directory must exist and belong to the user who runs Baton",
          false,
          e);
    }
  }
}
