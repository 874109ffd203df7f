package dev.baton.format.project;

import dev.baton.format.document.Excerpt;
import dev.baton.format.document.Shape;
import java.util.Set;
import java.util.regex.Pattern;

/** The identifiers of secondary sources and artifacts. */
final class Identifiers {

  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9_]{1,127}");

  private Identifiers() {}

  /**
   * Reads one; empty text when there is none.
   *
   * @param kind source or artifact
   * @param seen the ones before it, to which it is added
   */
  static String read(Shape shape, String kind, Set<String> seen, InputProblems problems) {
    String member = kind + "Identifier";
    String plural = kind.equals("source") ? "secondary sources" : "secondary artifacts";
    String identifier = shape.text(member).orElse("");
    if (identifier.isEmpty()) {
      problems.error(
          shape.place(member), "Invalid input: " + member + " is required for " + plural);
    } else if (!IDENTIFIER.matcher(identifier).matches()) {
      problems.error(
          shape.place(member),
          "Invalid input: "
              + member
              + " '"
              + Excerpt.of(identifier)
              + "' must be 1 to 127 letters, digits and _");
    } else if (!seen.add(identifier)) {
      problems.error(
          shape.place(member),
          "Invalid input: " + member + " '" + identifier + "' is used more than once");
    }
    return identifier;
  }
}
