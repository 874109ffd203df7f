package dev.baton.http;

import java.nio.charset.StandardCharsets;

/** An answer. */
public record Response(int status, Headers headers, Body body) {

  /** An answer with a JSON document as AWS's JSON protocols send it. */
  public static Response json(int status, byte[] body) {
    return of(status, "application/x-amz-json-1.1", body);
  }

  /** An answer for people and probes. */
  public static Response text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** An answer with bytes of a type. */
  public static Response of(int status, String contentType, byte[] body) {
    return new Response(status, Headers.of("Content-Type", contentType), Body.of(body));
  }

  /** A status alone. */
  public static Response empty(int status) {
    return new Response(status, Headers.NONE, Body.EMPTY);
  }

  /** This answer with one header more. */
  public Response with(String name, String value) {
    return new Response(status, headers.with(name, value), body);
  }
}
