package dev.baton.cli;

/** Baton as a server, as the command line starts it. */
@FunctionalInterface
public interface Daemon {

  /**
   * What was asked for.
   *
   * @param host the address to listen on
   * @param port 0 for one that the system chooses
   * @param signed whether requests must be signed
   */
  record Wish(String host, int port, boolean signed) {}

  /**
   * Serves until it is told to stop.
   *
   * @return the exit code
   * @throws CommandFailure when it cannot begin
   */
  int serve(Session session, Wish wish);
}
