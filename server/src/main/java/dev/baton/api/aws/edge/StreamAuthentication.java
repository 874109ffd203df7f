package dev.baton.api.aws.edge;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.http.Request;
import java.io.InputStream;

/** Says who sends a body that is too large to be kept. Safe for concurrent use. */
@FunctionalInterface
public interface StreamAuthentication {

  /**
   * Who sends what.
   *
   * @param body checked while it is read: its end is reached only when it is the body that was
   *     signed, and until then nothing of it may count. Reading may throw {@link AwsFault}
   */
  record Sent(Caller caller, InputStream body) {}

  /**
   * Judges a request by its head.
   *
   * @throws AwsFault when the request is not from whom it says
   */
  Sent open(Request request, String service);
}
