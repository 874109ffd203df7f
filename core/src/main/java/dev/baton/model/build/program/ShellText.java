package dev.baton.model.build.program;

/** Texts as words of the shell's language. */
final class ShellText {

  private ShellText() {}

  /** A word that the shell reads as exactly this text. NUL, which no shell can hold, is dropped. */
  static String quoted(String text) {
    return "'" + text.replace("\0", "").replace("'", "'\\''") + "'";
  }

  /** Whether a text is a variable's name. */
  static boolean isName(String text) {
    return text.matches("[A-Za-z_][A-Za-z0-9_]*");
  }

  /** Whether the shell would change the text by expanding it. */
  static boolean expands(String text) {
    return text.chars().anyMatch(c -> c == '$' || c == '`' || c == '\\');
  }
}
