package dev.baton.cli;

import dev.baton.api.aws.wire.Json;
import dev.baton.port.ParameterStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton params}. */
@Command(
    name = "params",
    description = "Parameter Store, as buildspecs and projects refer to it.",
    footer = {
      "",
      "Examples:",
      "  echo 3.1.4 | baton params set /app/version",
      "  baton params set /app/password --type SecureString    (asks for the value)",
      "  baton params get /app/version",
    })
final class ParamsCommand {

  private final Session session;

  ParamsCommand(Session session) {
    this.session = session;
  }

  @Command(name = "set", description = "Put a value: from stdin, a file or a prompt.")
  int set(
      @Parameters(paramLabel = "NAME") String name,
      @Parameters(paramLabel = "VALUE", arity = "0..1", description = "Seen by others; avoid it.")
          Optional<String> value,
      @Option(
              names = "--type",
              paramLabel = "String|StringList|SecureString",
              description = "String unless told; a parameter that exists keeps its type.")
          Optional<String> type,
      @Option(names = "--from-file", paramLabel = "FILE") Optional<Path> file) {
    String text = Values.read(session, value, file.map(f -> session.path(f.toString())));
    Optional<String> kept =
        type.or(
            () ->
                Answers.isThere(
                        session, "ParameterNotFound", "AmazonSSM.GetParameter", "Name", name)
                    ? Optional.empty()
                    : Optional.of(ParameterStore.Type.STRING.awsName()));
    String answer =
        session
            .deck()
            .call(
                "AmazonSSM.PutParameter",
                Json.compact(
                    out -> {
                      out.writeStartObject();
                      out.writeStringProperty("Name", name);
                      out.writeStringProperty("Value", text);
                      kept.ifPresent(t -> out.writeStringProperty("Type", t));
                      out.writeBooleanProperty("Overwrite", true);
                      out.writeEndObject();
                    }));
    Answers.print(session, answer, "Set " + name);
    return ExitCode.SUCCEEDED;
  }

  @Command(name = "get", description = "Print a value.")
  int get(@Parameters(paramLabel = "NAME") String name) {
    String answer =
        session
            .deck()
            .call(
                "AmazonSSM.GetParameter",
                Json.compact(
                    out -> {
                      out.writeStartObject();
                      out.writeStringProperty("Name", name);
                      out.writeBooleanProperty("WithDecryption", true);
                      out.writeEndObject();
                    }));
    if (session.options().json()) {
      session.terminal().out().print(answer);
    } else {
      Json.inner(answer.getBytes(StandardCharsets.UTF_8), "Parameter", "Value")
          .ifPresent(session.terminal()::line);
    }
    return ExitCode.SUCCEEDED;
  }

  @Command(name = "list", description = "List names, types and versions; no values.")
  int list() {
    if (session.options().json()) {
      session.terminal().out().print(session.deck().call("AmazonSSM.DescribeParameters", "{}"));
      return ExitCode.SUCCEEDED;
    }
    Table table = new Table("NAME", "TYPE", "VERSION", "MODIFIED");
    for (Map<String, Object> p :
        Answers.all(session, "AmazonSSM.DescribeParameters", "Parameters")) {
      table.row(
          String.valueOf(p.get("Name")),
          String.valueOf(p.get("Type")),
          String.valueOf(p.get("Version")),
          Times.local(String.valueOf(p.get("LastModifiedDate"))));
    }
    table.print(session.terminal());
    return ExitCode.SUCCEEDED;
  }

  @Command(name = "delete", description = "Delete a parameter.")
  int delete(@Parameters(paramLabel = "NAME") String name) {
    Answers.print(
        session,
        session.deck().call("AmazonSSM.DeleteParameter", Answers.request("Name", name)),
        "Deleted " + name);
    return ExitCode.SUCCEEDED;
  }
}
