package dev.baton.model.build;

import dev.baton.model.build.Build.Context;
import dev.baton.model.build.Buildspec.OnFailure;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a phase's {@code on-failure: RETRY[-count][-regex]} says about how it failed (reference
 * codebuild.md section 4).
 */
public final class RetryRule {

  /** Patterns are the build's own: one that tries more than this many steps does not match. */
  private static final int MOST_STEPS = 2_000_000;

  private RetryRule() {}

  /**
   * How many automatic retries the failure may have over the whole chain of builds; 0 for none. A
   * pattern is looked for anywhere in the status code and message.
   */
  public static int retries(OnFailure onFailure, Context context) {
    if (onFailure.action() != OnFailure.Action.RETRY) {
      return 0;
    }
    String shown = context.statusCode() + ": " + context.message();
    boolean matches =
        onFailure.pattern().isEmpty() || isFound(onFailure.pattern().get(), new Bounded(shown));
    return matches ? onFailure.retries() : 0;
  }

  private static boolean isFound(String pattern, Bounded text) {
    try {
      return Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException | TooManySteps | StackOverflowError e) {
      return false;
    }
  }

  private static final class TooManySteps extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManySteps() {
      super("too many steps", null, false, false);
    }
  }

  /** A text that gives up when it is looked at too often. */
  private static final class Bounded implements CharSequence {

    private final String text;
    private int steps;

    Bounded(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++steps > MOST_STEPS) {
        throw new TooManySteps();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
