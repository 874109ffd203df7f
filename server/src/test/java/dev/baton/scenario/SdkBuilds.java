package dev.baton.scenario;

import software.amazon.awssdk.services.codebuild.model.ArtifactsType;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.ComputeType;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.EnvironmentType;
import software.amazon.awssdk.services.codebuild.model.SourceType;
import software.amazon.awssdk.services.codebuild.model.StatusType;

/** Projects and builds as a test needs them. */
record SdkBuilds(Sdk sdk) {

  /** A project without a source that runs one command. */
  static CreateProjectRequest.Builder project(String name, String command) {
    return CreateProjectRequest.builder()
        .name(name)
        .serviceRole(Sdk.ROLE)
        .source(
            s ->
                s.type(SourceType.NO_SOURCE)
                    .buildspec(
                        "{version: 0.2, env: {exported-variables: [ANSWER]}, phases: {build:"
                            + " {commands: ['"
                            + command
                            + "']}}}"))
        .artifacts(a -> a.type(ArtifactsType.NO_ARTIFACTS))
        .environment(
            e ->
                e.type(EnvironmentType.LINUX_CONTAINER)
                    .image("aws/codebuild/standard:7.0")
                    .computeType(ComputeType.BUILD_GENERAL1_SMALL));
  }

  void create(String name, String command) {
    sdk.builds.createProject(project(name, command).build());
  }

  /** Starts a build; gives its id. */
  String start(String project) {
    return sdk.builds.startBuild(r -> r.projectName(project)).build().id();
  }

  Build get(String id) {
    return sdk.builds.batchGetBuilds(r -> r.ids(id)).builds().getFirst();
  }

  Build ended(String id, StatusType status) {
    return Sdk.until(() -> get(id), build -> build.buildStatus() == status);
  }
}
