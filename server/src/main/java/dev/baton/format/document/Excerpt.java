package dev.baton.format.document;

/**
 * A piece of somebody's text, fit to stand in a message: short, on one line, without control
 * characters.
 */
public final class Excerpt {

  private static final int LENGTH = 80;

  private Excerpt() {}

  /**
   * The text itself when it is short and plain, else its beginning with {@code ...} and escapes.
   */
  public static String of(String text) {
    return of(text, LENGTH);
  }

  /** As {@link #of(String)}, with the number of characters to keep. */
  public static String of(String text, int length) {
    int end = Math.min(text.length(), length);
    if (end < text.length() && end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    StringBuilder shown = new StringBuilder(end + 3);
    text.substring(0, end).codePoints().forEach(c -> append(shown, c));
    return end < text.length() ? shown.append("...").toString() : shown.toString();
  }

  private static void append(StringBuilder shown, int c) {
    switch (c) {
      case '\n' -> shown.append("\\n");
      case '\t' -> shown.append("\\t");
      case '\r' -> shown.append("\\r");
      default -> {
        if (isUnprintable(c)) {
          shown.append(String.format("\\u%04X", c));
        } else {
          shown.appendCodePoint(c);
        }
      }
    }
  }

  private static boolean isUnprintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
