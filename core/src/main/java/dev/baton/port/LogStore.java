package dev.baton.port;

import java.time.Instant;
import java.util.List;

/**
 * Log streams, one for each build, by group and stream name. Lines keep their order and time. What
 * a reader has seen survives a kill of this process; {@link Writer#sync} makes it survive the
 * machine. Within a stream time never goes back: a line that is older than the one before it gets
 * that one's time.
 */
public interface LogStore {

  /**
   * Opens a stream for appending; makes it when it is not there. One writer at a time for a stream.
   */
  Writer writer(String group, String stream);

  /**
   * Reads lines from an offset.
   *
   * @param offset 0 for the beginning, else what the last batch gave as {@code next}
   * @param limit how many lines at the most
   * @return the lines, and where to go on; the same offset again when there is nothing new
   */
  Batch read(String group, String stream, long offset, int limit);

  /** The last lines of a stream, oldest first. */
  List<Line> tail(String group, String stream, int lines);

  /**
   * Lines from an offset on, each with its place.
   *
   * @param offset of a line, or behind the last one
   * @param most how much of it; empty when there is nothing more
   */
  List<Placed> after(String group, String stream, long offset, Most most);

  /**
   * The lines that stand before an offset, oldest first, each with its place.
   *
   * @param offset of a line, or anything behind the last one for the end of the stream
   */
  List<Placed> before(String group, String stream, long offset, Most most);

  /**
   * Where the first line of this time or a later one begins.
   *
   * @return behind the last line when all are older; 0 for a stream that is not there
   */
  long seek(String group, String stream, Instant at);

  /**
   * A line and where it stands.
   *
   * @param from where it begins
   * @param next where the line behind it begins, or will
   */
  record Placed(long from, long next, Line line) {}

  /**
   * How much one answer holds at the most.
   *
   * @param lines at least 1
   * @param bytes as they are stored; the line that reaches it still belongs to the answer
   */
  record Most(int lines, int bytes) {}

  /**
   * A line, without its line break. Bytes that are no UTF-8 were replaced; longer lines than the
   * store's limit come in parts.
   */
  record Line(Instant at, String message) {}

  /** Some lines and the offset after them. */
  record Batch(List<Line> lines, long next) {}

  /** Appends to one stream. Not for concurrent use. */
  interface Writer extends AutoCloseable {

    /** Appends one line, already masked. */
    void line(Instant at, byte[] bytes, int offset, int length);

    /** Makes what was appended visible to readers. */
    void flush();

    /** Returns once everything appended is on the disk. */
    void sync();

    @Override
    void close();
  }
}
