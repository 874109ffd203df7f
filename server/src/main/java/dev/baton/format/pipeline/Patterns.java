package dev.baton.format.pipeline;

import dev.baton.format.document.Shape;
import dev.baton.format.document.Shape.Constraint;
import dev.baton.model.pipeline.ActionTypeId;
import java.util.List;

/** The limits and patterns of AWS's model, and the small shapes that several readers share. */
final class Patterns {

  static final Constraint NAME_LENGTH = Constraint.length(1, 100);
  static final Constraint NAME = Constraint.pattern("[A-Za-z0-9.@\\-_]+");
  static final Constraint ARTIFACT = Constraint.pattern("[a-zA-Z0-9_\\-]+");
  static final Constraint NAMESPACE = Constraint.pattern("[A-Za-z0-9@\\-_]+");
  static final Constraint ROLE = Constraint.pattern("arn:aws(-[\\w]+)*:iam::[0-9]{12}:role/.*");
  static final Constraint REGION = Constraint.length(4, 30);

  static final int MINIMUM_TIMEOUT = 5;
  static final int MAXIMUM_TIMEOUT = 86_400;
  static final int CONFIGURATION_KEY = 50;
  static final int CONFIGURATION_VALUE = 1_000;
  static final int RULE_VALUE = 10_000;

  private static final Constraint COMMAND = Constraint.length(1, 1_000);
  private static final List<String> CATEGORIES =
      List.of("Source", "Build", "Deploy", "Test", "Invoke", "Approval", "Compute");
  private static final List<String> OWNERS = List.of("AWS", "ThirdParty", "Custom");

  private Patterns() {}

  static String name(Shape shape) {
    return shape.required("name", NAME_LENGTH, NAME).orElse("");
  }

  /** The type of an action or rule; empty texts for what is missing. */
  static ActionTypeId type(Shape parent, String member) {
    List<String> categories = member.equals("ruleTypeId") ? List.of("Rule") : CATEGORIES;
    return parent
        .requiredObject(member)
        .map(s -> type(s, categories))
        .orElse(new ActionTypeId("", "", "", ""));
  }

  private static ActionTypeId type(Shape shape, List<String> categories) {
    String category = shape.required("category", Constraint.oneOf(categories)).orElse("");
    boolean rule = categories.equals(List.of("Rule"));
    if (!rule) {
      shape.requireMember("owner");
      shape.requireMember("version");
    }
    String owner = shape.text("owner", Constraint.oneOf(OWNERS)).orElse(rule ? "AWS" : "");
    String provider =
        shape
            .required("provider", Constraint.length(1, 35), Constraint.pattern("[0-9A-Za-z_-]+"))
            .orElse("");
    String version =
        shape
            .text("version", Constraint.length(1, 9), Constraint.pattern("[0-9A-Za-z_-]+"))
            .orElse(rule ? "1" : "");
    shape.end();
    return new ActionTypeId(category, owner, provider, version);
  }

  static List<String> commands(Shape shape) {
    shape.checkSize("commands", 1, 50);
    return shape.texts("commands", COMMAND);
  }

  static List<String> inputArtifacts(Shape shape) {
    return shape.objects("inputArtifacts").stream().map(Patterns::artifactName).toList();
  }

  private static String artifactName(Shape artifact) {
    String name = artifact.required("name", NAME_LENGTH, ARTIFACT).orElse("");
    artifact.end();
    return name;
  }
}
