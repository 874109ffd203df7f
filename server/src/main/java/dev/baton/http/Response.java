package dev.baton.http;

import java.util.Map;

/** An answer. */
public record Response(int status, Map<String, String> headers, byte[] body) {

  /** An answer with a JSON document as AWS's JSON protocols send it. */
  public static Response json(int status, byte[] body) {
    return new Response(status, Map.of("Content-Type", "application/x-amz-json-1.1"), body);
  }

  /** A status alone. */
  public static Response empty(int status) {
    return new Response(status, Map.of(), new byte[0]);
  }
}
