package dev.baton.format.document;

import dev.baton.model.document.Node;
import dev.baton.model.document.Node.Scalar;
import java.util.regex.Pattern;

/**
 * Writes a tree as compact JSON, members in their order: how an accepted document is stored.
 * Reading it again gives an equal tree but for places. A number or boolean that only YAML knows
 * ({@code 0x1F}, {@code +1}, {@code True}) becomes text.
 */
public final class NodeWriter {

  private static final Pattern JSON_NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*+)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

  private NodeWriter() {}

  /** The tree as JSON text without blanks. */
  public static String json(Node node) {
    StringBuilder out = new StringBuilder();
    write(out, node);
    return out.toString();
  }

  private static void write(StringBuilder out, Node node) {
    switch (node) {
      case Node.ObjectNode object -> {
        String separator = "{";
        for (Node.Member member : object.members()) {
          out.append(separator);
          quote(out, member.name());
          out.append(':');
          write(out, member.value());
          separator = ",";
        }
        out.append(object.members().isEmpty() ? "{}" : "}");
      }
      case Node.ListNode list -> {
        String separator = "[";
        for (Node item : list.values()) {
          out.append(separator);
          write(out, item);
          separator = ",";
        }
        out.append(list.values().isEmpty() ? "[]" : "]");
      }
      case Scalar scalar -> write(out, scalar);
    }
  }

  private static void write(StringBuilder out, Scalar scalar) {
    boolean bare =
        switch (scalar.type()) {
          case TEXT -> false;
          case NULL -> true;
          case BOOLEAN -> scalar.text().equals("true") || scalar.text().equals("false");
          case NUMBER -> JSON_NUMBER.matcher(scalar.text()).matches();
        };
    if (!bare) {
      quote(out, scalar.text());
    } else {
      out.append(scalar.type() == Scalar.Type.NULL ? "null" : scalar.text());
    }
  }

  private static void quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' '
              || (c >= 0x7F && c < 0xA0)
              || c == 0xFFFE
              || c == 0xFFFF
              || Utf8Text.isLoneSurrogate(text, i)) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
