package dev.baton.cli;

import dev.baton.api.aws.wire.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton secrets}. */
@Command(
    name = "secrets",
    description = "Secrets Manager, as buildspecs and projects refer to it.",
    footer = {
      "",
      "Examples:",
      "  baton secrets set db/password                     (asks for the value)",
      "  baton secrets set db --from-file db.json          (then db:password in a buildspec)",
      "  baton secrets versions db/password",
    })
final class SecretsCommand {

  private final Session session;

  SecretsCommand(Session session) {
    this.session = session;
  }

  @Command(name = "set", description = "Make a secret, or put a new current version.")
  int set(
      @Parameters(paramLabel = "NAME") String name,
      @Parameters(paramLabel = "VALUE", arity = "0..1", description = "Seen by others; avoid it.")
          Optional<String> value,
      @Option(names = "--from-file", paramLabel = "FILE") Optional<Path> file) {
    String text = Values.read(session, value, file.map(f -> session.path(f.toString())));
    boolean known =
        Answers.isThere(
            session,
            "ResourceNotFoundException",
            "secretsmanager.DescribeSecret",
            "SecretId",
            name);
    String answer =
        session
            .deck()
            .call(
                known ? "secretsmanager.PutSecretValue" : "secretsmanager.CreateSecret",
                Json.compact(
                    out -> {
                      out.writeStartObject();
                      out.writeStringProperty(known ? "SecretId" : "Name", name);
                      out.writeStringProperty("SecretString", text);
                      out.writeEndObject();
                    }));
    Answers.print(session, answer, "Set " + name);
    return ExitCode.SUCCEEDED;
  }

  @Command(name = "get", description = "Print the current value, or another version's.")
  int get(
      @Parameters(paramLabel = "NAME|ARN") String name,
      @Option(names = "--stage", paramLabel = "STAGE", description = "AWSCURRENT unless told.")
          Optional<String> stage,
      @Option(names = "--version-id", paramLabel = "ID") Optional<String> version) {
    String answer =
        session
            .deck()
            .call(
                "secretsmanager.GetSecretValue",
                Json.compact(
                    out -> {
                      out.writeStartObject();
                      out.writeStringProperty("SecretId", name);
                      stage.ifPresent(s -> out.writeStringProperty("VersionStage", s));
                      version.ifPresent(v -> out.writeStringProperty("VersionId", v));
                      out.writeEndObject();
                    }));
    if (session.options().json()) {
      session.terminal().out().print(answer);
    } else {
      Json.topText(answer.getBytes(StandardCharsets.UTF_8), "SecretString")
          .ifPresent(session.terminal()::line);
    }
    return ExitCode.SUCCEEDED;
  }

  @Command(name = "list", description = "List names; no values.")
  int list() {
    if (session.options().json()) {
      session.terminal().out().print(session.deck().call("secretsmanager.ListSecrets", "{}"));
      return ExitCode.SUCCEEDED;
    }
    Table table = new Table("NAME", "VERSIONS", "CHANGED");
    for (Map<String, Object> secret :
        Answers.all(session, "secretsmanager.ListSecrets", "SecretList")) {
      int versions = secret.get("SecretVersionsToStages") instanceof Map<?, ?> m ? m.size() : 0;
      table.row(
          String.valueOf(secret.get("Name")),
          Integer.toString(versions),
          Times.local(String.valueOf(secret.get("LastChangedDate"))));
    }
    table.print(session.terminal());
    return ExitCode.SUCCEEDED;
  }

  @Command(name = "versions", description = "List the versions of a secret and their stages.")
  int versions(@Parameters(paramLabel = "NAME|ARN") String name) {
    String answer =
        session
            .deck()
            .call(
                "secretsmanager.ListSecretVersionIds",
                Json.compact(
                    out -> {
                      out.writeStartObject();
                      out.writeStringProperty("SecretId", name);
                      out.writeBooleanProperty("IncludeDeprecated", true);
                      out.writeEndObject();
                    }));
    if (session.options().json()) {
      session.terminal().out().print(answer);
      return ExitCode.SUCCEEDED;
    }
    Table table = new Table("VERSION", "STAGES", "CREATED");
    for (Map<String, Object> version :
        Answers.all(session, "secretsmanager.ListSecretVersionIds", "Versions", "SecretId", name)) {
      List<?> stages = version.get("VersionStages") instanceof List<?> list ? list : List.of();
      table.row(
          String.valueOf(version.get("VersionId")),
          stages.stream().map(String::valueOf).collect(Collectors.joining(",")),
          Times.local(String.valueOf(version.get("CreatedDate"))));
    }
    table.print(session.terminal());
    return ExitCode.SUCCEEDED;
  }

  @Command(name = "delete", description = "Delete a secret with all its versions, at once.")
  int delete(@Parameters(paramLabel = "NAME|ARN") String name) {
    String answer =
        session
            .deck()
            .call(
                "secretsmanager.DeleteSecret",
                Json.compact(
                    out -> {
                      out.writeStartObject();
                      out.writeStringProperty("SecretId", name);
                      out.writeBooleanProperty("ForceDeleteWithoutRecovery", true);
                      out.writeEndObject();
                    }));
    Answers.print(session, answer, "Deleted " + name);
    return ExitCode.SUCCEEDED;
  }
}
