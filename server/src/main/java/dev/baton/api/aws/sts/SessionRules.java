package dev.baton.api.aws.sts;

import dev.baton.api.aws.AwsFault;
import dev.baton.model.access.Principal;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the service model of STS asks of a session, and what it says otherwise. */
final class SessionRules {

  private static final int SHORTEST_NAME = 2;
  private static final int LONGEST_NAME = 64;
  private static final int SHORTEST = 900;
  private static final int USUAL = 3_600;
  private static final int LONGEST = 43_200;
  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]*");

  private SessionRules() {}

  static String name(@Nullable String name) {
    if (name == null) {
      throw broken("null", "roleSessionName", "Member must not be null");
    }
    if (name.length() < SHORTEST_NAME) {
      throw broken(
          "'" + name + "'",
          "roleSessionName",
          "Member must have length greater than or equal to " + SHORTEST_NAME);
    }
    if (name.length() > LONGEST_NAME) {
      throw broken(
          "'" + name.substring(0, LONGEST_NAME) + "...'",
          "roleSessionName",
          "Member must have length less than or equal to " + LONGEST_NAME);
    }
    if (!NAME.matcher(name).matches()) {
      throw broken(
          "'" + name + "'",
          "roleSessionName",
          "Member must satisfy regular expression pattern: [\\w+=,.@-]*");
    }
    return name;
  }

  static Duration duration(@Nullable Integer seconds) {
    int asked = seconds == null ? USUAL : seconds;
    if (asked < SHORTEST) {
      throw broken(
          "'" + asked + "'",
          "durationSeconds",
          "Member must have value greater than or equal to " + SHORTEST);
    }
    if (asked > LONGEST) {
      throw broken(
          "'" + asked + "'",
          "durationSeconds",
          "Member must have value less than or equal to " + LONGEST);
    }
    return Duration.ofSeconds(asked);
  }

  /** A role that assumes a role gets an hour at most. */
  static void checkChain(Principal caller, Duration duration) {
    if (caller.role().isPresent() && duration.toSeconds() > USUAL) {
      throw new AwsFault(
          "ValidationError",
          400,
          "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by"
              + " role chaining");
    }
  }

  static AwsFault broken(String value, String member, String constraint) {
    return new AwsFault(
        "ValidationError",
        400,
        "1 validation error detected: Value %s at '%s' failed to satisfy constraint: %s"
            .formatted(value, member, constraint));
  }
}
