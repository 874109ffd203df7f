package dev.baton.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code baton server}. */
@Command(
    name = "server",
    description = "Answer the aws CLI, SDKs and Terraform, and run what they start, until stopped.",
    footer = {
      "",
      "It says 'Baton listens on http://HOST:PORT' when it answers. Ctrl-C or SIGTERM stops it:",
      "what runs may end first, what does not is gone on with at the next start.",
      "",
      "Examples:",
      "  baton server",
      "  baton server --listen 127.0.0.1:0 --no-auth",
    })
final class ServerCommand implements Callable<Integer> {

  private static final int LARGEST_PORT = 65_535;

  private final Session session;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:7575",
      description = "Where to listen; port 0 picks one (default: ${DEFAULT-VALUE}).")
  private String listen = "";

  @Option(names = "--no-auth", description = "Answer unsigned requests too; on loopback only.")
  private boolean open;

  ServerCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    int colon = listen.lastIndexOf(':');
    String host = colon < 0 ? "" : listen.substring(0, colon).replaceAll("^\\[|]$", "");
    if (host.isEmpty()) {
      throw wrong();
    }
    return session
        .daemon()
        .serve(session, new Daemon.Wish(host, port(listen.substring(colon + 1)), !open));
  }

  private int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= LARGEST_PORT) {
        return port;
      }
    } catch (NumberFormatException _) {
      // Said below, as for a number that is too large.
    }
    throw wrong();
  }

  private CommandFailure wrong() {
    return CommandFailure.refused(
        "--listen: '" + listen + "' is no HOST:PORT; right would be 127.0.0.1:7575 or [::1]:0");
  }
}
