package dev.baton.api.aws.query;

import dev.baton.api.aws.AwsFault;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters of a call: {@code Action=...&Version=...}, each once. */
public final class Form {

  private static final int MOST = 1_000;

  private final Map<String, String> parameters;

  private Form(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  /**
   * Reads a form.
   *
   * @throws AwsFault when it cannot be decoded, says a thing twice or has too many parameters
   */
  public static Form parse(String text) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : text.split("&", MOST + 2)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (parameters.put(name, value) != null) {
        throw malformed("The parameter '" + name + "' is given more than once.");
      }
    }
    if (parameters.size() > MOST) {
      throw malformed("A request has at most " + MOST + " parameters.");
    }
    return new Form(parameters);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw malformed("A parameter is not percent-encoded as it should be.");
    }
  }

  private static AwsFault malformed(String why) {
    return new AwsFault("MalformedQueryString", 400, why);
  }

  /** A parameter's value; one that is empty counts. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  /** Whether there is anything at or below a name. */
  boolean has(String name) {
    return parameters.containsKey(name)
        || parameters.keySet().stream().anyMatch(key -> key.startsWith(name + "."));
  }
}
