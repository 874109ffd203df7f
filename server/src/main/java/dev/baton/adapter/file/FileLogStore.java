package dev.baton.adapter.file;

import dev.baton.port.LogStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Log streams as files {@code <group>/<stream>.log} under a directory: for each line the epoch
 * milliseconds in decimal, a space, the bytes, a line feed. An offset is a position in the file.
 * What stands behind the last line feed is a line that a killed writer tore: readers pass over it,
 * and the next writer removes it.
 */
public final class FileLogStore implements LogStore {

  private static final int CHUNK = 64 * 1024;

  /** How many bytes one answer carries at the most, unless a single line is longer. */
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  private final Path root;

  /** Groups whose directory is on the disk for good. */
  private final Set<Path> durable = ConcurrentHashMap.newKeySet();

  /** A store in this directory, which is made with the first stream. */
  public FileLogStore(Path root) {
    this.root = root;
  }

  @Override
  public Writer writer(String group, String stream) {
    Path directory = root.resolve(FileNames.of(group));
    try {
      return FileLogWriter.open(root, directory, fileOf(group, stream), durable);
    } catch (IOException e) {
      throw Faults.of("cannot open the log " + group + "/" + stream, e);
    }
  }

  @Override
  public Batch read(String group, String stream, long offset, int limit) {
    long from = Math.max(0, offset);
    Optional<Batch> batch = reading(group, stream, channel -> readFrom(channel, from, limit));
    return batch.orElseGet(() -> new Batch(List.of(), from));
  }

  @Override
  public List<Line> tail(String group, String stream, int lines) {
    Optional<List<Line>> tail = reading(group, stream, channel -> lastLines(channel, lines));
    return tail.orElseGet(List::of);
  }

  @Override
  public List<Placed> after(String group, String stream, long offset, Most most) {
    Optional<List<Placed>> found =
        reading(
            group,
            stream,
            channel -> {
              long from = Math.max(0, offset);
              return from >= channel.size()
                  ? List.of()
                  : placed(channel, startOfLine(channel, from), Long.MAX_VALUE, most);
            });
    return found.orElseGet(List::of);
  }

  @Override
  public List<Placed> before(String group, String stream, long offset, Most most) {
    Optional<List<Placed>> found =
        reading(
            group,
            stream,
            channel -> {
              long end = Math.min(Math.max(0, offset), channel.size());
              long start = startOfLast(channel, end, most);
              return placed(channel, start, end, new Most(most.lines(), Integer.MAX_VALUE));
            });
    return found.orElseGet(List::of);
  }

  @Override
  public long seek(String group, String stream, Instant at) {
    Optional<Long> found = reading(group, stream, channel -> firstSince(channel, at));
    return found.orElse(0L);
  }

  /** Halves what may hold the line, since time never goes back. */
  private static long firstSince(FileChannel channel, Instant at) throws IOException {
    long low = 0;
    long high = channel.size();
    while (low < high) {
      long middle = (low + high) >>> 1;
      LineReader reader = new LineReader(channel, startOfLine(channel, middle));
      long begin = reader.position();
      Optional<Line> line = begin >= high ? Optional.empty() : reader.next();
      if (line.isPresent() && line.get().at().isBefore(at)) {
        low = reader.position();
      } else {
        high = middle;
      }
    }
    long start = startOfLine(channel, low);
    boolean there = new LineReader(channel, start).skip();
    return there ? start : FileLogWriter.endOfLastLine(channel, channel.size());
  }

  private static List<Placed> placed(FileChannel channel, long start, long end, Most most)
      throws IOException {
    LineReader reader = new LineReader(channel, start);
    List<Placed> lines = new ArrayList<>();
    while (lines.size() < most.lines() && reader.position() - start < most.bytes()) {
      long from = reader.position();
      Optional<Line> line = reader.next();
      if (line.isEmpty() || reader.position() > end) {
        break;
      }
      lines.add(new Placed(from, reader.position(), line.get()));
    }
    return List.copyOf(lines);
  }

  private static Batch readFrom(FileChannel channel, long offset, int limit) throws IOException {
    if (offset >= channel.size()) {
      return new Batch(List.of(), offset);
    }
    LineReader reader = new LineReader(channel, startOfLine(channel, offset));
    List<Line> lines = new ArrayList<>();
    long bytes = 0;
    while (lines.size() < limit && bytes < MOST_BYTES) {
      long before = reader.position();
      Optional<Line> line = reader.next();
      if (line.isEmpty()) {
        break;
      }
      lines.add(line.get());
      bytes += reader.position() - before;
    }
    return new Batch(List.copyOf(lines), lines.isEmpty() ? offset : reader.position());
  }

  /** An offset that nobody was given may point into a line: then the next line is meant. */
  private static long startOfLine(FileChannel channel, long offset) throws IOException {
    if (offset == 0) {
      return 0;
    }
    ByteBuffer before = ByteBuffer.allocate(1);
    if (channel.read(before, offset - 1) < 1 || before.get(0) == '\n') {
      return offset;
    }
    LineReader reader = new LineReader(channel, offset);
    return reader.skip() ? reader.position() : offset;
  }

  static List<Line> lastLines(FileChannel channel, int wanted) throws IOException {
    long start = startOfLast(channel, channel.size(), new Most(wanted, MOST_BYTES));
    LineReader reader = new LineReader(channel, start);
    List<Line> lines = new ArrayList<>();
    for (Optional<Line> line = reader.next();
        line.isPresent() && lines.size() < wanted;
        line = reader.next()) {
      lines.add(line.get());
    }
    return List.copyOf(lines);
  }

  /**
   * Goes backwards from the last line feed before an end until that many lines lie behind, or as
   * many bytes as one answer carries.
   */
  private static long startOfLast(FileChannel channel, long end, Most most) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    int feeds = 0;
    for (long to = end; to > 0; to -= chunk.limit()) {
      long from = Math.max(0, to - CHUNK);
      chunk.clear().limit((int) (to - from));
      readFully(channel, chunk, from);
      for (int i = chunk.limit() - 1; i >= 0; i--) {
        if (chunk.get(i) != '\n') {
          continue;
        }
        boolean enough = feeds == most.lines() || (feeds > 0 && end - (from + i) > most.bytes());
        if (enough) {
          return from + i + 1;
        }
        feeds++;
      }
    }
    return 0;
  }

  static void readFully(FileChannel channel, ByteBuffer into, long position) throws IOException {
    while (into.hasRemaining()) {
      int count = channel.read(into, position + into.position());
      if (count < 0) {
        throw new IOException("the log became shorter while it was read");
      }
    }
  }

  private Path fileOf(String group, String stream) {
    return root.resolve(FileNames.of(group)).resolve(FileNames.of(stream) + ".log");
  }

  private <T> Optional<T> reading(String group, String stream, Reading<T> reading) {
    try (FileChannel channel = FileChannel.open(fileOf(group, stream), StandardOpenOption.READ)) {
      return Optional.of(reading.from(channel));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Faults.of("cannot read the log " + group + "/" + stream, e);
    }
  }

  private interface Reading<T> {
    T from(FileChannel channel) throws IOException;
  }
}
