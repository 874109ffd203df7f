package dev.baton.api.aws.sigv4;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a request says about its signature; nothing of it is proven.
 *
 * @param signed the names of the signed headers: lower case, sorted, each once
 * @param token the session token of a temporary key
 * @param validFor of a signed query; empty for a signed header
 */
record SignatureParts(
    Credential credential,
    List<String> signed,
    String signature,
    Instant at,
    Optional<String> token,
    Optional<Duration> validFor) {

  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private static final long LONGEST_SECONDS = 604_800;
  private static final int SIGNATURE = 64;
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

  static final DateTimeFormatter BASIC =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT)
          .withZone(ZoneOffset.UTC);

  static SignatureParts of(SignedHeaders headers, SignedQuery query) {
    Optional<String> authorization = headers.value("authorization");
    if (query.isSigned()) {
      if (authorization.isPresent()) {
        throw new SignatureFault(
            Reason.AMBIGUOUS,
            "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter or the"
                + " Authorization header should be specified");
      }
      return ofQuery(query);
    }
    return ofHeader(
        authorization.orElseThrow(
            () -> new SignatureFault(Reason.MISSING, "Missing Authentication Token")),
        headers);
  }

  private static SignatureParts ofHeader(String authorization, SignedHeaders headers) {
    int space = authorization.indexOf(' ');
    String algorithm = space < 0 ? authorization : authorization.substring(0, space);
    if (!algorithm.equals(ALGORITHM)) {
      // What follows may be another scheme's secret: it is not said back.
      throw new SignatureFault(
          Reason.MALFORMED, "The Authorization header must begin with '" + ALGORITHM + "'.");
    }
    Map<String, String> parts = parts(authorization.substring(ALGORITHM.length()));
    Optional<String> date = headers.value("x-amz-date");
    Optional<String> other = date.isPresent() ? Optional.empty() : headers.value("date");
    StringBuilder missing = new StringBuilder();
    for (String name : List.of("Credential", "Signature", "SignedHeaders")) {
      if (parts.getOrDefault(name, "").isEmpty()) {
        missing.append("Authorization header requires '").append(name).append("' parameter. ");
      }
    }
    if (date.isEmpty() && other.isEmpty()) {
      missing.append(
          "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
    }
    if (!missing.isEmpty()) {
      throw new SignatureFault(Reason.MALFORMED, missing.toString().strip());
    }
    List<String> signed = names(parts.getOrDefault("SignedHeaders", ""), Reason.MALFORMED);
    if (other.isPresent() && !signed.contains("date")) {
      throw SignedHeaders.mustBeSigned("Date");
    }
    return new SignatureParts(
        Credential.parse(parts.getOrDefault("Credential", ""), Reason.MALFORMED),
        signed,
        signature(parts.getOrDefault("Signature", "")),
        date.or(() -> other).map(SignatureParts::date).orElseThrow(),
        headers.value("x-amz-security-token"),
        Optional.empty());
  }

  private static Map<String, String> parts(String text) {
    Map<String, String> parts = new HashMap<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? "" : part.substring(0, equals).strip();
      if (!List.of("Credential", "SignedHeaders", "Signature").contains(name)
          || parts.put(name, part.substring(equals + 1).strip()) != null) {
        throw new SignatureFault(
            Reason.MALFORMED,
            "The Authorization header must consist of Credential=, SignedHeaders= and Signature=,"
                + " each once, separated by commas.");
      }
    }
    return parts;
  }

  private static SignatureParts ofQuery(SignedQuery query) {
    String algorithm = required(query, "X-Amz-Algorithm");
    if (!algorithm.equals(ALGORITHM)) {
      throw new SignatureFault(
          Reason.MALFORMED_QUERY, "X-Amz-Algorithm only supports \"" + ALGORITHM + "\"");
    }
    String seconds = required(query, "X-Amz-Expires");
    if (!SECONDS.matcher(seconds).matches()
        || Long.parseLong(seconds) < 1
        || Long.parseLong(seconds) > LONGEST_SECONDS) {
      throw new SignatureFault(
          Reason.MALFORMED_QUERY,
          "X-Amz-Expires must be a number of seconds from 1 to " + LONGEST_SECONDS + " (a week)");
    }
    return new SignatureParts(
        Credential.parse(required(query, "X-Amz-Credential"), Reason.MALFORMED_QUERY),
        names(required(query, "X-Amz-SignedHeaders"), Reason.MALFORMED_QUERY),
        signature(required(query, "X-Amz-Signature")),
        date(required(query, "X-Amz-Date")),
        query.once("X-Amz-Security-Token"),
        Optional.of(Duration.ofSeconds(Long.parseLong(seconds))));
  }

  private static String required(SignedQuery query, String name) {
    return query
        .once(name)
        .filter(value -> !value.isEmpty())
        .orElseThrow(
            () ->
                new SignatureFault(
                    Reason.MALFORMED_QUERY,
                    "Query-string authentication version 4 requires the X-Amz-Algorithm,"
                        + " X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and"
                        + " X-Amz-Expires parameters: "
                        + name
                        + " is missing."));
  }

  private static List<String> names(String text, Reason malformed) {
    List<String> names = new ArrayList<>();
    String last = "";
    for (String name : text.split(";", -1)) {
      if (name.compareTo(last) <= 0 || !name.equals(name.toLowerCase(Locale.ROOT))) {
        throw new SignatureFault(
            malformed,
            "SignedHeaders must be names in lower case, sorted, each once, separated by"
                + " semicolons.");
      }
      names.add(name);
      last = name;
    }
    return List.copyOf(names);
  }

  /** One that is of another form fits nothing, and is answered as any other that does not. */
  private static String signature(String text) {
    if (text.length() != SIGNATURE || !text.chars().allMatch(SignatureParts::isHexadecimal)) {
      throw mismatch();
    }
    return text;
  }

  private static boolean isHexadecimal(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  static SignatureFault mismatch() {
    return new SignatureFault(
        Reason.MISMATCH,
        "The request signature we calculated does not match the signature you provided. Check your"
            + " AWS Secret Access Key and signing method. Consult the service documentation for"
            + " details.");
  }

  private static Instant date(String text) {
    try {
      return LocalDateTime.parse(text, BASIC).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return httpDate(text);
    }
  }

  private static Instant httpDate(String text) {
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      throw new SignatureFault(
          Reason.MALFORMED, "Date must be in ISO-8601 'basic format'. Got '" + text + "'.");
    }
  }
}
