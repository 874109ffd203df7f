package dev.baton.model.execution;

import dev.baton.model.document.Problem.Kind;
import dev.baton.model.document.Refused;

/** The refusals of commands: AWS's exceptions, without {@code Exception}, and what they say. */
final class Refusals {

  private Refusals() {}

  static Refused executionNotFound(String id) {
    return Refused.because(
        "PipelineExecutionNotFound",
        Kind.NOT_FOUND,
        "The pipeline has no execution with the id '" + id + "'.");
  }

  static Refused stageNotFound(String pipeline, String stage) {
    return Refused.because(
        "StageNotFound",
        Kind.NOT_FOUND,
        "The pipeline '" + pipeline + "' has no stage with the name '" + stage + "'.");
  }

  static Refused actionNotFound(String stage, String action) {
    return Refused.because(
        "ActionNotFound",
        Kind.NOT_FOUND,
        "The stage '" + stage + "' has no action with the name '" + action + "'.");
  }

  static Refused tooMany(int limit) {
    return Refused.because(
        "ConcurrentPipelineExecutionsLimitExceeded",
        Kind.LIMIT,
        "The pipeline has reached the limit of " + limit + " concurrent executions.");
  }

  static Refused conflict(String message) {
    return Refused.because("Conflict", Kind.CONFLICT, message);
  }

  static Refused notRetryable(String why) {
    return Refused.because("StageNotRetryable", Kind.USER, "Unable to retry the stage: " + why);
  }

  static Refused notLatest(String id, String stage) {
    return Refused.because(
        "NotLatestPipelineExecution",
        Kind.USER,
        "Execution "
            + id
            + " is not the latest that has entered the stage '"
            + stage
            + "': a later one has taken its place.");
  }

  static Refused notRollbackable(String why) {
    return Refused.because(
        "UnableToRollbackStage", Kind.USER, "Unable to roll back the stage: " + why);
  }

  static Refused outdated(String id, int version, int current) {
    return Refused.because(
        "PipelineExecutionOutdated",
        Kind.USER,
        "Execution "
            + id
            + " ran version "
            + version
            + " of the pipeline, which has version "
            + current
            + " now: a stage can be rolled back within one version only.");
  }

  static Refused notOverridable(String why) {
    return Refused.because(
        "ConditionNotOverridable", Kind.USER, "Unable to override the condition: " + why);
  }

  static Refused invalidToken(String message) {
    return Refused.because("InvalidApprovalToken", Kind.USER, message);
  }
}
