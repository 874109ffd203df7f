package dev.baton.cli;

import dev.baton.api.aws.wire.Json;
import dev.baton.port.ParameterStore;
import java.nio.file.Path;
import java.util.List;
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

  private static final int PAGE = 200;

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
                session.deck().stores().parameters().get(name).isPresent()
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
      session
          .deck()
          .stores()
          .parameters()
          .get(name)
          .ifPresent(p -> session.terminal().line(p.value()));
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
    String after = "";
    List<ParameterStore.Parameter> page;
    do {
      page = session.deck().stores().parameters().list("", PAGE, after);
      for (ParameterStore.Parameter p : page) {
        table.row(
            p.name(), p.type().awsName(), Long.toString(p.version()), Times.local(p.modifiedAt()));
        after = p.name();
      }
    } while (page.size() == PAGE);
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
