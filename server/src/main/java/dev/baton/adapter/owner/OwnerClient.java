package dev.baton.adapter.owner;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;

/** Speaks to the owner of a data directory. */
public final class OwnerClient {

  private static final int CONNECT_MILLIS = 2_000;
  private static final int READ_MILLIS = 60_000;

  /** An answer. */
  public record Answer(int status, byte[] body) {}

  /**
   * Asks the owner.
   *
   * @throws IOException when it is not there, or goes away before it has answered
   */
  public Answer post(OwnerFile.Owner owner, String path, Map<String, String> headers, byte[] body)
      throws IOException {
    URI address = URI.create("http://127.0.0.1:" + owner.port() + path);
    HttpURLConnection connection =
        (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    connection.setRequestMethod("POST");
    connection.setInstanceFollowRedirects(false);
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    connection.setRequestProperty("Authorization", "Bearer " + owner.token());
    headers.forEach(connection::setRequestProperty);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    int status = connection.getResponseCode();
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return new Answer(status, in == null ? new byte[0] : in.readAllBytes());
    } finally {
      connection.disconnect();
    }
  }
}
