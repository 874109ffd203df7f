package dev.baton.model.execution;

/**
 * Where a stage of one execution stands. The first five are the machine's own finer steps of
 * CodePipeline's InProgress and of "not there yet".
 */
public enum StageStatus {
  /** The execution has not reached the stage. */
  AHEAD(""),
  /** In front of the stage: locked by another execution, or its transition is disabled. */
  WAITING(""),
  CHECKING_ENTRY("InProgress"),
  RUNNING("InProgress"),
  CHECKING_SUCCESS("InProgress"),
  CHECKING_FAILURE("InProgress"),
  STOPPING("Stopping"),
  SUCCEEDED("Succeeded"),
  FAILED("Failed"),
  STOPPED("Stopped"),
  CANCELLED("Cancelled"),
  SKIPPED("Skipped");

  private final String awsName;

  StageStatus(String awsName) {
    this.awsName = awsName;
  }

  /** Whether an execution is inside the stage: it holds the stage's lock, unless PARALLEL. */
  public boolean isInside() {
    return switch (this) {
      case CHECKING_ENTRY, RUNNING, CHECKING_SUCCESS, CHECKING_FAILURE, STOPPING -> true;
      case AHEAD, WAITING, SUCCEEDED, FAILED, STOPPED, CANCELLED, SKIPPED -> false;
    };
  }

  /** As CodePipeline shows it; empty for a stage that has no execution yet. */
  public String awsName() {
    return awsName;
  }
}
