package com.example.erp.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One call of a service on this machine, and what it answered. */
public record Call(int status, String body) {

  public static Call get(int port, String path) {
    return send("GET", port, path, null);
  }

  public static Call post(int port, String path, String body) {
    return send("POST", port, path, body);
  }

  public static Call put(int port, String path, String body) {
    return send("PUT", port, path, body);
  }

  public static Call delete(int port, String path) {
    return send("DELETE", port, path, null);
  }

  private static Call send(String method, int port, String path, String body) {
    try {
      URI address = URI.create("http://127.0.0.1:" + port + path);
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setRequestMethod(method);
      connection.setRequestProperty("Connection", "close");
      connection.setConnectTimeout(5_000);
      connection.setReadTimeout(5_000);
      if (body != null) {
        connection.setDoOutput(true);
        connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
      }
      int status = connection.getResponseCode();
      try (InputStream in =
          status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
        return new Call(status, new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path + " got no answer", e);
    }
  }
}
