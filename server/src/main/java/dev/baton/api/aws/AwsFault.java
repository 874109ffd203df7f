package dev.baton.api.aws;

import org.jspecify.annotations.Nullable;

/** An operation's modelled answer that it was not carried out. */
public final class AwsFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String type;
  private final int status;

  /**
   * A fault.
   *
   * @param type the shape's name, as {@code __type} says it: {@code PipelineNotFoundException}
   * @param status of the HTTP answer
   */
  public AwsFault(String type, int status, String message) {
    super(message, null, false, false);
    this.type = type;
    this.status = status;
  }

  public String type() {
    return type;
  }

  public int status() {
    return status;
  }

  public String message() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  /** AWS's answer to a request that its model does not allow. */
  public static AwsFault validation(String message) {
    return new AwsFault("ValidationException", 400, message);
  }

  /** A member that a request must have; without it, AWS's answer to its absence. */
  public static String required(@Nullable String value, String member) {
    if (value == null) {
      throw validation(
          "1 validation error detected: Value at '"
              + member
              + "' failed to satisfy constraint: Member must not be null");
    }
    return value;
  }
}
