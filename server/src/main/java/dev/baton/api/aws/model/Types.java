package dev.baton.api.aws.model;

import dev.baton.api.aws.wire.MalformedShape;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the values of a request are of the model's types, where no class of the SDK reads it.
 * Says the same as {@code ShapeReader} says of the others.
 */
final class Types {

  private final Shape.Table shapes;

  Types(Shape.Table shapes) {
    this.shapes = shapes;
  }

  /** Checks a whole request. */
  void check(Shape shape, @Nullable Object value) {
    switch (shape) {
      case Shape.Structure structure -> structure(structure, value);
      case Shape.Elements elements -> elements(elements, value);
      case Shape.Entries entries -> entries(entries, value);
      case Shape.Text _ -> expect(value instanceof String, value, "String");
      case Shape.Bytes _ -> expect(value instanceof String, value, "Blob");
      case Shape.Numeric numeric -> expect(value instanceof BigDecimal, value, numeric.kind());
      case Shape.Plain plain when plain.kind() == Shape.Kind.BOOLEAN ->
          expect(value instanceof Boolean, value, plain.kind());
      case Shape.Plain plain ->
          expect(value instanceof BigDecimal || value instanceof String, value, plain.kind());
    }
  }

  private void structure(Shape.Structure structure, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong(value, "Structure");
    }
    for (Shape.Member member : structure.members()) {
      Object given = map.get(member.name());
      if (given != null) {
        check(shapes.of(member.shape()), given);
      }
    }
  }

  private void elements(Shape.Elements elements, @Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      throw wrong(value, "List");
    }
    Shape of = shapes.of(elements.of());
    list.stream().filter(element -> element != null).forEach(element -> check(of, element));
  }

  private void entries(Shape.Entries entries, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw wrong(value, "Map");
    }
    Shape of = shapes.of(entries.value());
    map.values().stream().filter(given -> given != null).forEach(given -> check(of, given));
  }

  private static void expect(boolean right, @Nullable Object value, Shape.Kind kind) {
    expect(right, value, kind.title());
  }

  private static void expect(boolean right, @Nullable Object value, String wanted) {
    if (!right) {
      throw wrong(value, wanted);
    }
  }

  private static MalformedShape wrong(@Nullable Object value, String wanted) {
    String found =
        switch (value) {
          case String _ -> "STRING_VALUE";
          case BigDecimal _ -> "NUMBER_VALUE";
          case Boolean flag -> flag ? "TRUE_VALUE" : "FALSE_VALUE";
          case List<?> _ -> "START_ARRAY";
          case Map<?, ?> _ -> "START_OBJECT";
          case null, default -> "VALUE_NULL";
        };
    return new MalformedShape(found + " can not be converted to a " + wanted);
  }
}
