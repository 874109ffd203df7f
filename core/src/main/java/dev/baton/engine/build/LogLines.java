package dev.baton.engine.build;

import dev.baton.port.LogStore;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Cuts bytes into lines. A line without an end is handed on in parts, so that memory stays bounded.
 */
public final class LogLines {

  private static final int LONGEST = 64 * 1024;

  private final LogStore.Writer writer;
  private final InstantSource clock;
  private final byte[] open = new byte[LONGEST];
  private int length;

  /**
   * @param writer where lines go, already masked
   */
  public LogLines(LogStore.Writer writer, InstantSource clock) {
    this.writer = writer;
    this.clock = clock;
  }

  /** Takes bytes in; whole lines go to the writer. */
  public void take(byte[] bytes, int offset, int count) {
    Instant now = clock.instant();
    int end = offset + count;
    int from = offset;
    for (int i = offset; i < end; i++) {
      if (bytes[i] == '\n') {
        complete(now, bytes, from, i - from);
        from = i + 1;
      }
    }
    keep(now, bytes, from, end - from);
  }

  /** Ends the line that is open, if one is. */
  public void endLine(Instant now) {
    if (length > 0) {
      write(now, open, 0, length);
      length = 0;
    }
  }

  private void complete(Instant now, byte[] bytes, int from, int count) {
    if (length == 0 && count <= LONGEST) {
      write(now, bytes, from, count);
      return;
    }
    keep(now, bytes, from, count);
    write(now, open, 0, length);
    length = 0;
  }

  private void keep(Instant now, byte[] bytes, int from, int count) {
    int at = from;
    int left = count;
    while (left > 0) {
      if (length == LONGEST) {
        write(now, open, 0, length);
        length = 0;
      }
      int part = Math.min(left, LONGEST - length);
      System.arraycopy(bytes, at, open, length, part);
      length += part;
      at += part;
      left -= part;
    }
  }

  private void write(Instant now, byte[] bytes, int from, int count) {
    int shown = count > 0 && bytes[from + count - 1] == '\r' ? count - 1 : count;
    writer.line(now, bytes, from, shown);
  }
}
