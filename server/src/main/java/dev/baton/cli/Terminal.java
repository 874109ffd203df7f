package dev.baton.cli;

import java.io.PrintStream;
import java.util.function.Supplier;

/**
 * Where a command speaks: answers to stdout, everything else to stderr.
 *
 * @param out stdout, UTF-8
 * @param err stderr, UTF-8
 * @param live whether stdout is a terminal that understands escape sequences
 * @param color whether text may be coloured
 * @param sizes asked for the size whenever something is drawn, because windows are resized
 */
public record Terminal(
    PrintStream out, PrintStream err, boolean live, boolean color, Supplier<Size> sizes) {

  /** A terminal's size in cells. */
  public record Size(int columns, int rows) {

    /** What a terminal has that does not tell. */
    public static final Size USUAL = new Size(80, 24);
  }

  private static final char ESCAPE = '\u001b';

  /** A terminal that does not tell its size. */
  public Terminal(PrintStream out, PrintStream err, boolean live, boolean color) {
    this(out, err, live, color, () -> Size.USUAL);
  }

  /** Its size now. */
  public Size size() {
    return sizes.get();
  }

  /** A line of the answer. */
  public void line(String text) {
    out.print(text + "\n");
  }

  /** A line beside the answer. */
  public void note(String text) {
    out.flush();
    err.print(text + "\n");
    err.flush();
  }

  public String green(String text) {
    return styled("32", text);
  }

  public String red(String text) {
    return styled("31", text);
  }

  public String yellow(String text) {
    return styled("33", text);
  }

  public String blue(String text) {
    return styled("36", text);
  }

  public String dim(String text) {
    return styled("2", text);
  }

  public String bold(String text) {
    return styled("1", text);
  }

  private String styled(String code, String text) {
    return color && !text.isEmpty() ? ESCAPE + "[" + code + "m" + text + ESCAPE + "[0m" : text;
  }

  /** A status in the colour that people expect of it. */
  public String status(String status) {
    return switch (status) {
      case "Succeeded", "SUCCEEDED", "Skipped" -> green(status);
      case "Failed", "FAILED", "FAULT", "TIMED_OUT", "Abandoned" -> red(status);
      case "Stopped", "STOPPED", "Stopping", "Superseded", "Cancelled" -> yellow(status);
      case "InProgress", "IN_PROGRESS" -> blue(status);
      default -> status;
    };
  }
}
