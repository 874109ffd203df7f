package dev.baton.http;

import java.io.IOException;
import java.util.Optional;

/** Judges whether a request may reach a route. Safe for concurrent use. */
@FunctionalInterface
public interface Gate {

  /**
   * The refusal; empty lets it through.
   *
   * @throws IOException when the body, which a signature may cover, cannot be read
   */
  Optional<Response> refusal(Route.Access access, Request request) throws IOException;
}
