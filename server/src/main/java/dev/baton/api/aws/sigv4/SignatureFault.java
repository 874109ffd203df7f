package dev.baton.api.aws.sigv4;

import dev.baton.api.aws.AwsFault;

/**
 * A request that is not, or not provably, from whom it says it is. The message is AWS's and holds
 * nothing that the caller did not send.
 */
public final class SignatureFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String message;

  SignatureFault(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
    this.message = message;
  }

  public Reason reason() {
    return reason;
  }

  public String message() {
    return message;
  }

  /** As AWS's JSON protocols say it. */
  public AwsFault json() {
    return new AwsFault(reason.json(), reason.status(), message);
  }

  /** As the query protocol says it. */
  public AwsFault query() {
    return new AwsFault(reason.query(), reason.status(), message);
  }

  /** As S3 says it. */
  public AwsFault s3() {
    return new AwsFault(reason.s3(), reason.s3Status(), message);
  }
}
