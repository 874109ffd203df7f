package dev.baton.cli;

import dev.baton.api.aws.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /**
   * Whether an operation finds what it is asked for.
   *
   * @param missing the exception that says that it is not there
   */
  static boolean isThere(Session session, String missing, String target, String... members) {
    try {
      session.deck().call(target, request(members));
      return true;
    } catch (CommandFailure failure) {
      if (failure.message().startsWith(missing + ":")) {
        return false;
      }
      throw failure;
    }
  }

  /**
   * Every element of a list that an operation answers in pages.
   *
   * @param member the list's name
   * @param asked the request's members: names and values by turns
   * @return the elements' members by name
   */
  static List<Map<String, Object>> all(
      Session session, String target, String member, String... asked) {
    List<Map<String, Object>> all = new ArrayList<>();
    Optional<String> token = Optional.empty();
    do {
      List<String> members = new ArrayList<>(List.of(asked));
      token.ifPresent(t -> members.addAll(List.of("NextToken", t)));
      String request = request(members.toArray(String[]::new));
      byte[] answer = session.deck().call(target, request).getBytes(StandardCharsets.UTF_8);
      if (Json.tree(answer) instanceof Map<?, ?> document
          && document.get(member) instanceof List<?> list) {
        list.forEach(element -> all.add(members(element)));
      }
      token = Json.topText(answer, "NextToken");
    } while (token.isPresent());
    return all;
  }

  private static Map<String, Object> members(@Nullable Object element) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (element instanceof Map<?, ?> all) {
      all.forEach(
          (name, value) -> {
            if (value != null) {
              members.put(String.valueOf(name), value);
            }
          });
    }
    return members;
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
