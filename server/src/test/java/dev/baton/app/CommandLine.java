package dev.baton.app;

import dev.baton.cli.CommandLineFront;
import dev.baton.cli.Deck;
import dev.baton.cli.Interrupts;
import dev.baton.cli.NoDaemon;
import dev.baton.cli.Session;
import dev.baton.cli.Terminal;
import dev.baton.testkit.SeededEntropy;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;

/** One terminal of a person: commands over a real data directory, in this process. */
final class CommandLine {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Path directory;
  private final Interrupts interrupts;
  private final Map<String, String> environment;

  CommandLine(Path directory, Interrupts interrupts) {
    this(directory, interrupts, Map.of("BATON_DATA", "data"));
  }

  CommandLine(Path directory, Interrupts interrupts, Map<String, String> environment) {
    this.directory = directory;
    this.interrupts = interrupts;
    this.environment = environment;
  }

  int run(String... arguments) {
    return new CommandLineFront(
            "1",
            options ->
                new Session(
                    options,
                    environment,
                    directory,
                    this::deck,
                    _ ->
                        new Terminal(
                            new PrintStream(out, true, StandardCharsets.UTF_8),
                            new PrintStream(err, true, StandardCharsets.UTF_8),
                            false,
                            false),
                    interrupts,
                    new NoDaemon()),
            (_, fault) -> "unexpected: " + fault)
        .run(arguments);
  }

  private Deck deck(Session session) {
    Path temporary = session.variable("TMPDIR").map(Path::of).orElse(directory);
    if (session.server().isPresent()) {
      return new RemoteDeck(
          RemoteServer.of(session, InstantSource.system()),
          () -> UUID.randomUUID().toString(),
          temporary,
          System.getenv());
    }
    return new LocalDeck(ground(session.dataDirectory(), temporary, interrupts));
  }

  /** What a data directory of a test stands on. */
  static LocalDeck.Ground ground(Path data, Path workspaces, Interrupts interrupts) {
    return new LocalDeck.Ground(
        data,
        workspaces,
        Identity.local("ada"),
        InstantSource.system(),
        () -> UUID.randomUUID().toString(),
        new SeededEntropy(),
        interrupts,
        fault -> {
          throw new AssertionError(fault);
        },
        Trial.fromProperties(),
        Allowed.toOwner());
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
