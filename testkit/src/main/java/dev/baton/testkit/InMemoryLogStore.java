package dev.baton.testkit;

import dev.baton.port.LogStore;
import dev.baton.port.PortException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Logs in memory, with a disk that can be full. Lines are seen once they were flushed. */
public final class InMemoryLogStore implements LogStore {

  private final Map<String, List<Line>> streams = new HashMap<>();
  private long room = Long.MAX_VALUE;
  private boolean syncs = true;

  /** From now on so many lines can be written; the next one finds the disk full. */
  public synchronized void leaveRoomFor(long lines) {
    room = lines;
  }

  /** From now on nothing reaches the disk for good. */
  public synchronized void refuseSync() {
    syncs = false;
  }

  /** A stream's lines as one text. */
  public synchronized String text(String group, String stream) {
    StringBuilder text = new StringBuilder();
    lines(group, stream).forEach(line -> text.append(line.message()).append('\n'));
    return text.toString();
  }

  @Override
  public Writer writer(String group, String stream) {
    return new Appending(group, stream);
  }

  @Override
  public synchronized Batch read(String group, String stream, long offset, int limit) {
    List<Line> all = lines(group, stream);
    int from = (int) Math.min(Math.max(0, offset), all.size());
    int to = (int) Math.min((long) from + limit, all.size());
    return new Batch(List.copyOf(all.subList(from, to)), to);
  }

  @Override
  public synchronized List<Line> tail(String group, String stream, int lines) {
    List<Line> all = lines(group, stream);
    return List.copyOf(all.subList(Math.max(0, all.size() - lines), all.size()));
  }

  @Override
  public synchronized List<Placed> after(String group, String stream, long offset, Most most) {
    List<Line> all = lines(group, stream);
    int from = (int) Math.min(Math.max(0, offset), all.size());
    return placed(all, from, (int) Math.min((long) from + most.lines(), all.size()));
  }

  @Override
  public synchronized List<Placed> before(String group, String stream, long offset, Most most) {
    List<Line> all = lines(group, stream);
    int to = (int) Math.min(Math.max(0, offset), all.size());
    return placed(all, Math.max(0, to - most.lines()), to);
  }

  @Override
  public synchronized long seek(String group, String stream, Instant at) {
    return lines(group, stream).stream().takeWhile(line -> line.at().isBefore(at)).count();
  }

  private static List<Placed> placed(List<Line> all, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> new Placed(i, i + 1L, all.get(i))).toList();
  }

  private List<Line> lines(String group, String stream) {
    return streams.computeIfAbsent(group + "\0" + stream, _ -> new ArrayList<>());
  }

  private synchronized void append(String group, String stream, List<Line> lines) {
    for (Line line : lines) {
      if (room-- <= 0) {
        throw full();
      }
      lines(group, stream).add(line);
    }
  }

  private synchronized void checkSync() {
    if (!syncs) {
      throw full();
    }
  }

  private static PortException full() {
    return new PortException("cannot write the log: No space left on device", true);
  }

  private final class Appending implements Writer {

    private final String group;
    private final String stream;
    private final List<Line> waiting = new ArrayList<>();

    Appending(String group, String stream) {
      this.group = group;
      this.stream = stream;
    }

    @Override
    public void line(Instant at, byte[] bytes, int offset, int length) {
      waiting.add(new Line(at, new String(bytes, offset, length, StandardCharsets.UTF_8)));
    }

    @Override
    public void flush() {
      List<Line> lines = List.copyOf(waiting);
      waiting.clear();
      append(group, stream, lines);
    }

    @Override
    public void sync() {
      flush();
      checkSync();
    }

    @Override
    public void close() {
      flush();
    }
  }
}
