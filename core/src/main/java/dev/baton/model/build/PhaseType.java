package dev.baton.model.build;

/** The phases of a build, in CodeBuild's order and words. */
public enum PhaseType {
  SUBMITTED,
  QUEUED,
  PROVISIONING,
  DOWNLOAD_SOURCE,
  INSTALL,
  PRE_BUILD,
  BUILD,
  POST_BUILD,
  UPLOAD_ARTIFACTS,
  FINALIZING,
  COMPLETED;

  /** Whether the phase is the buildspec's own, i.e. shell. */
  public boolean isShell() {
    return this == INSTALL || this == PRE_BUILD || this == BUILD || this == POST_BUILD;
  }

  /** The key under {@code phases} in a buildspec. */
  public String buildspecName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
