package dev.baton.adapter.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.baton.adapter.process.Command;
import dev.baton.adapter.process.Finished;
import dev.baton.adapter.process.Processes;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Repositories below a directory behind git's own smart HTTP, on this machine. */
final class SmartHttp implements AutoCloseable {

  private final Path directory;
  private final HttpServer http;
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  private SmartHttp(Path directory, HttpServer http) {
    this.directory = directory;
    this.http = http;
  }

  static SmartHttp serve(Path directory) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    SmartHttp smart = new SmartHttp(directory, http);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", smart::answer);
    http.start();
    return smart;
  }

  /** The repository of that name, which has a working tree. */
  String url(String name) {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/" + name + "/.git";
  }

  /** The Authorization headers that came. */
  List<String> authorizations() {
    return authorizations;
  }

  @Override
  public void close() {
    http.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
          .ifPresent(authorizations::add);
      Map<String, String> environment = new HashMap<>(GitFixture.ENVIRONMENT);
      environment.put("GIT_PROJECT_ROOT", directory.toString());
      environment.put("GIT_HTTP_EXPORT_ALL", "1");
      environment.put("REQUEST_METHOD", exchange.getRequestMethod());
      environment.put("PATH_INFO", exchange.getRequestURI().getPath());
      environment.put(
          "QUERY_STRING", Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(""));
      header(exchange, "Content-Type").ifPresent(value -> environment.put("CONTENT_TYPE", value));
      header(exchange, "Content-Encoding")
          .ifPresent(value -> environment.put("HTTP_CONTENT_ENCODING", value));
      header(exchange, "Git-Protocol").ifPresent(value -> environment.put("GIT_PROTOCOL", value));
      byte[] body = exchange.getRequestBody().readAllBytes();
      Command command =
          new Command(
              List.of("git", "http-backend"),
              directory,
              environment,
              body,
              java.time.Duration.ofMinutes(1),
              1 << 24);
      reply(exchange, new Processes().run(command));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  private static void reply(HttpExchange exchange, Finished backend) throws IOException {
    String latin = new String(backend.output(), StandardCharsets.ISO_8859_1);
    int end = latin.indexOf("\r\n\r\n");
    int status = 200;
    for (String line : latin.substring(0, end).split("\r\n", -1)) {
      String[] field = line.split(": ", 2);
      if (field[0].equals("Status")) {
        status = Integer.parseInt(field[1].substring(0, 3));
      } else {
        exchange.getResponseHeaders().add(field[0], field[1]);
      }
    }
    byte[] content = latin.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
    exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(content);
    }
  }
}
