package dev.baton.adapter.jetty;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Ends connections whose next request's head does not come to its end. Each byte of a head resets
 * the time that a connection may be silent, so that silence alone bounds nothing: a few bytes a
 * minute would hold a connection for hours.
 */
final class SlowHeads implements Runnable {

  private static final int LOOKS = 4;

  private final ServerConnector connector;
  private final Duration most;
  private final Map<EndPoint, Waiting> waiting = new HashMap<>();

  /**
   * A connection on which no request is being answered.
   *
   * @param requests how many it has had
   * @param bytes how many had come when it was first seen so
   * @param begun when more had come for the first time, in nanoseconds; as long as none has, it is
   *     only idle
   */
  private record Waiting(long requests, long bytes, boolean hasBegun, long begun) {}

  private SlowHeads(ServerConnector connector, Duration most) {
    this.connector = connector;
    this.most = most;
  }

  /** Watches a connector until it is stopped. */
  static void watch(ServerConnector connector, Duration most) {
    new SlowHeads(connector, most).again();
  }

  private void again() {
    long pause = Math.max(1, most.toMillis() / LOOKS);
    connector.getScheduler().schedule(this, pause, TimeUnit.MILLISECONDS);
  }

  @Override
  public void run() {
    try {
      look(System.nanoTime());
    } finally {
      again();
    }
  }

  private synchronized void look(long now) {
    Set<EndPoint> open = new HashSet<>(connector.getConnectedEndPoints());
    waiting.keySet().retainAll(open);
    for (EndPoint each : open) {
      Connection outer = each.getConnection();
      if (outer != null && isLate(each, outer, now)) {
        waiting.remove(each);
        each.close();
      }
    }
  }

  private boolean isLate(EndPoint place, Connection outer, long now) {
    Connection spoken =
        outer instanceof SslConnection tls ? tls.getSslEndPoint().getConnection() : outer;
    if (spoken == null || spoken.getMessagesIn() > spoken.getMessagesOut()) {
      waiting.remove(place);
      return false;
    }
    long requests = spoken.getMessagesIn();
    long bytes = outer.getBytesIn();
    Waiting before = waiting.get(place);
    if (before == null || before.requests() != requests) {
      waiting.put(place, new Waiting(requests, bytes, false, now));
      return false;
    }
    if (!before.hasBegun()) {
      if (bytes > before.bytes()) {
        waiting.put(place, new Waiting(requests, bytes, true, now));
      }
      return false;
    }
    return now - before.begun() >= most.toNanos();
  }
}
