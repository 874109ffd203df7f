package dev.baton.http;

import java.io.InputStream;
import java.util.Optional;

/**
 * A request as it arrived.
 *
 * @param path raw: nothing decoded or normalised
 * @param query raw, without the question mark; empty when there is none
 * @param remote the address at the other end of the connection, as text
 * @param body to be read once; reading throws {@link java.io.IOException} when the caller is gone
 *     or too slow
 */
public record Request(
    String method, String path, String query, Headers headers, String remote, InputStream body) {

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return headers.first(name);
  }

  /** This request with another body, such as one that checks what it passes on. */
  public Request withBody(InputStream other) {
    return new Request(method, path, query, headers, remote, other);
  }
}
