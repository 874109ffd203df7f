package dev.baton.api.aws.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A model's regular expression, matched against a whole text with a bound on the work: the
 * expressions are others', the texts are anybody's. Compiled at the first use. Safe for concurrent
 * use.
 */
public final class BoundedPattern {

  /** A repeated group takes a stack frame for each round. */
  private static final Pattern REPEATED_GROUP = Pattern.compile("\\)[*+{]");

  private static final int LONGEST_FOR_GROUPS = 2048;
  private static final long LEAST_STEPS = 100_000;
  private static final long STEPS_FOR_EACH = 16;

  private final String regex;
  private volatile @Nullable Pattern compiled;

  /** Of an expression that compiles; one that does not is found out at the first match. */
  public BoundedPattern(String regex) {
    this.regex = regex;
  }

  /** As the model has it. */
  public String regex() {
    return regex;
  }

  /** Whether the whole text matches; a text for which that is too much work does not. */
  public boolean matches(String text) {
    if (text.length() > LONGEST_FOR_GROUPS && REPEATED_GROUP.matcher(regex).find()) {
      return false;
    }
    try {
      return pattern().matcher(new Metered(text)).matches();
    } catch (TooMuchWork | StackOverflowError e) {
      // Matching only computes: nothing is left half done when its stack ends.
      return false;
    }
  }

  /** Two threads may both compile; either result serves. */
  private Pattern pattern() {
    Pattern known = compiled;
    if (known == null) {
      known = Pattern.compile(regex);
      compiled = known;
    }
    return known;
  }

  /** Thrown out of a match that goes round in circles; it never leaves this class. */
  private static final class TooMuchWork extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooMuchWork() {
      super("", null, false, false);
    }
  }

  /** A text that can be looked at only so many times. */
  private static final class Metered implements CharSequence {

    private final String text;
    private long left;

    Metered(String text) {
      this.text = text;
      this.left = LEAST_STEPS + STEPS_FOR_EACH * text.length();
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (--left < 0) {
        throw new TooMuchWork();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
