package dev.baton.api.aws.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A shape of a service model, as far as requests are checked by it. */
public sealed interface Shape {

  /** What is allowed of a length or a number; both ends belong to it. */
  record Bounds(Optional<Double> least, Optional<Double> most) {

    static final Bounds NONE = new Bounds(Optional.empty(), Optional.empty());

    boolean tooSmall(double value) {
      return least.isPresent() && value < least.get();
    }

    boolean tooLarge(double value) {
      return most.isPresent() && value > most.get();
    }
  }

  /**
   * A member of a structure.
   *
   * @param name as it stands in JSON
   * @param shape the name of its shape
   * @param secret whether its value is shown to nobody
   */
  record Member(String name, String shape, boolean required, boolean secret) {}

  /** A structure and its members, in the model's order. */
  record Structure(String name, List<Member> members) implements Shape {}

  /** A list; {@code of} names the shape of its elements. */
  record Elements(String name, String of, Bounds size) implements Shape {}

  /** A map from texts; {@code key} and {@code value} name shapes. */
  record Entries(String name, String key, String value, Bounds size) implements Shape {}

  /**
   * A text.
   *
   * @param values what it may be; empty when anything
   * @param secret whether the model itself says that it is shown to nobody
   */
  record Text(
      String name,
      Bounds length,
      Optional<BoundedPattern> pattern,
      List<String> values,
      boolean secret)
      implements Shape {}

  /** A number of the kind. */
  record Numeric(String name, Kind kind, Bounds range) implements Shape {}

  /** Bytes, base64 in JSON. */
  record Bytes(String name, Bounds length) implements Shape {}

  /** What has no constraint but its type. */
  record Plain(String name, Kind kind) implements Shape {}

  /** How SerializationException names a type. */
  enum Kind {
    INTEGER("Integer"),
    LONG("Long"),
    DOUBLE("Double"),
    FLOAT("Float"),
    BOOLEAN("Boolean"),
    TIME("Timestamp");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /** The model's name of the shape. */
  String name();

  /** Whether values are judged one by one, and reported together at their list or map. */
  default boolean scalar() {
    return !(this instanceof Structure || this instanceof Elements || this instanceof Entries);
  }

  /** The shapes of a model by their names. */
  record Table(Map<String, Shape> shapes) {

    public Table {
      shapes = Map.copyOf(shapes);
    }

    /** The shape of that name; a model refers to none that it does not have. */
    public Shape of(String name) {
      Shape shape = shapes.get(name);
      if (shape == null) {
        throw new IllegalStateException("the model has no shape " + name);
      }
      return shape;
    }
  }
}
