package dev.baton.cli;

/** What a command's end means to scripts. */
public final class ExitCode {

  public static final int SUCCEEDED = 0;

  /** The pipeline, build or check failed. */
  public static final int FAILED = 1;

  /** Usage, an invalid definition or a refused request; nothing was started. */
  public static final int REFUSED = 2;

  /** Stopped, superseded or cancelled. */
  public static final int STOPPED = 3;

  /** Waits for a person. */
  public static final int WAITS = 4;

  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
