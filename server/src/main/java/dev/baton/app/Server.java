package dev.baton.app;

import dev.baton.app.config.ConfigReader;
import dev.baton.app.config.Settings;
import dev.baton.app.config.Value;
import dev.baton.cli.CommandFailure;
import dev.baton.cli.Daemon;
import dev.baton.cli.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** From what the command line says to a configuration, and to the server that runs with it. */
final class Server implements Daemon {

  private static final int LARGEST_FILE = 1024 * 1024;

  private final Function<Session, ServerProcess> processes;

  Server(Function<Session, ServerProcess> processes) {
    this.processes = processes;
  }

  @Override
  public int serve(Session session, Wish wish) {
    ConfigReader.Effective effective = effective(session, wish);
    return processes.apply(session).serve(session.terminal(), effective.config());
  }

  @Override
  public List<Effective> configuration(Session session, Wish wish) {
    ConfigReader.Effective effective = effective(session, wish);
    return Settings.ALL.stream()
        .map(
            setting -> {
              Value value = effective.of(setting);
              return new Effective(setting.key(), value.text(), value.origin());
            })
        .toList();
  }

  private static ConfigReader.Effective effective(Session session, Wish wish) {
    return ConfigReader.read(wish.file().map(Server::read), session.environment(), wish.flags())
        .orRefuse();
  }

  private static ConfigReader.File read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new ConfigReader.File(file.toString(), in.readNBytes(LARGEST_FILE + 1));
    } catch (IOException e) {
      throw CommandFailure.refused("--config: cannot read " + file + ": " + e);
    }
  }
}
