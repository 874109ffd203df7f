package dev.baton.api.aws.model;

import dev.baton.api.aws.wire.Json;
import dev.baton.api.aws.wire.MalformedShape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;

/** Requests against the constraints of their operations. Safe for concurrent use. */
public final class Requests {

  /**
   * What CodeBuild was seen to say instead of the common wording, by the shape and its constraint.
   */
  private static final Map<String, String> CODEBUILD =
      Map.of(
          "ProjectName MOST", "Project name length cannot be greater than 150 characters",
          "ProjectDescription MOST", "Max description length is 255",
          "BuildTimeOut LEAST", "TimeoutInMins must be between 5 and 2160",
          "BuildTimeOut MOST", "TimeoutInMins must be between 5 and 2160",
          "ComputeType VALUES", "Invalid compute type provided");

  private Requests() {}

  /** What is wrong with a request that the SDK's class holds; empty when nothing is. */
  public static Optional<String> wrong(ServiceModel model, String operation, SdkPojo request) {
    return model
        .input(operation)
        .map(input -> Check.of(model.shapes(), input, request))
        .flatMap(broken -> message(model, broken));
  }

  /**
   * What is wrong with a request that is known by its model alone; empty when nothing is.
   *
   * @throws MalformedShape when it is no JSON, or has a value of the wrong type
   */
  public static Optional<String> wrong(ServiceModel model, String operation, byte[] body) {
    Object tree = Json.tree(body);
    if (!(tree instanceof Map<?, ?>)) {
      throw new MalformedShape("Start of structure or map found where not expected.");
    }
    Optional<Shape> input = model.input(operation);
    if (input.isEmpty()) {
      return Optional.empty();
    }
    new Types(model.shapes()).check(input.get(), tree);
    return message(model, Check.of(model.shapes(), input.get(), tree));
  }

  private static Optional<String> message(ServiceModel model, List<Broken> broken) {
    if (broken.isEmpty()) {
      return Optional.empty();
    }
    if (model.id().equals("codebuild")) {
      for (Broken one : broken) {
        String own = CODEBUILD.get(one.shape() + " " + one.rule());
        if (own != null) {
          return Optional.of(own);
        }
      }
    }
    String sentences = broken.stream().map(Broken::sentence).collect(Collectors.joining("; "));
    return Optional.of(
        "%d validation error%s detected: %s"
            .formatted(broken.size(), broken.size() == 1 ? "" : "s", sentences));
  }
}
