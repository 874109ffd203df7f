package dev.baton.app;

import dev.baton.adapter.process.TerminalSize;
import dev.baton.cli.CommandLineFront;
import dev.baton.cli.Deck;
import dev.baton.cli.GlobalOptions;
import dev.baton.cli.Session;
import dev.baton.cli.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** The process's entry: what the operating system gives, handed to the command line. */
public final class Main {

  private static final int BUFFER = 64 * 1024;

  private Main() {}

  public static void main(String[] arguments) {
    ConsoleInterrupts interrupts = new ConsoleInterrupts();
    FaultLog faults = new FaultLog();
    Map<String, String> environment = System.getenv();
    CommandLineFront front =
        new CommandLineFront(
            version(),
            options ->
                new Session(
                    options,
                    environment,
                    Path.of("").toAbsolutePath(),
                    session -> deck(session, interrupts, faults),
                    given -> terminal(given, environment),
                    interrupts,
                    new Server(session -> server(session, interrupts, faults))),
            (session, fault) -> faults.line(session, fault));
    System.exit(front.run(arguments));
  }

  private static Deck deck(Session session, ConsoleInterrupts interrupts, FaultLog faults) {
    if (session.server().isPresent()) {
      interrupts.listen();
      return new RemoteDeck(
          RemoteServer.of(session, InstantSource.system()),
          () -> UUID.randomUUID().toString(),
          temporary(session),
          session.environment());
    }
    LocalDeck deck = new LocalDeck(ground(session, interrupts, faults));
    interrupts.onTermination(deck::close);
    return deck;
  }

  private static ServerProcess server(
      Session session, ConsoleInterrupts interrupts, FaultLog faults) {
    ServerProcess server = new ServerProcess(ground(session, interrupts, faults));
    interrupts.onTermination(server::stop);
    return server;
  }

  private static LocalDeck.Ground ground(
      Session session, ConsoleInterrupts interrupts, FaultLog faults) {
    Path root = session.dataDirectory();
    faults.keepIn(root);
    interrupts.listen();
    return new LocalDeck.Ground(
        root,
        temporary(session),
        identity(root),
        InstantSource.system(),
        () -> UUID.randomUUID().toString(),
        Main::random,
        interrupts,
        faults::keep,
        Trial.fromProperties(),
        Allowed.toOwner());
  }

  /** Beside a server its account and region are meant, as it was told to play them. */
  private static Identity identity(Path root) {
    Identity local = Identity.local(System.getProperty("user.name", ""));
    return new ServerFile(root)
        .listening()
        .filter(said -> said.containsKey("account") && said.containsKey("region"))
        .map(
            said ->
                new Identity(
                    said.getOrDefault("account", ""),
                    said.getOrDefault("region", ""),
                    local.user()))
        .orElse(local);
  }

  private static Path temporary(Session session) {
    return Path.of(session.variable("TMPDIR").orElse("/tmp"));
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static Terminal terminal(GlobalOptions options, Map<String, String> environment) {
    boolean dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
    boolean tty = System.console() != null && System.console().isTerminal();
    boolean noColor = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    boolean color =
        switch (options.color()) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> tty && !dumb && !noColor;
        };
    return new Terminal(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        tty && !dumb,
        color,
        sizes(tty && !dumb));
  }

  private static Supplier<Terminal.Size> sizes(boolean live) {
    if (!live) {
      return () -> Terminal.Size.USUAL;
    }
    Lazy<TerminalSize> sizes = new Lazy<>(TerminalSize::new);
    return () ->
        sizes
            .get()
            .now()
            .map(size -> new Terminal.Size(size.columns(), size.rows()))
            .orElse(Terminal.Size.USUAL);
  }

  /** UTF-8 whatever the locale says: logs and names are bytes that somebody else chose. */
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new java.io.BufferedOutputStream(new FileOutputStream(descriptor), BUFFER),
        false,
        StandardCharsets.UTF_8);
  }

  /** The version stands in the jar's manifest; classes run from a folder have none. */
  private static String version() {
    String version = Main.class.getPackage().getImplementationVersion();
    return version == null ? "(unpackaged)" : version;
  }
}
