package dev.baton.cli;

import dev.baton.api.aws.wire.Json;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code baton env}. */
@Command(
    name = "env",
    description = "Print export lines that point the aws CLI, SDKs and Terraform at this server.",
    footer = {
      "",
      "They hold the key of the first administrator, which the server made at its first start.",
      "",
      "Examples:",
      "  eval \"$(baton env)\"",
      "  aws codepipeline list-pipelines",
    })
final class EnvCommand implements Callable<Integer> {

  private final Session session;

  EnvCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Map<String, String> variables = session.daemon().environment(session);
    if (session.options().json()) {
      session.terminal().out().print(Json.pretty(variables));
      return ExitCode.SUCCEEDED;
    }
    variables.forEach(
        (name, value) -> session.terminal().line("export " + name + "=" + quoted(value)));
    return ExitCode.SUCCEEDED;
  }

  /** As a POSIX shell reads it back, whatever is in it. */
  private static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }
}
