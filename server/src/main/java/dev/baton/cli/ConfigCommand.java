package dev.baton.cli;

import dev.baton.api.aws.wire.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code baton config}. */
@Command(
    name = "config",
    description = "Show what a server would be configured to, and who says so.",
    footer = {
      "",
      "A file's values give way to BATON_* variables, these to flags.",
      "",
      "Examples:",
      "  baton config",
      "  baton config --config baton.yml --output json",
    })
final class ConfigCommand implements Callable<Integer> {

  private final Session session;

  @Mixin private final ServerOptions options = new ServerOptions();

  ConfigCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<Daemon.Effective> settings =
        session.daemon().configuration(session, options.wish(session));
    if (session.options().json()) {
      session.terminal().out().print(json(settings));
      return ExitCode.SUCCEEDED;
    }
    Table table = new Table("KEY", "VALUE", "FROM");
    settings.forEach(setting -> table.row(setting.key(), setting.value(), setting.origin()));
    table.print(session.terminal());
    return ExitCode.SUCCEEDED;
  }

  private static String json(List<Daemon.Effective> settings) {
    return Json.pretty(
        out -> {
          out.writeStartObject();
          out.writeArrayPropertyStart("settings");
          for (Daemon.Effective setting : settings) {
            out.writeStartObject();
            out.writeStringProperty("key", setting.key());
            out.writeStringProperty("value", setting.value());
            out.writeStringProperty("from", setting.origin());
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }
}
