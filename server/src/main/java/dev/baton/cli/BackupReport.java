package dev.baton.cli;

import dev.baton.api.aws.wire.Json;
import java.nio.file.Path;
import java.util.Optional;

/** What is said of a backup, made or restored. */
final class BackupReport {

  private BackupReport() {}

  /** Refuses a server's address: a data directory is saved where it lies. */
  static void onThisMachine(Session session, String command) {
    if (session.options().server().or(() -> session.variable("BATON_SERVER")).isPresent()) {
      throw CommandFailure.refused(
          "--server: "
              + command
              + " works on a data directory of the machine that it runs on; leave --server (and"
              + " BATON_SERVER) out");
    }
  }

  /**
   * Prints it as JSON or as a line.
   *
   * @param place the file or directory; empty for stdout, which is not written to
   */
  static void print(Session session, String member, Optional<Path> place, Backups.Held held) {
    if (session.options().json()) {
      session.terminal().out().print(json(member, place, held));
      return;
    }
    String line =
        "%s %s: %d pipelines, %d executions, %d builds; %d files, %d bytes"
            .formatted(
                member.equals("backup") ? "Saved in" : "Restored to",
                place.map(Path::toString).orElse("stdout"),
                held.pipelines(),
                held.executions(),
                held.builds(),
                held.entries(),
                held.bytes());
    if (place.isEmpty()) {
      session.terminal().note(line);
    } else if (!session.options().quiet()) {
      session.terminal().line(line);
    }
  }

  private static String json(String member, Optional<Path> place, Backups.Held held) {
    return Json.pretty(
        out -> {
          out.writeStartObject();
          out.writeObjectPropertyStart(member);
          place.ifPresent(
              path ->
                  out.writeStringProperty(
                      member.equals("backup") ? "file" : "data", path.toString()));
          out.writeNumberProperty("schema", held.schema());
          out.writeNumberProperty("pipelines", held.pipelines());
          out.writeNumberProperty("executions", held.executions());
          out.writeNumberProperty("builds", held.builds());
          out.writeNumberProperty("files", held.entries());
          out.writeNumberProperty("bytes", held.bytes());
          held.keyId().ifPresent(id -> out.writeStringProperty("masterKeyId", id));
          out.writeArrayPropertyStart("leftOut");
          held.leftOut().forEach(out::writeString);
          out.writeEndArray();
          out.writeEndObject();
          out.writeEndObject();
        });
  }
}
