package dev.baton.format.document;

import dev.baton.model.document.Node;
import dev.baton.model.document.Node.Scalar;
import java.util.function.BiPredicate;

/**
 * A YAML document as JSON would have had it: numbers and booleans become text where the model has
 * text.
 */
public final class PlainTexts {

  private final BiPredicate<String, String> typed;

  private PlainTexts(BiPredicate<String, String> typed) {
    this.typed = typed;
  }

  /**
   * The same tree with text where text is meant.
   *
   * @param typed whether a member keeps its type, by the name of the member that holds its object
   *     (empty for the root) and its own
   */
  public static Node.ObjectNode asText(Node.ObjectNode root, BiPredicate<String, String> typed) {
    return new PlainTexts(typed).object(root, "");
  }

  private Node.ObjectNode object(Node.ObjectNode object, String holder) {
    return new Node.ObjectNode(
        object.place(), object.members().stream().map(member -> member(member, holder)).toList());
  }

  private Node.Member member(Node.Member member, String holder) {
    boolean keeps = member.value() instanceof Scalar && typed.test(holder, member.name());
    Node value = keeps ? member.value() : value(member.value(), member.name());
    return new Node.Member(member.name(), member.place(), value);
  }

  private Node value(Node node, String holder) {
    return switch (node) {
      case Scalar scalar when scalar.type() == Scalar.Type.NULL -> scalar;
      case Scalar scalar -> new Scalar(scalar.place(), Scalar.Type.TEXT, scalar.text());
      case Node.ListNode list ->
          new Node.ListNode(
              list.place(), list.values().stream().map(v -> value(v, holder)).toList());
      case Node.ObjectNode object -> object(object, holder);
    };
  }
}
