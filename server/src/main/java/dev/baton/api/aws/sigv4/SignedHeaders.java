package dev.baton.api.aws.sigv4;

import dev.baton.http.Headers;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A request's headers: which of them must be signed, and how they read when they are. */
final class SignedHeaders {

  /** Twice, they would say two things, and who signs and who acts might each hear another. */
  private static final Set<String> ONCE =
      Set.of(
          "authorization",
          "host",
          "date",
          "content-type",
          "x-amz-date",
          "x-amz-target",
          "x-amz-security-token",
          "x-amz-content-sha256",
          "x-amz-decoded-content-length",
          "x-amz-trailer");

  /** The SDK for PHP sends it unsigned; nothing depends on it. */
  private static final String UNSIGNED = "x-amz-user-agent";

  private final List<Headers.Field> fields;

  SignedHeaders(Headers headers) {
    this.fields = headers.fields();
    Set<String> seen = new HashSet<>();
    for (Headers.Field field : fields) {
      if (ONCE.contains(field.name()) && !seen.add(field.name())) {
        throw new SignatureFault(
            Reason.AMBIGUOUS, "The header '" + field.name() + "' must be given once.");
      }
    }
  }

  /** A value that is there at most once, without the space around it. */
  Optional<String> value(String name) {
    for (Headers.Field field : fields) {
      if (field.name().equals(name)) {
        return Optional.of(field.value().strip());
      }
    }
    return Optional.empty();
  }

  /**
   * Refuses a request of which more should have been signed. {@code Content-Type} need not be, as
   * with AWS: the SDK for PHP leaves it out.
   */
  void checkCoverage(List<String> signed) {
    if (!signed.contains("host")) {
      throw mustBeSigned("Host' or ':authority");
    }
    for (Headers.Field field : fields) {
      String name = field.name();
      if (name.startsWith("x-amz-") && !name.equals(UNSIGNED) && !signed.contains(name)) {
        throw mustBeSigned(name);
      }
    }
  }

  static SignatureFault mustBeSigned(String name) {
    return new SignatureFault(
        Reason.UNSIGNED, "'" + name + "' must be a 'SignedHeader' in the AWS Authorization.");
  }

  /**
   * Appends a line for each signed header.
   *
   * @return false when one of them is not there
   */
  boolean canonical(List<String> signed, StringBuilder to) {
    for (String name : signed) {
      to.append(name);
      char separator = ':';
      for (Headers.Field field : fields) {
        if (field.name().equals(name)) {
          to.append(separator);
          collapse(field.value(), to);
          separator = ',';
        }
      }
      if (separator == ':') {
        return false;
      }
      to.append('\n');
    }
    return true;
  }

  /** Without the space around it, and one space for several within. */
  private static void collapse(String value, StringBuilder to) {
    int start = to.length();
    boolean gap = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ' ' || (c >= '\t' && c <= '\r')) {
        gap = to.length() > start;
      } else {
        if (gap) {
          to.append(' ');
          gap = false;
        }
        to.append(c);
      }
    }
  }
}
