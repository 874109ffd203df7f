package dev.baton.adapter.runner;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Takes the program's marks out of its output. Output goes to the sink in pieces as it came; at
 * each mark the sink hears that the next event has its place here. Constant memory.
 */
final class MarkedLog {

  private static final int PIECE = 1 << 16;

  private final byte[] mark;
  private final Sink sink;
  private final byte[] buffer;
  private int held;

  MarkedLog(String token, Sink sink) {
    this.mark = ("\0" + token + "\0").getBytes(US_ASCII);
    this.sink = sink;
    this.buffer = new byte[PIECE + mark.length];
  }

  /** Hears the log. */
  interface Sink {

    void output(byte[] bytes, int offset, int length);

    void mark();
  }

  /** Reads until the end of the stream. */
  void read(InputStream from) throws IOException {
    for (int n = from.read(buffer, 0, PIECE); n >= 0; n = from.read(buffer, held, PIECE)) {
      take(held + n);
    }
    give(0, held);
    held = 0;
  }

  private void take(int end) {
    int start = 0;
    int at = 0;
    while (at < end) {
      if (buffer[at] != 0) {
        at++;
        continue;
      }
      int length = Math.min(mark.length, end - at);
      if (!Arrays.equals(buffer, at, at + length, mark, 0, length)) {
        at++;
        continue;
      }
      give(start, at - start);
      start = at;
      if (length < mark.length) {
        break;
      }
      sink.mark();
      at += length;
      start = at;
    }
    keep(start, at, end);
  }

  private void keep(int start, int at, int end) {
    if (at >= end) {
      give(start, end - start);
      held = 0;
      return;
    }
    held = end - start;
    System.arraycopy(buffer, start, buffer, 0, held);
  }

  private void give(int offset, int length) {
    if (length > 0) {
      sink.output(buffer, offset, length);
    }
  }
}
