package dev.baton.model.build;

import java.util.Arrays;

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

  /**
   * The phase that comes after this one.
   *
   * @throws IllegalStateException for COMPLETED, which is the last
   */
  public PhaseType next() {
    return Arrays.stream(values())
        .filter(phase -> phase.compareTo(this) > 0)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no phase comes after " + this));
  }

  /** The key under {@code phases} in a buildspec. */
  public String buildspecName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
