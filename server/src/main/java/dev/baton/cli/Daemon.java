package dev.baton.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Baton as a server, as the command line starts it. */
public interface Daemon {

  /**
   * What was asked for.
   *
   * @param file a configuration file
   * @param flags configuration key to value, for the flags that were given
   */
  record Wish(Optional<Path> file, Map<String, String> flags) {

    public Wish {
      flags = Map.copyOf(flags);
    }
  }

  /** A key of the configuration, what holds for it, and who said so. */
  record Effective(String key, String value, String origin) {}

  /**
   * Serves until it is told to stop.
   *
   * @return the exit code
   * @throws CommandFailure when it cannot begin
   * @throws dev.baton.model.document.Refused when the configuration is wrong
   */
  int serve(Session session, Wish wish);

  /**
   * The configuration that it would serve with, in the order of the reference page.
   *
   * @throws dev.baton.model.document.Refused when it is wrong
   */
  List<Effective> configuration(Session session, Wish wish);

  /**
   * The variables that point AWS's clients at the server that runs on the data directory, with its
   * first administrator's key.
   *
   * @throws CommandFailure when no server runs, or the key's file is gone
   */
  Map<String, String> environment(Session session);

  /** What saves data directories and brings them back. */
  Backups backups();
}
