package dev.baton.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One call of the command line: its options, its terminal, and the data directory or server, which
 * the first command that needs it opens.
 */
public final class Session implements AutoCloseable {

  private final GlobalOptions options;
  private final Map<String, String> environment;
  private final Path workingDirectory;
  private final Function<Session, Deck> opener;
  private final Function<GlobalOptions, Terminal> terminals;
  private final Interrupts interrupts;
  private final Daemon daemon;
  private Optional<Terminal> terminal = Optional.empty();
  private Optional<Deck> deck = Optional.empty();

  /**
   * A session.
   *
   * @param environment of this process
   * @param opener opens the data directory, or the way to the server
   * @param terminals makes the terminal once the options are known
   * @param daemon serves when that is what was asked for
   */
  public Session(
      GlobalOptions options,
      Map<String, String> environment,
      Path workingDirectory,
      Function<Session, Deck> opener,
      Function<GlobalOptions, Terminal> terminals,
      Interrupts interrupts,
      Daemon daemon) {
    this.options = options;
    this.environment = Map.copyOf(environment);
    this.workingDirectory = workingDirectory;
    this.opener = opener;
    this.terminals = terminals;
    this.interrupts = interrupts;
    this.daemon = daemon;
  }

  public GlobalOptions options() {
    return options;
  }

  public Map<String, String> environment() {
    return environment;
  }

  public Path workingDirectory() {
    return workingDirectory;
  }

  /** Baton as a server. */
  public Daemon daemon() {
    return daemon;
  }

  public Interrupts interrupts() {
    return interrupts;
  }

  /** The terminal; only to be asked once the options are parsed. */
  public Terminal terminal() {
    Terminal open = terminal.orElseGet(() -> terminals.apply(options));
    terminal = Optional.of(open);
    return open;
  }

  /** The server to talk to; empty to work in a data directory. */
  public Optional<String> server() {
    return options.server().or(() -> variable("BATON_SERVER"));
  }

  /** The data directory, or the server. */
  public Deck deck() {
    Deck open = deck.orElseGet(() -> opener.apply(this));
    deck = Optional.of(open);
    return open;
  }

  /**
   * Where the data directory is: the option, the variable, XDG's place, the home directory.
   *
   * @throws CommandFailure when a server is named: what asks for this works without one
   */
  public Path dataDirectory() {
    if (options.server().isPresent()) {
      throw CommandFailure.refused(
          "--server: this command works on a data directory; name one with --data");
    }
    Optional<String> named = options.data().or(() -> variable("BATON_DATA"));
    if (named.isPresent()) {
      return path(named.get());
    }
    Path share =
        variable("XDG_DATA_HOME")
            .filter(home -> home.startsWith("/"))
            .map(Path::of)
            .orElseGet(
                () ->
                    Path.of(
                        variable("HOME")
                            .orElseThrow(
                                () ->
                                    CommandFailure.refused(
                                        "HOME is not set; name the data directory with --data")),
                        ".local",
                        "share"));
    return share.resolve("baton");
  }

  /** A path that the user gave, absolute. */
  public Path path(String given) {
    try {
      return workingDirectory.resolve(given).normalize();
    } catch (java.nio.file.InvalidPathException e) {
      throw CommandFailure.refused("not a path: " + e.getReason());
    }
  }

  /** A variable of the environment; an empty one counts as unset. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /** When the command's own work is done: what others left to this process goes on first. */
  void leave() {
    deck.ifPresent(
        open ->
            open.leave(
                () ->
                    terminal()
                        .note("baton: goes on with what others asked for; Ctrl-C leaves it")));
  }

  @Override
  public void close() {
    deck.ifPresent(Deck::close);
    terminal.ifPresent(t -> t.out().flush());
  }
}
