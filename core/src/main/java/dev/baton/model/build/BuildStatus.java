package dev.baton.model.build;

/** The status of a build or of one of its phases, in CodeBuild's words. */
public enum BuildStatus {
  IN_PROGRESS,
  SUCCEEDED,
  FAILED,
  FAULT,
  TIMED_OUT,
  STOPPED
}
