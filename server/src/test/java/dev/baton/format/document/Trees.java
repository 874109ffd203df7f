package dev.baton.format.document;

import dev.baton.model.document.Node;
import dev.baton.model.document.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Trees and problems as short text, so that a test reads as a table. */
final class Trees {

  private Trees() {}

  /**
   * {@code {a=1n, b=[x, true b, null]}}: numbers, booleans and null carry their type, text does
   * not.
   */
  static String show(Node node) {
    return switch (node) {
      case Node.ObjectNode object ->
          object.members().stream()
              .map(m -> m.name() + "=" + show(m.value()))
              .collect(Collectors.joining(", ", "{", "}"));
      case Node.ListNode list ->
          list.values().stream().map(Trees::show).collect(Collectors.joining(", ", "[", "]"));
      case Node.Scalar scalar ->
          switch (scalar.type()) {
            case TEXT -> scalar.text();
            case NUMBER -> scalar.text() + "n";
            case BOOLEAN -> scalar.text() + "b";
            case NULL -> "null";
          };
    };
  }

  static String show(Parsed<Document> parsed) {
    return parsed.value().map(d -> show(d.root())).orElseGet(() -> show(parsed.problems()));
  }

  static String show(List<Problem> problems) {
    return problems.stream()
        .map(p -> p.place().line() + ":" + p.place().column() + " " + p.message())
        .collect(Collectors.joining("\n"));
  }
}
