package dev.baton.api.aws.codebuild;

import dev.baton.model.build.BuildRequest;
import dev.baton.model.build.BuildStatus;
import dev.baton.model.build.CachePlace;
import dev.baton.model.build.LogPlace;
import dev.baton.model.build.PhaseType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.AutoRetryConfig;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildArtifacts;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.CloudWatchLogsConfig;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.ExportedEnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.LogsLocation;
import software.amazon.awssdk.services.codebuild.model.PhaseContext;
import software.amazon.awssdk.services.codebuild.model.ProjectCache;
import software.amazon.awssdk.services.codebuild.model.ProjectEnvironment;
import software.amazon.awssdk.services.codebuild.model.ProjectSource;
import software.amazon.awssdk.services.codebuild.model.ProjectSourceVersion;
import software.amazon.awssdk.services.codebuild.model.S3LogsConfig;

/** A build as BatchGetBuilds shows it (reference codebuild.md section 3). */
public final class BuildShapes {

  private BuildShapes() {}

  public static Build build(dev.baton.model.build.Build build) {
    BuildRequest request = build.request();
    return Build.builder()
        .id(build.id())
        .arn(build.arn())
        .buildNumber(build.number())
        .startTime(build.startedAt())
        .endTime(build.endedAt().orElse(null))
        .currentPhase(currentPhase(build).name())
        .buildStatus(build.status().name())
        .sourceVersion(orUnset(request.source().version()))
        .resolvedSourceVersion(build.resolvedSourceVersion().orElse(null))
        .projectName(build.project())
        .phases(build.phases().stream().map(BuildShapes::phase).toList())
        .source(source(request.source(), request))
        .secondarySources(request.secondarySources().stream().map(s -> source(s, request)).toList())
        .secondarySourceVersions(secondaryVersions(request))
        .artifacts(artifacts(build, ""))
        .secondaryArtifacts(secondaryArtifacts(build))
        .cache(cache(request.policy().cache()))
        .environment(environment(request))
        .serviceRole(request.serviceRole().orElse(null))
        .logs(logs(build))
        .timeoutInMinutes(minutes(request.timeoutSeconds()))
        .queuedTimeoutInMinutes(minutes(request.queuedTimeoutSeconds()))
        .buildComplete(build.isComplete())
        .initiator(orUnset(request.initiator()))
        .encryptionKey("arn:aws:kms:" + build.region() + ":" + build.account() + ":alias/aws/s3")
        .exportedEnvironmentVariables(exported(build.exported()))
        .autoRetryConfig(autoRetry(build))
        .build();
  }

  /** Builds are named by ARN here. */
  private static @Nullable AutoRetryConfig autoRetry(dev.baton.model.build.Build build) {
    dev.baton.model.build.Build.AutoRetry retry = build.autoRetry();
    if (retry.limit() == 0) {
      return null;
    }
    return AutoRetryConfig.builder()
        .autoRetryLimit(retry.limit())
        .autoRetryNumber(retry.number())
        .nextAutoRetry(retry.next().map(id -> arn(build, id)).orElse(null))
        .previousAutoRetry(retry.previous().map(id -> arn(build, id)).orElse(null))
        .build();
  }

  private static String arn(dev.baton.model.build.Build build, String id) {
    return build.arn().replace(build.id(), id);
  }

  private static PhaseType currentPhase(dev.baton.model.build.Build build) {
    if (build.isComplete() || build.phases().isEmpty()) {
      return build.isComplete() ? PhaseType.COMPLETED : PhaseType.SUBMITTED;
    }
    return build.phases().getLast().type();
  }

  private static BuildPhase phase(dev.baton.model.build.Build.Phase phase) {
    var shape = BuildPhase.builder().phaseType(phase.type().name()).startTime(phase.startedAt());
    if (phase.type() == PhaseType.COMPLETED) {
      return shape.build();
    }
    if (phase.status() != BuildStatus.IN_PROGRESS) {
      shape.phaseStatus(phase.status().name());
    }
    phase
        .endedAt()
        .ifPresent(
            end ->
                shape
                    .endTime(end)
                    .durationInSeconds(Duration.between(phase.startedAt(), end).toSeconds()));
    if (hasContexts(phase)) {
      shape.contexts(
          phase
              .context()
              .map(c -> context(c.statusCode(), c.message()))
              .orElseGet(() -> context("", "")));
    }
    return shape.build();
  }

  /** SUBMITTED, QUEUED, and phases that run or were stopped have none; the others always one. */
  private static boolean hasContexts(dev.baton.model.build.Build.Phase phase) {
    if (phase.context().isPresent()) {
      return true;
    }
    return phase.type() != PhaseType.SUBMITTED
        && phase.type() != PhaseType.QUEUED
        && phase.status() != BuildStatus.IN_PROGRESS
        && phase.status() != BuildStatus.STOPPED;
  }

  private static PhaseContext context(String statusCode, String message) {
    return PhaseContext.builder().statusCode(statusCode).message(message).build();
  }

  private static ProjectSource source(BuildRequest.Source source, BuildRequest request) {
    var shape =
        ProjectSource.builder()
            .type(source.type())
            .location(orUnset(source.location()))
            .sourceIdentifier(orUnset(source.identifier()))
            .insecureSsl(false);
    if (source.identifier().isEmpty()) {
      request
          .buildspec()
          .ifPresent(
              recipe ->
                  shape.buildspec(
                      switch (recipe) {
                        case BuildRequest.Recipe.Inline inline -> inline.text();
                        case BuildRequest.Recipe.InSource path -> path.path();
                      }));
    }
    if (source.content() instanceof BuildRequest.SourceContent.Git git) {
      shape.gitCloneDepth(git.depth());
    }
    return shape.build();
  }

  private static List<ProjectSourceVersion> secondaryVersions(BuildRequest request) {
    return request.secondarySources().stream()
        .filter(source -> !source.version().isEmpty())
        .map(
            source ->
                ProjectSourceVersion.builder()
                    .sourceIdentifier(source.identifier())
                    .sourceVersion(source.version())
                    .build())
        .toList();
  }

  private static BuildArtifacts artifacts(dev.baton.model.build.Build build, String identifier) {
    var shape =
        BuildArtifacts.builder()
            .location("")
            .artifactIdentifier(orUnset(identifier))
            .encryptionDisabled(false);
    BuildRequest.Output planned = build.request().outputs().get(identifier);
    if (planned != null) {
      shape.location(arn(planned.bucket(), planned.keyFor(build.uuid(), Optional.empty())));
    }
    build.artifacts().stream()
        .filter(artifact -> artifact.identifier().equals(identifier))
        .findFirst()
        .ifPresent(
            artifact ->
                shape
                    .location(arn(artifact.bucket(), artifact.key()))
                    .sha256sum(artifact.sha256()));
    return shape.build();
  }

  private static String arn(String bucket, String key) {
    return "arn:aws:s3:::" + bucket + "/" + key;
  }

  private static @Nullable List<BuildArtifacts> secondaryArtifacts(
      dev.baton.model.build.Build build) {
    List<String> identifiers = new ArrayList<>(build.request().outputs().keySet());
    build.artifacts().forEach(artifact -> identifiers.add(artifact.identifier()));
    List<BuildArtifacts> shapes =
        identifiers.stream()
            .filter(identifier -> !identifier.isEmpty())
            .distinct()
            .map(identifier -> artifacts(build, identifier))
            .toList();
    return shapes.isEmpty() ? null : shapes;
  }

  private static ProjectEnvironment environment(BuildRequest request) {
    // Later wins among variables of the same name, as the build sees them.
    Map<String, EnvironmentVariable> variables = new LinkedHashMap<>();
    for (BuildRequest.Variable variable : request.environment()) {
      variables.put(
          variable.name(),
          EnvironmentVariable.builder()
              .name(variable.name())
              .value(variable.value())
              .type(variable.type())
              .build());
    }
    BuildRequest.Declared declared = request.policy().declared();
    return ProjectEnvironment.builder()
        .type(declared.type())
        .image(orUnset(request.image()))
        .computeType(declared.computeType())
        .environmentVariables(variables.values())
        .privilegedMode(declared.privilegedMode())
        .imagePullCredentialsType(declared.imagePullCredentialsType())
        .build();
  }

  /** An S3 cache's location is all of where it lies, its namespace with it. */
  private static ProjectCache cache(CachePlace place) {
    String location =
        place.location().endsWith("/")
            ? place.location().substring(0, place.location().length() - 1)
            : place.location();
    return ProjectCache.builder()
        .type(place.type())
        .location(orUnset(location))
        .modesWithStrings(place.modes().isEmpty() ? null : place.modes())
        .build();
  }

  private static LogsLocation logs(dev.baton.model.build.Build build) {
    LogPlace asked = build.request().policy().logs();
    var shape = LogsLocation.builder();
    build
        .shownLog()
        .ifPresent(
            stream ->
                shape
                    .groupName(stream.group())
                    .streamName(stream.name())
                    .cloudWatchLogsArn(
                        "arn:aws:logs:%s:%s:log-group:%s:log-stream:%s"
                            .formatted(
                                build.region(), build.account(), stream.group(), stream.name())));
    return shape
        .cloudWatchLogs(
            CloudWatchLogsConfig.builder()
                .status(asked.disabled() ? "DISABLED" : "ENABLED")
                .groupName(orUnset(asked.group()))
                .streamName(orUnset(asked.prefix()))
                .build())
        .s3Logs(S3LogsConfig.builder().status("DISABLED").encryptionDisabled(false).build())
        .build();
  }

  private static @Nullable List<ExportedEnvironmentVariable> exported(
      Map<String, String> exported) {
    if (exported.isEmpty()) {
      return null;
    }
    return exported.entrySet().stream()
        .map(
            v -> ExportedEnvironmentVariable.builder().name(v.getKey()).value(v.getValue()).build())
        .toList();
  }

  private static int minutes(int seconds) {
    return Math.max(1, (seconds + 59) / 60);
  }

  private static @Nullable String orUnset(String text) {
    return text.isEmpty() ? null : text;
  }
}
