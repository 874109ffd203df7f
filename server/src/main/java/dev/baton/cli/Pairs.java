package dev.baton.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code NAME=VALUE} options. */
final class Pairs {

  private Pairs() {}

  static Map<String, String> of(String option, List<String> given) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : given) {
      int sign = pair.indexOf('=');
      if (sign < 1) {
        throw CommandFailure.refused(option + " " + pair + ": expected NAME=VALUE");
      }
      if (pairs.put(pair.substring(0, sign), pair.substring(sign + 1)) != null) {
        throw CommandFailure.refused(
            option + ": " + pair.substring(0, sign) + " is given more than once");
      }
    }
    return pairs;
  }
}
