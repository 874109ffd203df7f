package dev.baton.api.aws.codebuild;

import dev.baton.api.aws.wire.ShapeReader;
import dev.baton.port.ProjectStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.services.codebuild.model.CloudWatchLogsConfig;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ProjectArtifacts;
import software.amazon.awssdk.services.codebuild.model.ProjectBadge;
import software.amazon.awssdk.services.codebuild.model.ProjectCache;
import software.amazon.awssdk.services.codebuild.model.ProjectEnvironment;
import software.amazon.awssdk.services.codebuild.model.ProjectSource;

/** A project as BatchGetProjects shows it: the document as it came, and CodeBuild's defaults. */
public final class ProjectShapes {

  private static final ShapeReader READER = new ShapeReader();

  private ProjectShapes() {}

  /** The project with the defaults that CodeBuild fills in on reading (reference section 3). */
  public static Project project(String account, String region, ProjectStore.Stored stored) {
    Project document =
        READER.read(stored.document().getBytes(StandardCharsets.UTF_8), Project::builder);
    var shape =
        document.toBuilder()
            .name(stored.name())
            .arn("arn:aws:codebuild:%s:%s:project/%s".formatted(region, account, stored.name()))
            .created(stored.created())
            .lastModified(stored.modified())
            .projectVisibility("PRIVATE");
    defaults(document, shape, account, region);
    return shape.build();
  }

  private static void defaults(
      Project document, Project.Builder shape, String account, String region) {
    if (document.timeoutInMinutes() == null) {
      shape.timeoutInMinutes(60);
    }
    if (document.queuedTimeoutInMinutes() == null) {
      shape.queuedTimeoutInMinutes(480);
    }
    if (document.cache() == null) {
      shape.cache(ProjectCache.builder().type("NO_CACHE").build());
    }
    if (document.encryptionKey() == null) {
      shape.encryptionKey("arn:aws:kms:" + region + ":" + account + ":alias/aws/s3");
    }
    if (document.badge() == null) {
      shape.badge(ProjectBadge.builder().badgeEnabled(false).build());
    }
    if (document.source() != null) {
      shape.source(source(document.source()));
    }
    if (document.artifacts() != null) {
      shape.artifacts(artifacts(document.artifacts(), String.valueOf(document.name())));
    }
    if (document.environment() != null) {
      shape.environment(environment(document.environment()));
    }
    if (document.logsConfig() != null && document.logsConfig().cloudWatchLogs() == null) {
      shape.logsConfig(
          document.logsConfig().toBuilder()
              .cloudWatchLogs(CloudWatchLogsConfig.builder().status("ENABLED").build())
              .build());
    }
  }

  private static ProjectSource source(ProjectSource source) {
    return source.insecureSsl() == null ? source.toBuilder().insecureSsl(false).build() : source;
  }

  private static ProjectArtifacts artifacts(ProjectArtifacts artifacts, String project) {
    if (!"CODEPIPELINE".equals(artifacts.typeAsString())) {
      return artifacts;
    }
    var shape = artifacts.toBuilder().encryptionDisabled(false);
    if (artifacts.name() == null) {
      shape.name(project);
    }
    if (artifacts.packagingAsString() == null) {
      shape.packaging("NONE");
    }
    return shape.build();
  }

  private static ProjectEnvironment environment(ProjectEnvironment environment) {
    var shape = environment.toBuilder();
    if (!environment.hasEnvironmentVariables()) {
      shape.environmentVariables(List.of());
    }
    if (environment.privilegedMode() == null) {
      shape.privilegedMode(false);
    }
    if (environment.imagePullCredentialsTypeAsString() == null) {
      shape.imagePullCredentialsType("CODEBUILD");
    }
    return shape.build();
  }
}
