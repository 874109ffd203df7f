package dev.baton.model.document;

import java.util.List;
import java.util.Optional;

/**
 * A part of a definition, JSON or YAML alike, with its place. Order and spelling are kept, so that
 * the document can be given back as it came.
 */
public sealed interface Node {

  /** Where the part begins. */
  Place place();

  /** The part's kind as a person would say it: {@code a list}, {@code text}, {@code an object}. */
  String kind();

  /** A member of an object: its name, the name's own place, and its value. */
  record Member(String name, Place place, Node value) {}

  /** Named members in the order in which they were written; names are unique. */
  record ObjectNode(Place place, List<Member> members) implements Node {

    public ObjectNode {
      members = List.copyOf(members);
    }

    /** The member's value; empty when it is not there or is null. */
    public Optional<Node> get(String name) {
      return member(name)
          .map(Member::value)
          .filter(value -> !(value instanceof Scalar s && s.type() == Scalar.Type.NULL));
    }

    /** The member as it was written, null value included. */
    public Optional<Member> member(String name) {
      return members.stream().filter(m -> m.name().equals(name)).findFirst();
    }

    @Override
    public String kind() {
      return "an object";
    }
  }

  /** Values in order. */
  record ListNode(Place place, List<Node> values) implements Node {

    public ListNode {
      values = List.copyOf(values);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * A single value.
   *
   * @param text the value's text: for text its content, for numbers and booleans what was written
   *     ({@code 0.2}, {@code true}), for null the empty string
   */
  record Scalar(Place place, Type type, String text) implements Node {

    /** What the notation says the value is. */
    public enum Type {
      TEXT,
      NUMBER,
      BOOLEAN,
      NULL
    }

    @Override
    public String kind() {
      return switch (type) {
        case TEXT -> "text";
        case NUMBER -> "a number";
        case BOOLEAN -> "a boolean";
        case NULL -> "null";
      };
    }
  }
}
