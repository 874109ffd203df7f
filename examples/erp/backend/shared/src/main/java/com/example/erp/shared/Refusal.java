package com.example.erp.shared;

/**
 * A request that a service understood and will not carry out. Its message is for the caller to
 * read.
 */
public abstract sealed class Refusal extends RuntimeException {

  private final int status;

  private Refusal(int status, String message) {
    super(message);
    this.status = status;
  }

  /** The HTTP status that tells the caller the same. */
  public int status() {
    return status;
  }

  /** What was sent makes no sense. */
  public static final class Invalid extends Refusal {
    public Invalid(String message) {
      super(400, message);
    }
  }

  /** What it speaks of is not there. */
  public static final class NotFound extends Refusal {
    public NotFound(String message) {
      super(404, message);
    }
  }

  /** It contradicts what is already known or done. */
  public static final class Conflict extends Refusal {
    public Conflict(String message) {
      super(409, message);
    }
  }
}
