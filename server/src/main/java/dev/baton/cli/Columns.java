package dev.baton.cli;

/** How many cells of a terminal a text takes: East Asian letters and emoji take two. */
final class Columns {

  private Columns() {}

  /** The cells of a text without control characters. */
  static int width(String text) {
    return text.codePoints().map(Columns::width).sum();
  }

  /** The beginning of a text that fits; control characters, which move cursors, become blanks. */
  static String cut(String text, int most) {
    StringBuilder fit = new StringBuilder();
    int room = most;
    int[] points = text.codePoints().toArray();
    for (int point : points) {
      int shown = Character.isISOControl(point) ? ' ' : point;
      room -= width(shown);
      if (room < 0) {
        break;
      }
      fit.appendCodePoint(shown);
    }
    return fit.toString();
  }

  private static int width(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(point) ? 2 : 1;
    };
  }

  private static boolean isWide(int point) {
    return point >= 0x1100
        && (Character.isEmojiPresentation(point)
            || Character.isIdeographic(point)
            || isWideForm(point)
            || isWideScript(point));
  }

  /** Punctuation of East Asian scripts, and Latin letters as wide as theirs. */
  private static boolean isWideForm(int point) {
    return (point >= 0x3000 && point <= 0x303e)
        || (point >= 0xfe30 && point <= 0xfe6f)
        || (point >= 0xff01 && point <= 0xff60)
        || (point >= 0xffe0 && point <= 0xffe6);
  }

  private static boolean isWideScript(int point) {
    boolean halfWidth = point >= 0xff61 && point <= 0xffdc;
    return !halfWidth
        && switch (Character.UnicodeScript.of(point)) {
          case HANGUL, HIRAGANA, KATAKANA, BOPOMOFO, YI -> true;
          default -> false;
        };
  }
}
