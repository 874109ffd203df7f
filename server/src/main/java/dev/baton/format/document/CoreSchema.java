package dev.baton.format.document;

import dev.baton.model.document.Node.Scalar;
import java.util.regex.Pattern;

/** What a plain YAML scalar is, by the core schema of YAML 1.2 (section 10.3.2). */
final class CoreSchema {

  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?[0-9]++|0o[0-7]+|0x[0-9a-fA-F]+"
              + "|[-+]?(\\.[0-9]+|[0-9]++(\\.[0-9]*+)?)([eE][-+]?[0-9]+)?"
              + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  /** Longer ones are text: no number that somebody means has so many digits. */
  private static final int MAX_NUMBER_LENGTH = 100;

  private CoreSchema() {}

  static Scalar.Type type(String plain) {
    return switch (plain) {
      case "", "~", "null", "Null", "NULL" -> Scalar.Type.NULL;
      case "true", "True", "TRUE", "false", "False", "FALSE" -> Scalar.Type.BOOLEAN;
      default ->
          plain.length() <= MAX_NUMBER_LENGTH && NUMBER.matcher(plain).matches()
              ? Scalar.Type.NUMBER
              : Scalar.Type.TEXT;
    };
  }
}
