package dev.baton.adapter.file;

import dev.baton.port.LogStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;

/** Appends to one log file, in writes of whole lines. */
final class FileLogWriter implements LogStore.Writer {

  /** Longer lines come in parts of this many bytes. */
  static final int LONGEST_LINE = 256 * 1024;

  private static final int BUFFER = LONGEST_LINE + 64 * 1024;
  private static final int LONGEST_STAMP = 20;

  private final Path file;
  private final Path root;
  private final Path directory;
  private final Set<Path> durable;
  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private long newest;
  private boolean directoriesSynced;
  private boolean closed;

  private FileLogWriter(
      Path root,
      Path directory,
      Path file,
      Set<Path> durable,
      FileChannel channel,
      long newest,
      boolean directoriesSynced) {
    this.root = root;
    this.directory = directory;
    this.file = file;
    this.durable = durable;
    this.channel = channel;
    this.newest = newest;
    this.directoriesSynced = directoriesSynced;
  }

  /**
   * Opens the file for appending.
   *
   * @param durable directories whose entry in the root is known to be on the disk; shared by the
   *     writers of a store
   */
  static FileLogWriter open(Path root, Path directory, Path file, Set<Path> durable)
      throws IOException {
    boolean existed = Files.exists(file);
    long newest = 0;
    if (existed) {
      removeTornLine(file);
      newest = newest(file);
    } else {
      OwnerOnly.directories(root);
      OwnerOnly.directories(directory);
    }
    FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), OwnerOnly.FILE);
    return new FileLogWriter(root, directory, file, durable, channel, newest, existed);
  }

  private static void removeTornLine(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long size = channel.size();
      long whole = endOfLastLine(channel, size);
      if (whole < size) {
        channel.truncate(whole);
      }
    }
  }

  /** The time of the last line. */
  private static long newest(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return FileLogStore.lastLines(channel, 1).stream()
          .mapToLong(line -> line.at().toEpochMilli())
          .findFirst()
          .orElse(0);
    }
  }

  static long endOfLastLine(FileChannel channel, long size) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(64 * 1024);
    for (long to = size; to > 0; to -= chunk.limit()) {
      long from = Math.max(0, to - chunk.capacity());
      chunk.clear().limit((int) (to - from));
      FileLogStore.readFully(channel, chunk, from);
      for (int i = chunk.limit() - 1; i >= 0; i--) {
        if (chunk.get(i) == '\n') {
          return from + i + 1;
        }
      }
    }
    return 0;
  }

  @Override
  public void line(Instant at, byte[] bytes, int offset, int length) {
    long millis = Math.max(newest, at.toEpochMilli());
    newest = millis;
    int from = offset;
    int end = offset + length;
    do {
      int to = endOfPart(bytes, from, end);
      part(millis, bytes, from, to - from);
      boolean feed = to < end && bytes[to] == '\n';
      from = feed ? to + 1 : to;
    } while (from < end);
  }

  /**
   * A part ends at a line feed, which must not forge a line's beginning, or at the limit, before a
   * character rather than within it.
   */
  private static int endOfPart(byte[] bytes, int from, int end) {
    int limit = Math.min(end, from + LONGEST_LINE);
    for (int i = from; i < limit; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    int to = limit;
    while (to < end && to > limit - 3 && (bytes[to] & 0xC0) == 0x80) {
      to--;
    }
    return to;
  }

  private void part(long millis, byte[] bytes, int offset, int length) {
    if (buffer.remaining() < length + LONGEST_STAMP + 2) {
      flush();
    }
    decimal(Math.max(0, millis));
    buffer.put((byte) ' ').put(bytes, offset, length).put((byte) '\n');
  }

  private void decimal(long value) {
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    int start = buffer.position();
    long rest = value;
    for (int i = digits - 1; i >= 0; i--) {
      buffer.put(start + i, (byte) ('0' + rest % 10));
      rest /= 10;
    }
    buffer.position(start + digits);
  }

  @Override
  public void flush() {
    buffer.flip();
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException e) {
      throw Faults.of("cannot write the log " + file, e);
    } finally {
      // After a full disk the next flush goes on where this one stopped, within a line or not.
      buffer.compact();
    }
  }

  @Override
  public void sync() {
    flush();
    try {
      channel.force(false);
      if (!directoriesSynced) {
        OwnerOnly.sync(directory);
        if (!durable.contains(directory)) {
          OwnerOnly.sync(root);
          durable.add(directory);
        }
        directoriesSynced = true;
      }
    } catch (IOException e) {
      throw Faults.of("cannot write the log " + file + " to the disk", e);
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (channel) {
      flush();
    } catch (IOException e) {
      throw Faults.of("cannot close the log " + file, e);
    }
  }
}
