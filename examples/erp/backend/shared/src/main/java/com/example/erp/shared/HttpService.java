package com.example.erp.shared;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small JSON service over HTTP: routes such as {@code GET /employees/{id}}, and for every service
 * {@code GET /health}. A {@link Refusal} becomes its status with the message as {@code {"error":
 * ...}}.
 */
public final class HttpService implements AutoCloseable {

  private static final int LARGEST_BODY = 1 << 20;

  /** Answers one request. */
  @FunctionalInterface
  public interface Handler {
    Response handle(Request request);
  }

  /** A request: what the route's placeholders stand for, the query's parameters, and the body. */
  public record Request(Map<String, String> path, Map<String, String> query, String body) {

    public long id() {
      String id = path.get("id");
      if (!id.matches("[0-9]{1,18}")) {
        throw new Refusal.NotFound("There is no " + id);
      }
      return Long.parseLong(id);
    }

    public Optional<String> parameter(String name) {
      return Optional.ofNullable(query.get(name));
    }

    public Fields json() {
      return Fields.of(Json.read(body));
    }
  }

  /** An answer: a status, and a body that is written as JSON; null for none. */
  public record Response(int status, Object body) {

    public static Response ok(Object body) {
      return new Response(200, body);
    }

    public static Response created(Object body) {
      return new Response(201, body);
    }

    public static Response nothing() {
      return new Response(204, null);
    }

    private static Response error(int status, String message) {
      return new Response(status, Map.of("error", message));
    }
  }

  private record Route(String method, List<String> segments, Handler handler) {

    /** What the placeholders stand for when this route's path is the given one. */
    private Optional<Map<String, String>> match(List<String> path) {
      if (path.size() != segments.size()) {
        return Optional.empty();
      }
      Map<String, String> placeholders = new HashMap<>();
      for (int i = 0; i < path.size(); i++) {
        String segment = segments.get(i);
        if (segment.startsWith("{")) {
          placeholders.put(segment.substring(1, segment.length() - 1), path.get(i));
        } else if (!segment.equals(path.get(i))) {
          return Optional.empty();
        }
      }
      return Optional.of(placeholders);
    }
  }

  private final String name;
  private final List<Route> routes = new ArrayList<>();
  private final ExecutorService workers = Executors.newFixedThreadPool(4);
  private HttpServer server;

  public HttpService(String name) {
    this.name = name;
    on("GET", "/health", request -> Response.ok(Map.of("service", name, "status", "up")));
  }

  public HttpService on(String method, String path, Handler handler) {
    routes.add(new Route(method, segments(path), handler));
    return this;
  }

  /** Listens on the loopback address; port 0 picks a free one. */
  public HttpService start(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot listen on port " + port, e);
    }
    server.createContext("/", this::serve);
    server.setExecutor(workers);
    server.start();
    return this;
  }

  /** Listens on the port that the environment variable PORT names. */
  public void startFromEnvironment(int otherwise) {
    String port = System.getenv("PORT");
    start(port == null ? otherwise : Integer.parseInt(port));
    System.out.println(name + " listens on http://127.0.0.1:" + port());
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    if (server != null) {
      server.stop(0);
    }
    workers.shutdown();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Response response;
      byte[] body;
      try {
        response = answer(exchange);
        body = bytes(response);
      } catch (RuntimeException defect) {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        System.err.println(name + ": " + request + " failed: " + defect);
        response = Response.error(500, "The service failed; its log says why");
        body = bytes(response);
      }
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] bytes(Response response) {
    String text = response.body() == null ? "" : Json.write(response.body()) + "\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Response answer(HttpExchange exchange) throws IOException {
    List<String> path = segments(exchange.getRequestURI().getPath());
    boolean known = false;
    for (Route route : routes) {
      Optional<Map<String, String>> placeholders = route.match(path);
      if (placeholders.isPresent()) {
        if (route.method().equals(exchange.getRequestMethod())) {
          return handle(route, placeholders.get(), exchange);
        }
        known = true;
      }
    }
    return known
        ? Response.error(405, exchange.getRequestMethod() + " is not possible here")
        : Response.error(404, "There is nothing at " + exchange.getRequestURI().getPath());
  }

  private Response handle(Route route, Map<String, String> placeholders, HttpExchange exchange)
      throws IOException {
    byte[] body;
    try (InputStream in = exchange.getRequestBody()) {
      body = in.readNBytes(LARGEST_BODY + 1);
    }
    if (body.length > LARGEST_BODY) {
      return Response.error(413, "The body is larger than " + LARGEST_BODY + " bytes");
    }
    String text = new String(body, StandardCharsets.UTF_8);
    try {
      return route
          .handler()
          .handle(new Request(placeholders, query(exchange.getRequestURI().getQuery()), text));
    } catch (Refusal refusal) {
      return Response.error(refusal.status(), refusal.getMessage());
    }
  }

  private static Map<String, String> query(String query) {
    Map<String, String> parameters = new HashMap<>();
    if (query != null) {
      for (String parameter : query.split("&")) {
        String[] parts = parameter.split("=", 2);
        parameters.put(parts[0], parts.length == 2 ? parts[1] : "");
      }
    }
    return parameters;
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/"));
  }
}
