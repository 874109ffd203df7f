package dev.baton.api.own.read;

import dev.baton.api.aws.AwsFault;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The query of an address: names and texts, each name once or, where several are meant, more. */
public final class Query {

  private static final int MOST = 1100;

  private final Map<String, List<String>> values;

  private Query(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * Reads a raw query.
   *
   * @throws AwsFault when it cannot be decoded or has too many parts
   */
  public static Query of(String raw) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    String[] pairs = raw.isEmpty() ? new String[0] : raw.split("&", MOST + 1);
    if (pairs.length > MOST) {
      throw new AwsFault("ValidationException", 400, "The query has too many parts.");
    }
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
    }
    return new Query(values);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new AwsFault("ValidationException", 400, "The query cannot be decoded.");
    }
  }

  /** Names and values by turns as a raw query; nothing is encoded as a plus sign. */
  public static String raw(String... namesAndValues) {
    StringBuilder raw = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      raw.append(i == 0 ? "" : "&")
          .append(encoded(namesAndValues[i]))
          .append('=')
          .append(encoded(namesAndValues[i + 1]));
    }
    return raw.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** A value; empty when it is not there. */
  public Optional<String> optional(String name) {
    List<String> all = values.getOrDefault(name, List.of());
    if (all.size() > 1) {
      throw new AwsFault("ValidationException", 400, name + " must be given once.");
    }
    return all.stream().findFirst();
  }

  /**
   * A value that must be there.
   *
   * @throws AwsFault when it is not
   */
  public String text(String name) {
    return optional(name)
        .orElseThrow(() -> new AwsFault("ValidationException", 400, name + " is missing."));
  }

  List<String> all(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  /**
   * A number that must be there.
   *
   * @throws AwsFault when it is not, or is none
   */
  public long number(String name) {
    String text = text(name);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new AwsFault("ValidationException", 400, name + " must be a number.");
    }
  }

  /** A number from nought to {@link Reading#MOST}; what is beyond is taken for the end. */
  public int count(String name) {
    return Math.clamp(number(name), 0, Reading.MOST);
  }
}
