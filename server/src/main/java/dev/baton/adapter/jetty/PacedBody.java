package dev.baton.adapter.jetty;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeoutException;

/** A body that ends with an error when it arrives too slowly to be meant. */
final class PacedBody extends FilterInputStream {

  private static final int SKIPPED = 8192;

  private final Limits limits;
  private final InstantSource clock;
  private final Instant start;
  private long read;
  private boolean over;

  PacedBody(InputStream in, Limits limits, InstantSource clock) {
    super(in);
    this.limits = limits;
    this.clock = clock;
    this.start = clock.instant();
  }

  @Override
  public int read() throws IOException {
    int next = arrived(super::read);
    over |= next < 0;
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int got = arrived(() -> super.read(bytes, offset, length));
    over |= got < 0;
    count(Math.max(got, 0));
    return got;
  }

  @Override
  public long skip(long count) throws IOException {
    return count <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(count, SKIPPED)]));
  }

  /** Reads from the connection. */
  @FunctionalInterface
  private interface Reading {
    int read() throws IOException;
  }

  private static int arrived(Reading reading) throws IOException {
    try {
      return reading.read();
    } catch (IOException e) {
      if (e.getCause() instanceof TimeoutException) {
        throw new TooSlow("the rest of the body did not come in time");
      }
      throw new Broken(e);
    }
  }

  /** Whether its end was reached. */
  boolean isOver() {
    return over;
  }

  private void count(long bytes) throws IOException {
    read += bytes;
    Duration late = Duration.between(start, clock.instant()).minus(limits.grace());
    if (late.isPositive() && read < late.toMillis() * limits.leastBytesPerSecond() / 1000) {
      throw new TooSlow("a body of less than " + limits.leastBytesPerSecond() + " bytes a second");
    }
  }

  /** The connection ended, or what came is no body: chunks of no length, for one. */
  static final class Broken extends IOException {

    private static final long serialVersionUID = 1L;

    Broken(IOException cause) {
      super("the body did not come to its end", cause);
    }
  }

  /** The caller sends too slowly. */
  static final class TooSlow extends IOException {

    private static final long serialVersionUID = 1L;

    TooSlow(String message) {
      super(message);
    }
  }
}
