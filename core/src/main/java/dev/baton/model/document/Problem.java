package dev.baton.model.document;

import java.util.Map;

/**
 * Something wrong with a definition or a request, for the person who sent it.
 *
 * @param code a stable name: AWS's exception without {@code Exception} where AWS has one ({@code
 *     InvalidActionDeclaration}), else Baton's own in the same style
 * @param kind who can mend it and how an edge answers it
 * @param severity whether it refuses the document
 * @param message what is wrong; what would be right. AWS's wording where the reference marks it
 *     measured
 * @param parameters the names in the message, for an edge that words it differently; may be empty
 * @param place where it stands
 */
public record Problem(
    String code,
    Kind kind,
    Severity severity,
    String message,
    Map<String, String> parameters,
    Place place) {

  /** Who can mend it. */
  public enum Kind {
    USER,
    CONFLICT,
    NOT_FOUND,
    LIMIT,
    INTERNAL
  }

  /** Whether a document with this problem is refused. */
  public enum Severity {
    ERROR,
    WARNING
  }

  public Problem {
    parameters = Map.copyOf(parameters);
  }

  /** An error in what the user wrote. */
  public static Problem error(String code, Place place, String message) {
    return new Problem(code, Kind.USER, Severity.ERROR, message, Map.of(), place);
  }

  /** Something that is accepted but probably not meant. */
  public static Problem warning(String code, Place place, String message) {
    return new Problem(code, Kind.USER, Severity.WARNING, message, Map.of(), place);
  }

  /** A refusal of a request, with the names that an edge needs to word it. */
  public static Problem refusal(
      String code, Kind kind, String message, Map<String, String> parameters) {
    return new Problem(code, kind, Severity.ERROR, message, parameters, Place.NOWHERE);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** {@code FILE:LINE:COLUMN: message}, or the bare message of something without a place. */
  @Override
  public String toString() {
    return place.equals(Place.NOWHERE) ? message : place + ": " + message;
  }
}
