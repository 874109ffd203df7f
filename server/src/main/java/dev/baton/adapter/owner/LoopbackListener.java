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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on a loopback port that the system chooses. The JDK's own server is enough here: its
 * callers are this user's few terminals.
 */
public final class LoopbackListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LoopbackListener.class);
  private static final int BACKLOG = 50;

  private final HttpServer server;
  private final ExecutorService threads;

  private LoopbackListener(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /** Begins to listen. */
  public static LoopbackListener start(Handler handler) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
      ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
      server.setExecutor(threads);
      server.createContext("/", exchange -> answer(handler, exchange));
      server.start();
      return new LoopbackListener(server, threads);
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

  private static void answer(Handler handler, HttpExchange exchange) throws IOException {
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

  /** Answers nothing more; requests that are being answered are cut off. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
