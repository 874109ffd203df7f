package dev.baton.app;

import dev.baton.app.config.ConfigReader;
import dev.baton.app.config.Settings;
import dev.baton.app.config.Value;
import dev.baton.cli.Backups;
import dev.baton.cli.CommandFailure;
import dev.baton.cli.Daemon;
import dev.baton.cli.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** From what the command line says to a configuration, and to the server that runs with it. */
final class Server implements Daemon {

  private static final int LARGEST_FILE = 1024 * 1024;

  private final Function<Session, ServerProcess> processes;

  Server(Function<Session, ServerProcess> processes) {
    this.processes = processes;
  }

  @Override
  public Backups backups() {
    return new DataBackups(InstantSource.system());
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

  @Override
  public Map<String, String> environment(Session session) {
    ServerFile file = new ServerFile(session.dataDirectory());
    Map<String, String> server =
        file.listening()
            .orElseThrow(
                () ->
                    CommandFailure.refused(
                        "no server runs on "
                            + session.dataDirectory()
                            + "; 'baton server' starts one"));
    Map<String, String> key =
        file.administratorKey()
            .orElseThrow(
                () ->
                    CommandFailure.refused(
                        file.keyFile()
                            + " is gone; 'baton keys create NAME --administrator' makes a key"));
    String region = server.getOrDefault("region", "");
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("AWS_ENDPOINT_URL", server.getOrDefault("url", ""));
    variables.put("AWS_REGION", region);
    variables.put("AWS_DEFAULT_REGION", region);
    variables.put("AWS_ACCESS_KEY_ID", key.getOrDefault("accessKeyId", ""));
    variables.put("AWS_SECRET_ACCESS_KEY", key.getOrDefault("secretAccessKey", ""));
    return variables;
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
