package dev.baton.api.aws.model;

import dev.baton.api.aws.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a line of the resource; {@code build/models.py} describes and writes it. */
final class ModelReader {

  private ModelReader() {}

  static ServiceModel read(String target, byte[] json) {
    Map<?, ?> document = map(Json.tree(json));
    Map<String, Integer> errors = new LinkedHashMap<>();
    map(document.get("errors"))
        .forEach((type, status) -> errors.put(text(type), ((Number) status).intValue()));
    Map<String, ServiceModel.Known> operations = new LinkedHashMap<>();
    map(document.get("operations"))
        .forEach((name, parts) -> operations.put(text(name), operation(text(name), texts(parts))));
    Map<String, Shape> shapes = new LinkedHashMap<>();
    map(document.get("shapes"))
        .forEach((name, shape) -> shapes.put(text(name), shape(text(name), map(shape))));
    return new ServiceModel(
        text(document.get("id")),
        target,
        text(document.get("version")),
        errors,
        operations,
        new Shape.Table(shapes));
  }

  private static ServiceModel.Known operation(String name, List<String> parts) {
    String input = parts.getFirst();
    return new ServiceModel.Known(
        name,
        input.isEmpty() ? Optional.empty() : Optional.of(input),
        List.copyOf(parts.subList(1, parts.size())));
  }

  private static Shape shape(String name, Map<?, ?> shape) {
    String type = text(shape.get("t"));
    return switch (type) {
      case "s" -> new Shape.Structure(name, members(map(shape.get("m"))));
      case "l" -> new Shape.Elements(name, text(shape.get("of")), bounds(shape));
      case "m" ->
          new Shape.Entries(name, text(shape.get("k")), text(shape.get("v")), bounds(shape));
      case "S" -> textShape(name, shape);
      case "B" -> new Shape.Bytes(name, bounds(shape));
      case "i" -> new Shape.Numeric(name, Shape.Kind.INTEGER, bounds(shape));
      case "L" -> new Shape.Numeric(name, Shape.Kind.LONG, bounds(shape));
      case "d" -> new Shape.Numeric(name, Shape.Kind.DOUBLE, bounds(shape));
      case "f" -> new Shape.Numeric(name, Shape.Kind.FLOAT, bounds(shape));
      case "b" -> new Shape.Plain(name, Shape.Kind.BOOLEAN);
      case "T" -> new Shape.Plain(name, Shape.Kind.TIME);
      default -> throw new IllegalStateException("shape " + name + " is of unknown type " + type);
    };
  }

  private static Shape.Text textShape(String name, Map<?, ?> shape) {
    Object pattern = shape.get("p");
    Object values = shape.get("e");
    return new Shape.Text(
        name,
        bounds(shape),
        pattern == null ? Optional.empty() : Optional.of(new BoundedPattern(text(pattern))),
        values == null ? List.of() : texts(values),
        shape.get("x") != null);
  }

  private static List<Shape.Member> members(Map<?, ?> members) {
    List<Shape.Member> list = new ArrayList<>();
    members.forEach((name, flagged) -> list.add(member(text(name), text(flagged))));
    return List.copyOf(list);
  }

  private static Shape.Member member(String name, String flagged) {
    boolean required = flagged.startsWith("*");
    String rest = required ? flagged.substring(1) : flagged;
    boolean secret = rest.startsWith("!");
    return new Shape.Member(name, secret ? rest.substring(1) : rest, required, secret);
  }

  private static Shape.Bounds bounds(Map<?, ?> shape) {
    return shape.containsKey("min") || shape.containsKey("max")
        ? new Shape.Bounds(number(shape.get("min")), number(shape.get("max")))
        : Shape.Bounds.NONE;
  }

  private static Optional<Double> number(@Nullable Object value) {
    return value == null ? Optional.empty() : Optional.of(((Number) value).doubleValue());
  }

  private static Map<?, ?> map(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalStateException("the models' resource has no object where one belongs");
  }

  private static List<String> texts(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(ModelReader::text).toList();
    }
    throw new IllegalStateException("the models' resource has no list where one belongs");
  }

  private static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalStateException("the models' resource has no text where one belongs");
  }
}
