package dev.baton.api.aws.edge;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.http.Request;

/** Says who asks. Safe for concurrent use. */
@FunctionalInterface
public interface Authentication {

  /**
   * The caller of a request whose body was read already.
   *
   * @param service as the signature's scope names it: {@code codepipeline}
   * @throws AwsFault when the request does not show who asks
   */
  Caller caller(Request request, byte[] body, String service);
}
