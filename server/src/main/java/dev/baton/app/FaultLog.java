package dev.baton.app;

import dev.baton.cli.Session;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Where traces of unexpected faults go: never to the terminal. */
final class FaultLog {

  private static final int MAX_BYTES = 4 * 1024 * 1024;

  private volatile Optional<Path> file = Optional.empty();

  /** Keeps what Baton says of itself in a file of the data directory. */
  void keepIn(Path dataDirectory) {
    Path log = DataDirectory.at(dataDirectory).faultLog();
    file = Optional.of(log);
    LogManager.getLogManager().reset();
    try {
      FileHandler handler = new FileHandler(log + ".%g", MAX_BYTES, 2, true);
      handler.setFormatter(new SimpleFormatter());
      handler.setLevel(Level.INFO);
      Logger.getLogger("").addHandler(handler);
    } catch (IOException e) {
      // A read-only data directory: then its faults are told by their id alone.
      file = Optional.empty();
    }
  }

  /** Keeps a trace and returns its id. */
  String keep(Throwable fault) {
    String id = UUID.randomUUID().toString().substring(0, 8);
    StringWriter trace = new StringWriter();
    fault.printStackTrace(new PrintWriter(trace));
    file.ifPresent(
        log -> {
          try {
            Files.writeString(
                log,
                Instant.now() + " fault " + id + "\n" + trace + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
          } catch (IOException e) {
            file = Optional.empty();
          }
        });
    return id;
  }

  /** The line that a person sees. */
  String line(Session session, Throwable fault) {
    String id = keep(fault);
    String where = file.map(log -> "; its trace is in " + log).orElse("");
    return "baton: an unexpected fault (" + id + "): " + fault.getMessage() + where;
  }
}
