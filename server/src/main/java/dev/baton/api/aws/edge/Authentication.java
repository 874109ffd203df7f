package dev.baton.api.aws.edge;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.http.Request;

/** Says who asks. Safe for concurrent use. */
@FunctionalInterface
public interface Authentication {

  /**
   * Judges a request by its head alone, so that a stranger's body is never kept in memory.
   *
   * @param service as the signature's scope names it: {@code codepipeline}
   * @throws AwsFault when the request cannot be from anybody who may ask
   */
  Claim claim(Request request, String service);

  /** A request whose head is in order. */
  @FunctionalInterface
  interface Claim {

    /**
     * The caller, once the body is there.
     *
     * @throws AwsFault when the request is not from whom it says
     */
    Caller caller(byte[] body);
  }
}
