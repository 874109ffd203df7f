package dev.baton.model.execution;

/** The status of a gate's condition. */
public enum ConditionStatus {
  IN_PROGRESS("InProgress"),
  SUCCEEDED("Succeeded"),
  FAILED("Failed"),
  ERRORED("Errored"),
  CANCELLED("Cancelled"),
  ABANDONED("Abandoned"),
  OVERRIDDEN("Overridden");

  private final String awsName;

  ConditionStatus(String awsName) {
    this.awsName = awsName;
  }

  /** As CodePipeline shows it. */
  public String awsName() {
    return awsName;
  }
}
