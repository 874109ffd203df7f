package dev.baton.adapter.file;

import dev.baton.port.LogStore.Line;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads whole lines of a log file from a position on; what is not ended by a line feed is not there
 * yet.
 */
final class LineReader {

  private static final int CHUNK = 64 * 1024;

  private final FileChannel channel;
  private byte[] bytes = new byte[CHUNK];

  /**
   * The bytes read but not yet given are {@code bytes[start, end)}; {@code position} is where they
   * stand in the file.
   */
  private int start;

  private int end;
  private long position;

  LineReader(FileChannel channel, long position) {
    this.channel = channel;
    this.position = position;
  }

  /** Where the next line begins. */
  long position() {
    return position;
  }

  /** The next whole line, when there is one. */
  Optional<Line> next() throws IOException {
    int feed = findFeed();
    if (feed < 0) {
      return Optional.empty();
    }
    Line line = parse(bytes, start, feed);
    advance(feed);
    return Optional.of(line);
  }

  /** Passes over what is left of a line; false when its end is not there yet. */
  boolean skip() throws IOException {
    int feed = findFeed();
    if (feed >= 0) {
      advance(feed);
    }
    return feed >= 0;
  }

  private void advance(int feed) {
    position += feed + 1 - start;
    start = feed + 1;
  }

  private int findFeed() throws IOException {
    int from = start;
    while (true) {
      for (int i = from; i < end; i++) {
        if (bytes[i] == '\n') {
          return i;
        }
      }
      int seen = end - start;
      if (!more()) {
        return -1;
      }
      from = start + seen;
    }
  }

  private boolean more() throws IOException {
    if (start > 0) {
      System.arraycopy(bytes, start, bytes, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == bytes.length) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    int count = channel.read(ByteBuffer.wrap(bytes, end, bytes.length - end), position + end);
    if (count <= 0) {
      return false;
    }
    end += count;
    return true;
  }

  private static Line parse(byte[] bytes, int from, int to) {
    long millis = 0;
    int at = from;
    while (at < to && at - from < 15 && bytes[at] >= '0' && bytes[at] <= '9') {
      millis = millis * 10 + (bytes[at++] - '0');
    }
    boolean stamped = at > from && at < to && bytes[at] == ' ';
    // A power cut can leave zeros where lines were: they are shown, as a line without a time.
    int text = stamped ? at + 1 : from;
    String message =
        new String(bytes, text, to - text, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    return new Line(Instant.ofEpochMilli(stamped ? millis : 0), message);
  }
}
