package dev.baton.model.execution;

/** The status of an action or rule execution. */
public enum ActionStatus {
  IN_PROGRESS("InProgress"),
  SUCCEEDED("Succeeded"),
  FAILED("Failed"),
  ABANDONED("Abandoned");

  private final String awsName;

  ActionStatus(String awsName) {
    this.awsName = awsName;
  }

  /** As CodePipeline shows it. */
  public String awsName() {
    return awsName;
  }
}
