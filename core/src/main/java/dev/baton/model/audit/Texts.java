package dev.baton.model.audit;

/** What callers say of themselves, as it can be stored and shown on a terminal. */
final class Texts {

  private Texts() {}

  /** At most so long, with a question mark for each character that steers a terminal. */
  static String harmless(String text, int longest) {
    String cut = text.length() > longest ? text.substring(0, longest) : text;
    return cut.codePoints()
        .map(Texts::harmless)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static int harmless(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          '?';
      default -> character;
    };
  }
}
