package dev.baton.api.aws.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;

/** The constraints of one value that stands for itself: a text, a number, bytes. */
final class Constraints {

  /** A constraint in AWS's words. */
  record Clause(Broken.Rule rule, String words) {}

  private static final String NOT_NULL = "Member must not be null";

  private Constraints() {}

  static Clause notNull() {
    return new Clause(Broken.Rule.REQUIRED, NOT_NULL);
  }

  /** Those that a value breaks. A text that is too long is not matched against the pattern. */
  static List<Clause> brokenBy(Shape shape, Object value) {
    return switch (shape) {
      case Shape.Text text when value instanceof String given -> brokenBy(text, given);
      case Shape.Numeric numeric when value instanceof Number given ->
          range(numeric.range(), given.doubleValue());
      case Shape.Bytes bytes when value instanceof SdkBytes given ->
          length(bytes.length(), given.asByteArrayUnsafe().length);
      default -> List.of();
    };
  }

  private static List<Clause> brokenBy(Shape.Text shape, String value) {
    if (!shape.values().isEmpty()) {
      return shape.values().contains(value) ? List.of() : List.of(values(shape));
    }
    List<Clause> length = length(shape.length(), value.codePointCount(0, value.length()));
    Optional<BoundedPattern> pattern = shape.pattern();
    if (pattern.isEmpty() || length.stream().anyMatch(c -> c.rule() == Broken.Rule.MOST)) {
      return length;
    }
    if (pattern.get().matches(value)) {
      return length;
    }
    List<Clause> both = new ArrayList<>(length);
    both.add(pattern(pattern.get()));
    return both;
  }

  /** Of how many elements or characters. */
  static List<Clause> length(Shape.Bounds bounds, int length) {
    if (bounds.tooLarge(length)) {
      return List.of(most(bounds, "length"));
    }
    return bounds.tooSmall(length) ? List.of(least(bounds, "length")) : List.of();
  }

  private static List<Clause> range(Shape.Bounds bounds, double value) {
    if (bounds.tooLarge(value)) {
      return List.of(most(bounds, "value"));
    }
    return bounds.tooSmall(value) ? List.of(least(bounds, "value")) : List.of();
  }

  /** Everything that a shape asks of a value, as AWS lists it when one of many is wrong. */
  static String allOf(Shape shape) {
    List<String> words = new ArrayList<>();
    Shape.Bounds bounds =
        switch (shape) {
          case Shape.Text text -> text.length();
          case Shape.Numeric numeric -> numeric.range();
          case Shape.Bytes bytes -> bytes.length();
          default -> Shape.Bounds.NONE;
        };
    String what = shape instanceof Shape.Numeric ? "value" : "length";
    bounds.most().ifPresent(_ -> words.add(most(bounds, what).words()));
    bounds.least().ifPresent(_ -> words.add(least(bounds, what).words()));
    if (shape instanceof Shape.Text text) {
      text.pattern().ifPresent(pattern -> words.add(pattern(pattern).words()));
      if (!text.values().isEmpty()) {
        words.add(values(text).words());
      }
    }
    words.add(NOT_NULL);
    return String.join(", ", words);
  }

  private static Clause most(Shape.Bounds bounds, String what) {
    return new Clause(
        Broken.Rule.MOST,
        "Member must have %s less than or equal to %s"
            .formatted(what, number(bounds.most().orElseThrow())));
  }

  private static Clause least(Shape.Bounds bounds, String what) {
    return new Clause(
        Broken.Rule.LEAST,
        "Member must have %s greater than or equal to %s"
            .formatted(what, number(bounds.least().orElseThrow())));
  }

  private static Clause pattern(BoundedPattern pattern) {
    return new Clause(
        Broken.Rule.PATTERN, "Member must satisfy regular expression pattern: " + pattern.regex());
  }

  private static Clause values(Shape.Text shape) {
    return new Clause(Broken.Rule.VALUES, "Member must satisfy enum value set: " + shape.values());
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
