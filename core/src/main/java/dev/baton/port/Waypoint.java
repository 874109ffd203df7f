package dev.baton.port;

/**
 * The points of an execution's way between which something durable or visible happens. A process
 * may be killed at any of them without losing, hanging or repeating anything; the tests do kill one
 * at each.
 */
public enum Waypoint {
  /** A decision is durable; its work has not been handed out. */
  DECIDED,
  /** Work was handed out; its provider has not been asked. */
  CLAIMED,
  /** That the provider may act is durable. */
  BEGUN,
  /** The provider has answered; the fact is not recorded. */
  ACTED,
  /** The fact is recorded. */
  REPORTED,
  /** A build is recorded; nothing of it has begun. */
  BUILD_RECORDED,
  /** The workspace is there, without sources. */
  WORKSPACE_MADE,
  /** The sources are in place. */
  SOURCE_DOWNLOADED,
  /** The build's process waits; its pid is not recorded. */
  PROCESS_STARTED,
  /** The pid is recorded; the process has not been told to go. */
  PROCESS_RECORDED,
  /** The process was told to go. */
  PROCESS_GONE,
  /** A command's output has reached the log. */
  LOG_WRITTEN,
  /** A phase has ended. */
  PHASE_ENDED,
  /** The shell is over. */
  SHELL_OVER,
  /** An artifact's bytes are stored; the catalogue does not know them. */
  ARTIFACT_STORED,
  /** The catalogue knows the artifact; the build's record does not. */
  ARTIFACT_CATALOGUED,
  /** The log is synced; the build's end is not recorded. */
  LOG_SYNCED,
  /** The build's end is recorded; nobody was told. */
  BUILD_COMPLETED;

  /** Hears of each point that is passed. */
  @FunctionalInterface
  public interface Observer {

    /** Does nothing. */
    Observer NONE = point -> {};

    void passed(Waypoint point);
  }
}
