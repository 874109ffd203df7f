package dev.baton.model.execution;

/**
 * The machine cannot move one execution, while all others can: its definition cannot be read, or no
 * table holds the way. What to do is {@link Input.ExecutionBroken}, before anything else.
 */
public final class Stuck extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final String executionId;

  Stuck(String executionId, RuntimeException cause) {
    super("execution " + executionId + " cannot go on: " + cause.getMessage(), cause);
    this.executionId = executionId;
  }

  /** Which execution it is. */
  public String executionId() {
    return executionId;
  }
}
