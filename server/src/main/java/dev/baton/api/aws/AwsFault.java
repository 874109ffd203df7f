package dev.baton.api.aws;

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
}
