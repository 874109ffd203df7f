package dev.baton.cli;

import dev.baton.api.aws.wire.Json;

/** Requests of one or two members, and what is said of their answers. */
final class Answers {

  private Answers() {}

  /** Prints the answer as JSON, or one line for people. */
  static void print(Session session, String answer, String line) {
    if (session.options().json()) {
      session.terminal().out().print(answer);
    } else if (!session.options().quiet()) {
      session.terminal().line(line);
    }
  }

  /** A request whose members are all text: names and values by turns. */
  static String request(String... members) {
    return Json.compact(
        out -> {
          out.writeStartObject();
          for (int i = 0; i < members.length; i += 2) {
            out.writeStringProperty(members[i], members[i + 1]);
          }
          out.writeEndObject();
        });
  }
}
