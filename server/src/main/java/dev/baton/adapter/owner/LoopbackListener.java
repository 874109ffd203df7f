package dev.baton.adapter.owner;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.baton.http.Handler;
import dev.baton.http.Headers;
import dev.baton.http.Request;
import dev.baton.http.Response;
import dev.baton.port.PortException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on a loopback port that the system chooses. The JDK's own server is enough here: its
 * callers are this user's few terminals.
 */
public final class LoopbackListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LoopbackListener.class);
  private static final int BACKLOG = 50;
  private static final int LAST_ANSWERS_SECONDS = 5;

  private final HttpServer server;
  private final ExecutorService threads;

  /** Everybody who is being answered, and the listener itself until it closes. */
  private final Phaser answering;

  private LoopbackListener(HttpServer server, ExecutorService threads, Phaser answering) {
    this.server = server;
    this.threads = threads;
    this.answering = answering;
  }

  /** Begins to listen. */
  public static LoopbackListener start(Handler handler) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
      ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
      server.setExecutor(threads);
      Phaser answering = new Phaser(1);
      server.createContext("/", exchange -> answer(handler, exchange, answering));
      server.start();
      return new LoopbackListener(server, threads, answering);
    } catch (IOException e) {
      throw new PortException("Cannot listen on loopback: " + e, false, e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Where it listens: on loopback alone. */
  InetSocketAddress address() {
    return server.getAddress();
  }

  private static void answer(Handler handler, HttpExchange exchange, Phaser answering)
      throws IOException {
    if (answering.register() < 0) {
      exchange.close();
      return;
    }
    try (exchange) {
      Response response = handler.handle(request(exchange));
      response
          .headers()
          .fields()
          .forEach(field -> exchange.getResponseHeaders().add(field.name(), field.value()));
      exchange.sendResponseHeaders(response.status(), announced(response.body().length()));
      try (OutputStream out = exchange.getResponseBody()) {
        response.body().writeTo(out);
      }
    } catch (IOException e) {
      // The caller has gone; what it asked for is recorded all the same.
      LOG.debug("A caller on loopback went away: {}", e.toString());
      throw e;
    } finally {
      answering.arriveAndDeregister();
    }
  }

  /** As the JDK's server wants a length: -1 for no body, 0 for one of unknown length. */
  private static long announced(long length) {
    if (length == 0) {
      return -1;
    }
    return length < 0 ? 0 : length;
  }

  private static Request request(HttpExchange exchange) {
    List<Headers.Field> fields = new ArrayList<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> values.forEach(v -> fields.add(new Headers.Field(name, v))));
    String query = exchange.getRequestURI().getRawQuery();
    return new Request(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        query == null ? "" : query,
        new Headers(fields),
        exchange.getRemoteAddress().getAddress().getHostAddress(),
        exchange.getRequestBody());
  }

  /**
   * Answers nothing more. What is being answered has a moment to end: a caller who hears nothing of
   * what was done would have it done again.
   */
  @Override
  public void close() {
    try {
      answering.awaitAdvanceInterruptibly(
          answering.arriveAndDeregister(), LAST_ANSWERS_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      LOG.warn("Callers on loopback were cut off after {} seconds", LAST_ANSWERS_SECONDS);
    }
    server.stop(0);
    threads.shutdownNow();
  }
}
