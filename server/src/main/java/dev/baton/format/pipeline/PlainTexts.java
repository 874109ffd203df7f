package dev.baton.format.pipeline;

import dev.baton.model.document.Node;
import dev.baton.model.document.Node.Scalar;
import java.util.Set;

/**
 * Numbers and booleans become text where CodePipeline's model has text: everywhere but in three
 * members.
 */
final class PlainTexts {

  private static final Set<String> NUMBERS = Set.of("runOrder", "timeoutInMinutes");

  private PlainTexts() {}

  static Node.ObjectNode asText(Node.ObjectNode pipeline) {
    return object(pipeline, true, true);
  }

  /**
   * An object's members as text.
   *
   * @param model whether its members are the model's own, rather than somebody's keys
   */
  private static Node.ObjectNode object(Node.ObjectNode object, boolean root, boolean model) {
    return new Node.ObjectNode(
        object.place(),
        object.members().stream().map(member -> member(member, root, model)).toList());
  }

  private static Node.Member member(Node.Member member, boolean root, boolean model) {
    boolean number =
        model && (NUMBERS.contains(member.name()) || (root && member.name().equals("version")));
    Node value =
        switch (member.value()) {
          case Scalar scalar when number || scalar.type() == Scalar.Type.NULL -> scalar;
          case Node.ObjectNode object ->
              object(object, false, !member.name().equals("configuration"));
          case Node other -> value(other);
        };
    return new Node.Member(member.name(), member.place(), value);
  }

  private static Node value(Node node) {
    return switch (node) {
      case Scalar scalar when scalar.type() == Scalar.Type.NULL -> scalar;
      case Scalar scalar -> new Scalar(scalar.place(), Scalar.Type.TEXT, scalar.text());
      case Node.ListNode list ->
          new Node.ListNode(list.place(), list.values().stream().map(PlainTexts::value).toList());
      case Node.ObjectNode object -> object(object, false, true);
    };
  }
}
