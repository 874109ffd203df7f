package dev.baton.provider;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.build.Build;
import dev.baton.model.build.BuildRequest;
import dev.baton.model.build.BuildRequest.SourceContent;
import dev.baton.model.build.BuildStatus;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.port.ActionProvider.Progress;
import dev.baton.port.ActionProvider.Request;
import dev.baton.usecase.Builds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Actions that are done by a build: its sources, its end, and the way to stop it. */
final class BuildActions {

  private final Builds builds;
  private final Map<String, String> running = new ConcurrentHashMap<>();

  BuildActions(Builds builds) {
    this.builds = builds;
  }

  /** Runs the build and waits for it. */
  ActionOutcome run(Request request, String project, BuildRequest build, Progress progress)
      throws InterruptedException {
    Build started =
        builds.start(request.pipeline().account(), request.pipeline().region(), project, build);
    running.put(request.actionExecutionId(), started.id());
    try {
      progress.report(new ActionOutcome.External(started.id(), "", ""));
      return outcome(request, builds.await(started.id()));
    } finally {
      running.remove(request.actionExecutionId());
    }
  }

  void abandon(String actionExecutionId) {
    Optional.ofNullable(running.get(actionExecutionId)).ifPresent(builds::stop);
  }

  /**
   * The action's inputs as a build's sources.
   *
   * @param primary the name of the artifact that becomes the working directory
   */
  static List<BuildRequest.Source> sources(Request request, String primary) {
    List<BuildRequest.Source> sources = new ArrayList<>();
    sources.add(source(request, primary, ""));
    for (String name : request.inputs().keySet()) {
      if (!name.equals(primary)) {
        sources.add(source(request, name, name));
      }
    }
    return sources;
  }

  private static BuildRequest.Source source(Request request, String artifact, String identifier) {
    ArtifactLocation location = request.inputs().get(artifact);
    if (location == null) {
      return new BuildRequest.Source(
          identifier, "NO_SOURCE", "", "", new SourceContent.Nothing(), Optional.empty());
    }
    return new BuildRequest.Source(
        identifier,
        "CODEPIPELINE",
        "",
        "arn:aws:s3:::" + location.bucket() + "/" + location.key(),
        new SourceContent.Artifact(location.bucket(), location.key()),
        revision(request, artifact));
  }

  /** An artifact's own revision; what was built from one source alone carries that source's. */
  private static Optional<String> revision(Request request, String artifact) {
    return Optional.ofNullable(request.revisions().get(artifact))
        .or(
            () ->
                request.revisions().size() == 1
                    ? request.revisions().values().stream().findFirst()
                    : Optional.empty());
  }

  private static ActionOutcome outcome(Request request, Build build) {
    if (build.status() != BuildStatus.SUCCEEDED) {
      return failed(build);
    }
    Map<String, ArtifactLocation> artifacts = new LinkedHashMap<>();
    for (Build.BuildArtifact made : build.artifacts()) {
      String name =
          made.identifier().isEmpty() && request.outputs().size() == 1
              ? request.outputs().keySet().iterator().next()
              : made.identifier();
      if (request.outputs().containsKey(name)) {
        artifacts.put(name, new ArtifactLocation(made.bucket(), made.key()));
      }
    }
    for (String expected : request.outputs().keySet()) {
      if (!artifacts.containsKey(expected)) {
        return Outcomes.failed(
            build.id(),
            "The build made no artifact for "
                + expected
                + ": its buildspec declares none of that name");
      }
    }
    return new ActionOutcome.Succeeded(
        new ActionOutcome.External(build.id(), "", ""), build.exported(), artifacts, List.of());
  }

  private static ActionOutcome failed(Build build) {
    String why =
        build.phases().stream()
            .filter(phase -> phase.status() != BuildStatus.SUCCEEDED)
            .findFirst()
            .map(BuildActions::phase)
            .or(build::cause)
            .orElse("");
    return Outcomes.failed(
        build.id(), "Build terminated with state: " + build.status() + ". " + why);
  }

  private static String phase(Build.Phase phase) {
    String context =
        phase
            .context()
            .map(c -> ", Code: " + c.statusCode() + ", Message: " + c.message())
            .orElse("");
    return "Phase: " + phase.type() + context;
  }
}
