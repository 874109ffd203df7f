package dev.baton.api.aws.sts;

import dev.baton.api.aws.AwsFault;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A role's ARN.
 *
 * @param name without its path
 */
record RoleArn(String text, String account, String name) {

  private static final int SHORTEST = 20;
  private static final int LONGEST = 2048;
  private static final Pattern FORM =
      Pattern.compile(
          "arn:aws(?:-[a-z-]{1,20})?:iam::(\\d{12}):role/((?:[!-.0-~]+/)*)([\\w+=,.@-]{1,64})");

  static RoleArn parse(@Nullable String text) {
    if (text == null) {
      throw SessionRules.broken("null", "roleArn", "Member must not be null");
    }
    if (text.length() < SHORTEST) {
      throw SessionRules.broken(
          "'" + text + "'",
          "roleArn",
          "Member must have length greater than or equal to " + SHORTEST);
    }
    if (text.length() > LONGEST) {
      throw SessionRules.broken(
          "'" + text.substring(0, SHORTEST) + "...'",
          "roleArn",
          "Member must have length less than or equal to " + LONGEST);
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new AwsFault("ValidationError", 400, text + " is invalid");
    }
    return new RoleArn(text, matcher.group(1), matcher.group(3));
  }
}
