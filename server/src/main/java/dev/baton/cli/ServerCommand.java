package dev.baton.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code baton server}. */
@Command(
    name = "server",
    description = "Answer the aws CLI, SDKs and Terraform, and run what they start, until stopped.",
    footer = {
      "",
      "It says 'Baton listens on http://HOST:PORT' when it answers. Ctrl-C or SIGTERM stops it:",
      "what runs may end first; what does not is gone on with at the next start.",
      "",
      "Examples:",
      "  baton server",
      "  baton server --listen 127.0.0.1:0 --no-auth",
      "  baton config --config baton.yml",
    })
final class ServerCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private final ServerOptions options = new ServerOptions();

  ServerCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.daemon().serve(session, options.wish(session));
  }
}
