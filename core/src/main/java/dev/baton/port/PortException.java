package dev.baton.port;

/** A port could not do its work: a full disk, a dead database, a broken pipe. */
public final class PortException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  public PortException(String message, boolean retryable) {
    super(message);
    this.retryable = retryable;
  }

  public PortException(String message, boolean retryable, Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
  }

  /** Whether the same call may go through later. */
  public boolean retryable() {
    return retryable;
  }
}
