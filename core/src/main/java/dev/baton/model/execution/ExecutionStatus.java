package dev.baton.model.execution;

/**
 * The status of a pipeline execution. CANCELLING is Baton's own and shows as InProgress: its
 * actions still end.
 */
public enum ExecutionStatus {
  IN_PROGRESS("InProgress"),
  STOPPING("Stopping"),
  CANCELLING("InProgress"),
  STOPPED("Stopped"),
  SUCCEEDED("Succeeded"),
  FAILED("Failed"),
  SUPERSEDED("Superseded"),
  CANCELLED("Cancelled");

  private final String awsName;

  ExecutionStatus(String awsName) {
    this.awsName = awsName;
  }

  /** As CodePipeline shows it. */
  public String awsName() {
    return awsName;
  }

  /** Whether the execution rests: nothing more happens by itself. */
  public boolean isTerminal() {
    return this != IN_PROGRESS && this != STOPPING && this != CANCELLING;
  }
}
