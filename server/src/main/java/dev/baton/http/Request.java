package dev.baton.http;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it arrived.
 *
 * @param path raw: nothing decoded or normalised
 * @param headers by lower-case name; the last value of a repeated one
 * @param body to be read once
 */
public record Request(String method, String path, Map<String, String> headers, InputStream body) {

  /** A header's value, by lower-case name. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
