package dev.baton.cli;

/** Ends a command with a message on stderr and an exit code. */
public final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  public CommandFailure(int exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  /** A usage error or a refusal: exit 2. */
  public static CommandFailure refused(String message) {
    return new CommandFailure(ExitCode.REFUSED, message);
  }

  public int exitCode() {
    return exitCode;
  }

  public String message() {
    return String.valueOf(getMessage());
  }
}
