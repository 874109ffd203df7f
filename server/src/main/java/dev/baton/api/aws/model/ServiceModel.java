package dev.baton.api.aws.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A service as its model describes it.
 *
 * @param id as botocore names it: {@code codepipeline}
 * @param target what {@code X-Amz-Target} says before the dot: {@code CodePipeline_20150709}
 * @param errors the types of errors, as {@code __type} says them, each with its HTTP status
 * @param operations by name, in alphabetical order
 */
public record ServiceModel(
    String id,
    String target,
    String version,
    Map<String, Integer> errors,
    Map<String, Known> operations,
    Shape.Table shapes) {

  /** What services without a word of their own say of a request that is not right. */
  public static final String COMMON = "ValidationException";

  /**
   * An operation of a model.
   *
   * @param input the name of the request's shape; empty when the request has none
   * @param errors the types that the operation declares
   */
  public record Known(String name, Optional<String> input, List<String> errors) {}

  public ServiceModel {
    errors = Map.copyOf(errors);
    operations = new LinkedHashMap<>(operations);
  }

  /** The structure of an operation's request; empty for an operation that takes nothing. */
  public Optional<Shape> input(String operation) {
    return Optional.ofNullable(operations.get(operation)).flatMap(Known::input).map(shapes::of);
  }

  /** The type that AWS uses for a request that breaks a constraint. */
  public String broken() {
    return switch (id) {
      case "codebuild" -> "InvalidInputException";
      case "logs" -> "InvalidParameterException";
      default -> COMMON;
    };
  }

  /** A type of the model that can say: not here. */
  public String refusal() {
    return switch (id) {
      case "codebuild" -> "InvalidInputException";
      case "ssm" -> "UnsupportedOperationException";
      case "secretsmanager" -> "InvalidRequestException";
      case "logs" -> "InvalidOperationException";
      default -> COMMON;
    };
  }

  /** The type that an operation uses for a page token that nobody gave out. */
  public String badToken(String operation) {
    Known known = operations.get(operation);
    return known == null
        ? broken()
        : known.errors().stream()
            .filter(type -> type.startsWith("InvalidNextToken"))
            .findFirst()
            .orElse(broken());
  }
}
