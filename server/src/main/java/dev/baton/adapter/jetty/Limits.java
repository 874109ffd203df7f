package dev.baton.adapter.jetty;

import java.time.Duration;

/**
 * What callers can hold.
 *
 * @param connections open at once; further ones wait to be accepted
 * @param idle how long a connection may say nothing, in the middle of a request too
 * @param head how long a request's head may take from its first byte to its last, about
 * @param headBytes of a request's line and headers together
 * @param leastBytesPerSecond what a body must arrive at on average, once {@code grace} is over
 * @param grace for a body to begin slowly
 * @param stop how long requests that are being answered have when the listener closes
 */
public record Limits(
    int connections,
    Duration idle,
    Duration head,
    int headBytes,
    long leastBytesPerSecond,
    Duration grace,
    Duration stop) {

  /** What a server uses unless it is told otherwise. */
  public static final Limits USUAL =
      new Limits(
          4096,
          Duration.ofSeconds(30),
          Duration.ofSeconds(20),
          32 * 1024,
          1024,
          Duration.ofSeconds(20),
          Duration.ofSeconds(5));
}
