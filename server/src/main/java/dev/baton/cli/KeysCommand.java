package dev.baton.cli;

import dev.baton.api.own.KeyCommand;
import dev.baton.format.document.JsonReader;
import dev.baton.model.document.Node;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton keys}. */
@Command(
    name = "keys",
    description = "Access keys, with which requests to a server are signed.",
    footer = {
      "",
      "A secret is shown once, when its key is made.",
      "",
      "Examples:",
      "  baton keys create ci",
      "  baton keys create ann --administrator",
      "  baton keys revoke AKIA...",
    })
final class KeysCommand {

  private final Session session;

  KeysCommand(Session session) {
    this.session = session;
  }

  @Command(name = "create", description = "Make a key and show its secret, this once.")
  int create(
      @Parameters(paramLabel = "NAME", description = "Whose it is.") String name,
      @Option(names = "--administrator", description = "May make and revoke keys, too.")
          boolean administrator) {
    String answer = session.deck().keys(new KeyCommand.Create(name, administrator));
    if (session.options().json()) {
      return printed(answer);
    }
    Node.ObjectNode key = object(answer, "AccessKey");
    session.terminal().line("AccessKeyId      " + text(key, "AccessKeyId"));
    session.terminal().line("SecretAccessKey  " + text(key, "SecretAccessKey"));
    return ExitCode.SUCCEEDED;
  }

  @Command(name = "list", description = "Show the keys, oldest first.")
  int list() {
    String answer = session.deck().keys(new KeyCommand.List());
    if (session.options().json()) {
      return printed(answer);
    }
    Table table = new Table("KEY", "NAME", "KIND", "MADE");
    if (root(answer).get("AccessKeyMetadata").orElse(null) instanceof Node.ListNode keys) {
      for (Node each : keys.values()) {
        if (each instanceof Node.ObjectNode key) {
          table.row(
              text(key, "AccessKeyId"),
              text(key, "UserName"),
              administrator(key) ? "administrator" : "user",
              text(key, "CreateDate"));
        }
      }
    }
    table.print(session.terminal());
    return ExitCode.SUCCEEDED;
  }

  @Command(name = "revoke", description = "Make a key useless, at once and for good.")
  int revoke(@Parameters(paramLabel = "KEY", description = "Its id: AKIA...") String id) {
    String answer = session.deck().keys(new KeyCommand.Revoke(id));
    Answers.print(session, answer, "Revoked " + id);
    return ExitCode.SUCCEEDED;
  }

  private int printed(String answer) {
    session.terminal().out().print(answer);
    return ExitCode.SUCCEEDED;
  }

  private static boolean administrator(Node.ObjectNode key) {
    return key.get("baton").orElse(null) instanceof Node.ObjectNode own
        && text(own, "administrator").equals("true");
  }

  private static Node.ObjectNode root(String answer) {
    if (JsonReader.read("", answer).orRefuse().root() instanceof Node.ObjectNode object) {
      return object;
    }
    throw new IllegalStateException("an answer that is no object");
  }

  private static Node.ObjectNode object(String answer, String name) {
    if (root(answer).get(name).orElse(null) instanceof Node.ObjectNode object) {
      return object;
    }
    throw new IllegalStateException("an answer without " + name);
  }

  private static String text(Node.ObjectNode object, String name) {
    return object.get(name).orElse(null) instanceof Node.Scalar scalar ? scalar.text() : "";
  }
}
