package dev.baton.adapter.remote;

import dev.baton.http.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/** Speaks to one server. */
public final class ServerClient {

  private static final int CONNECT_MILLIS = 10_000;
  private static final int READ_MILLIS = 60_000;
  private static final int LARGEST_ANSWER = 64 * 1024 * 1024;

  private final URI server;
  private final Optional<SSLSocketFactory> sockets;

  /** An answer. */
  public record Answer(int status, byte[] body) {}

  /**
   * A request's body.
   *
   * @param stream opened once; closed by the client
   */
  public record Content(InputStream stream, long length) {}

  /** Takes what a server sends. */
  @FunctionalInterface
  public interface Receiver {
    void receive(InputStream in) throws IOException;
  }

  /**
   * A client.
   *
   * @param server scheme, host and port
   * @param authorities PEM certificates to trust instead of the system's
   * @throws IOException when they cannot be read
   */
  public ServerClient(URI server, Optional<Path> authorities) throws IOException {
    this.server = server;
    this.sockets =
        authorities.isPresent()
            ? Optional.of(Authorities.trusting(authorities.get()))
            : Optional.empty();
  }

  /** The Host header that will be sent. */
  public String host() {
    int usual = server.getScheme().equals("https") ? 443 : 80;
    return server.getPort() < 0 || server.getPort() == usual
        ? server.getHost()
        : server.getHost() + ":" + server.getPort();
  }

  /**
   * Asks and reads the answer.
   *
   * @param target raw path and query
   * @param headers without Host
   * @throws IOException when the server is not there, or goes away before it has answered
   */
  public Answer ask(String method, String target, Headers headers, Content content)
      throws IOException {
    HttpURLConnection connection = sent(method, target, headers, content);
    int status = connection.getResponseCode();
    try (InputStream in = answer(connection, status)) {
      byte[] body = in.readNBytes(LARGEST_ANSWER + 1);
      if (body.length > LARGEST_ANSWER) {
        throw new IOException("the answer has more than " + LARGEST_ANSWER + " bytes");
      }
      return new Answer(status, body);
    }
  }

  /**
   * Asks for something large.
   *
   * @param receiver gets the body when the status is 200
   * @return the answer; its body is empty when the receiver got it
   * @throws IOException as {@link #ask}
   */
  public Answer fetch(String target, Headers headers, Receiver receiver) throws IOException {
    Content nothing = new Content(InputStream.nullInputStream(), 0);
    HttpURLConnection connection = sent("GET", target, headers, nothing);
    int status = connection.getResponseCode();
    try (InputStream in = answer(connection, status)) {
      if (status != HttpURLConnection.HTTP_OK) {
        return new Answer(status, in.readNBytes(LARGEST_ANSWER));
      }
      receiver.receive(in);
      return new Answer(status, new byte[0]);
    }
  }

  private HttpURLConnection sent(String method, String target, Headers headers, Content content)
      throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) server.resolve(target).toURL().openConnection();
    if (connection instanceof HttpsURLConnection secure) {
      sockets.ifPresent(secure::setSSLSocketFactory);
    }
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    connection.setRequestMethod(method);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    headers.fields().forEach(field -> connection.setRequestProperty(field.name(), field.value()));
    try (InputStream in = content.stream()) {
      if (method.equals("GET")) {
        return connection;
      }
      connection.setDoOutput(true);
      // With a fixed length a request that was lost on its way is never sent twice.
      connection.setFixedLengthStreamingMode(content.length());
      try (OutputStream out = connection.getOutputStream()) {
        in.transferTo(out);
      }
    }
    return connection;
  }

  private static InputStream answer(HttpURLConnection connection, int status) throws IOException {
    InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    return in == null ? InputStream.nullInputStream() : in;
  }
}
