package dev.baton.app;

import dev.baton.cli.CommandLineFront;
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

  CommandLine(Path directory, Interrupts interrupts) {
    this.directory = directory;
    this.interrupts = interrupts;
  }

  int run(String... arguments) {
    return new CommandLineFront(
            "1",
            options ->
                new Session(
                    options,
                    Map.of("BATON_DATA", "data"),
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

  private LocalDeck deck(Session session) {
    return new LocalDeck(
        new LocalDeck.Ground(
            session.dataDirectory(),
            directory,
            Identity.local("ada"),
            InstantSource.system(),
            () -> UUID.randomUUID().toString(),
            new SeededEntropy(),
            interrupts,
            fault -> {
              throw new AssertionError(fault);
            },
            Trial.fromProperties(),
            Allowed.toOwner()));
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
