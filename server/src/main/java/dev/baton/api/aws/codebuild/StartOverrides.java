package dev.baton.api.aws.codebuild;

import static dev.baton.api.aws.codebuild.ProjectHandlers.invalid;

import dev.baton.api.aws.wire.ShapeWriter;
import dev.baton.model.build.BuildRequest;
import dev.baton.model.build.BuildRequest.SourceContent;
import dev.baton.usecase.BuildRequests;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;

/**
 * StartBuild's overrides in the use case's words; one that has no effect here is refused by name.
 */
final class StartOverrides {

  private static final int MAX_VALUE = 4096;
  private static final Set<String> HONOURED =
      Set.of(
          "projectName",
          "sourceVersion",
          "sourceTypeOverride",
          "sourceLocationOverride",
          "gitCloneDepthOverride",
          "buildspecOverride",
          "environmentVariablesOverride",
          "timeoutInMinutesOverride");

  private StartOverrides() {}

  static BuildRequests.Overrides of(StartBuildRequest request, String initiator, String project) {
    refuseOthers(request);
    return new BuildRequests.Overrides(
        Optional.ofNullable(request.buildspecOverride())
            .map(text -> BuildRequests.recipe(project, text)),
        variables(request.environmentVariablesOverride()),
        content(request),
        Optional.ofNullable(request.sourceVersion()),
        Optional.empty(),
        timeout(request),
        Optional.empty(),
        Map.of(),
        initiator,
        Optional.empty(),
        Optional.empty());
  }

  private static void refuseOthers(StartBuildRequest request) {
    for (SdkField<?> field : request.sdkFields()) {
      boolean given = ShapeWriter.isSet(field.getValueOrDefault(request));
      if (given && !HONOURED.contains(field.locationName())) {
        throw invalid("StartBuild: " + field.locationName() + " is not supported yet");
      }
    }
  }

  private static Optional<Integer> timeout(StartBuildRequest request) {
    Integer minutes = request.timeoutInMinutesOverride();
    if (minutes == null) {
      return Optional.empty();
    }
    if (minutes < 5 || minutes > 2160) {
      throw invalid("TimeoutInMins must be between 5 and 2160");
    }
    return Optional.of(minutes * 60);
  }

  private static Optional<SourceContent> content(StartBuildRequest request) {
    if (request.sourceLocationOverride() == null) {
      return Optional.empty();
    }
    int depth = request.gitCloneDepthOverride() == null ? 0 : request.gitCloneDepthOverride();
    String version = request.sourceVersion() == null ? "" : request.sourceVersion();
    return Optional.of(
        new SourceContent.Git(request.sourceLocationOverride(), version, false, depth));
  }

  private static List<BuildRequest.Variable> variables(List<EnvironmentVariable> given) {
    Set<String> names = new HashSet<>();
    return given.stream()
        .map(
            variable -> {
              String name = String.valueOf(variable.name());
              String value = String.valueOf(variable.value());
              if (name.startsWith("CODEBUILD_")) {
                throw invalid("No user environment variables can start with CODEBUILD_");
              }
              if (!names.add(name)) {
                throw invalid("EnvironmentVariable name cannot be duplicated");
              }
              if (value.length() > MAX_VALUE) {
                throw invalid("EnvironmentVariable should be at most 4096 characters");
              }
              String type = variable.typeAsString() == null ? "PLAINTEXT" : variable.typeAsString();
              return new BuildRequest.Variable(name, value, type);
            })
        .toList();
  }
}
