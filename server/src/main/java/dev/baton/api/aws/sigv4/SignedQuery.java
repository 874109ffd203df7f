package dev.baton.api.aws.sigv4;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A request's query: its canonical form, and the parts of a signature that may be in it. */
final class SignedQuery {

  private static final String SIGNATURE = "X-Amz-Signature";

  /** What only a signed query has. */
  private static final List<String> MARKS =
      List.of("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-SignedHeaders", SIGNATURE);

  private static final SignedQuery EMPTY = new SignedQuery(List.of());

  private final List<Parameter> parameters;

  /** Both canonical, which is how they are sorted. */
  private record Parameter(String name, String value) implements Comparable<Parameter> {
    @Override
    public int compareTo(Parameter other) {
      int byName = name.compareTo(other.name);
      return byName != 0 ? byName : value.compareTo(other.value);
    }
  }

  private SignedQuery(List<Parameter> parameters) {
    this.parameters = parameters;
  }

  /** Reads a raw query. */
  static SignedQuery of(String raw) {
    if (raw.isEmpty()) {
      return EMPTY;
    }
    List<Parameter> parameters = new ArrayList<>();
    try {
      for (int from = 0; from <= raw.length(); ) {
        int end = raw.indexOf('&', from);
        end = end < 0 ? raw.length() : end;
        if (end > from) {
          parameters.add(parameter(raw.substring(from, end)));
        }
        from = end + 1;
      }
    } catch (IllegalArgumentException e) {
      throw new SignatureFault(
          Reason.MALFORMED, "The query cannot be decoded: " + e.getMessage() + ".");
    }
    Collections.sort(parameters);
    return new SignedQuery(parameters);
  }

  private static Parameter parameter(String pair) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    String value = equals < 0 ? "" : pair.substring(equals + 1);
    return new Parameter(PercentCoding.canonical(name, true), PercentCoding.canonical(value, true));
  }

  /** Whether it means to be signed. */
  boolean isSigned() {
    return parameters.stream().anyMatch(p -> MARKS.contains(p.name()));
  }

  /** The decoded value of a parameter that must not be there twice. */
  Optional<String> once(String name) {
    Optional<String> found = Optional.empty();
    for (Parameter each : parameters) {
      if (each.name().equals(name)) {
        if (found.isPresent()) {
          throw new SignatureFault(
              Reason.AMBIGUOUS, "The query parameter " + name + " must be given once.");
        }
        found = Optional.of(URLDecoder.decode(each.value(), StandardCharsets.UTF_8));
      }
    }
    return found;
  }

  /** Sorted, without the signature itself. */
  void canonical(StringBuilder to) {
    boolean first = true;
    for (Parameter each : parameters) {
      if (each.name().equals(SIGNATURE)) {
        continue;
      }
      if (!first) {
        to.append('&');
      }
      first = false;
      to.append(each.name()).append('=').append(each.value());
    }
  }
}
