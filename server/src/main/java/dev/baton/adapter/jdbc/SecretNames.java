package dev.baton.adapter.jdbc;

import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names and ARNs of secrets in one account and region. */
final class SecretNames {

  private static final int LONGEST = 512;
  private static final int SUFFIX = 6;
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_+=.@!-]+");

  private final String prefix;

  SecretNames(String account, String region) {
    this.prefix = "arn:aws:secretsmanager:" + region + ":" + account + ":secret:";
  }

  /** The ARN of a new secret, its six last characters taken from a random id. */
  String arn(String name, String uuid) {
    BigInteger number = new BigInteger(uuid.replace("-", ""), 16);
    BigInteger base = BigInteger.valueOf(ALPHABET.length());
    StringBuilder suffix = new StringBuilder();
    while (suffix.length() < SUFFIX) {
      suffix.append(ALPHABET.charAt(number.mod(base).intValueExact()));
      number = number.divide(base);
    }
    return prefix + name + "-" + suffix;
  }

  /** The name in an ARN without its suffix, or the name itself; empty for a foreign ARN. */
  Optional<String> name(String nameOrArn) {
    if (nameOrArn.startsWith(prefix)) {
      return Optional.of(nameOrArn.substring(prefix.length()));
    }
    return nameOrArn.startsWith("arn:") ? Optional.empty() : Optional.of(nameOrArn);
  }

  static void check(String name) {
    if (name.length() > LONGEST) {
      throw refused("A secret's name has at most " + LONGEST + " characters");
    }
    if (!NAME.matcher(name).matches()) {
      throw refused(
          "Invalid name. Must be a valid name containing alphanumeric characters, or any of the"
              + " following: -/_+=.@!");
    }
  }

  private static Refused refused(String message) {
    return Refused.because("Validation", Problem.Kind.USER, message);
  }
}
