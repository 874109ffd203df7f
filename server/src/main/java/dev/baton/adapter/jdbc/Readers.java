package dev.baton.adapter.jdbc;

import dev.baton.port.PortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Reading connections, opened on demand and kept. From outside, a database that rests (it has no
 * write-ahead log) is read without touching anything beside it, and read again when an owner came
 * meanwhile.
 */
final class Readers implements AutoCloseable {

  private static final int CONNECTIONS = 4;
  private static final int ATTEMPTS = 5;

  private final Connections connections;
  private final Optional<Path> outside;
  private final Semaphore places = new Semaphore(CONNECTIONS);
  private final Deque<Sql> idle = new ArrayDeque<>();
  private boolean closed;

  private Readers(Connections connections, Optional<Path> outside) {
    this.connections = connections;
    this.outside = outside;
  }

  static Readers besideOwner(Connections connections) {
    return new Readers(connections, Optional.empty());
  }

  static Readers fromOutside(Path file, Connections connections) {
    return new Readers(connections, Optional.of(file));
  }

  <T> T read(Function<Sql, T> body) {
    places.acquireUninterruptibly();
    try {
      return outside.isEmpty() ? live(body) : fromOutside(outside.get(), body);
    } finally {
      places.release();
    }
  }

  private <T> T fromOutside(Path file, Function<Sql, T> body) {
    for (int attempt = 1; attempt <= ATTEMPTS && !hasLog(file); attempt++) {
      Optional<T> found = resting(file, body);
      if (found.isPresent()) {
        return found.get();
      }
    }
    return live(body);
  }

  /** Empty when somebody has written meanwhile: what was read may be of two times. */
  private <T> Optional<T> resting(Path file, Function<Sql, T> body) {
    FileTime before = modified(file);
    T found;
    try (Sql sql = connections.readerOfResting()) {
      found = body.apply(sql);
    } catch (PortException e) {
      if (hasLog(file)) {
        return Optional.empty();
      }
      throw e;
    }
    return !hasLog(file) && modified(file).equals(before) ? Optional.of(found) : Optional.empty();
  }

  private static boolean hasLog(Path file) {
    return Files.exists(file.resolveSibling(file.getFileName() + "-wal"));
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new PortException("Cannot read the database " + file + ": " + e, false, e);
    }
  }

  private <T> T live(Function<Sql, T> body) {
    Sql sql = take();
    boolean healthy = false;
    try {
      sql.update("begin");
      T found = body.apply(sql);
      sql.update("commit");
      healthy = true;
      return found;
    } finally {
      give(sql, healthy);
    }
  }

  private Sql take() {
    synchronized (idle) {
      if (closed) {
        throw new PortException("The database is closed", false);
      }
      Sql kept = idle.pollFirst();
      if (kept != null) {
        return kept;
      }
    }
    return connections.reader();
  }

  private void give(Sql sql, boolean healthy) {
    synchronized (idle) {
      if (healthy && !closed) {
        idle.addFirst(sql);
        return;
      }
    }
    sql.close();
  }

  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
      while (!idle.isEmpty()) {
        idle.removeFirst().close();
      }
    }
  }
}
