package dev.baton.api.aws.model;

/**
 * A constraint that a request does not keep.
 *
 * @param shape the name of the shape that has it
 * @param sentence AWS's, from {@code Value} on
 */
public record Broken(String shape, Rule rule, String sentence) {

  /** Which kind of constraint it is. */
  public enum Rule {
    REQUIRED,
    LEAST,
    MOST,
    PATTERN,
    VALUES,
    ELEMENTS,
    KEYS
  }
}
