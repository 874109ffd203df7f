package dev.baton.format.buildspec;

import dev.baton.format.document.Excerpt;
import dev.baton.model.build.Buildspec.OnFailure;
import dev.baton.model.build.Buildspec.OnFailure.Action;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** ABORT, CONTINUE, RETRY, RETRY-count, RETRY-regex, RETRY-count-regex. */
final class OnFailureText {

  private static final int DEFAULT_RETRIES = 3;
  private static final int MAXIMUM_RETRIES = 100;
  private static final Pattern RETRY =
      Pattern.compile("RETRY(?:-(?<count>\\d{1,9})(?=-|$))?(?:-(?<regex>.+))?", Pattern.DOTALL);

  private OnFailureText() {}

  static Optional<OnFailure> read(Section section, String written) {
    return switch (written) {
      case "ABORT" -> Optional.of(new OnFailure(Action.ABORT, 0, Optional.empty()));
      case "CONTINUE" -> Optional.of(new OnFailure(Action.CONTINUE, 0, Optional.empty()));
      default -> retry(section, written);
    };
  }

  private static Optional<OnFailure> retry(Section section, String written) {
    Matcher matcher = RETRY.matcher(written);
    if (!matcher.matches()) {
      return wrong(
          section,
          written,
          "expected ABORT, CONTINUE, RETRY, RETRY-count, RETRY-regex or RETRY-count-regex");
    }
    int retries =
        Optional.ofNullable(matcher.group("count")).map(Integer::parseInt).orElse(DEFAULT_RETRIES);
    if (retries > MAXIMUM_RETRIES) {
      return wrong(section, written, "the count of retries is 0 to " + MAXIMUM_RETRIES);
    }
    Optional<String> regex = Optional.ofNullable(matcher.group("regex"));
    try {
      regex.ifPresent(Pattern::compile);
    } catch (PatternSyntaxException e) {
      return wrong(section, written, "the regular expression is malformed: " + e.getDescription());
    } catch (StackOverflowError e) {
      return wrong(section, written, "the regular expression is nested too deeply");
    }
    return Optional.of(new OnFailure(Action.RETRY, retries, regex));
  }

  private static Optional<OnFailure> wrong(Section section, String written, String why) {
    section.error(
        section.place("on-failure"), "Invalid on-failure '" + Excerpt.of(written) + "': " + why);
    return Optional.empty();
  }
}
