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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Actions that are done by a build: its sources, its end, and the way to stop it. */
final class BuildActions {

  /** The source of a build that has none. */
  static final BuildRequest.Source NO_SOURCE =
      new BuildRequest.Source(
          "", "NO_SOURCE", "", "", new SourceContent.Nothing(), Optional.empty());

  /** Stands for the build of an action that is about to start one. */
  private static final String STARTING = "starting";

  /** The action was abandoned before its build had an id. */
  private static final String ABANDONED = "abandoned";

  private final Builds builds;
  private final Map<String, String> running = new ConcurrentHashMap<>();

  BuildActions(Builds builds) {
    this.builds = builds;
  }

  /** Runs the build and waits for it. */
  ActionOutcome run(Request request, String project, BuildRequest build, Progress progress)
      throws InterruptedException {
    String execution = request.actionExecutionId();
    running.put(execution, STARTING);
    try {
      Build begun =
          builds.start(request.pipeline().account(), request.pipeline().region(), project, build);
      if (ABANDONED.equals(running.put(execution, begun.id()))) {
        builds.stop(begun.id());
      }
      progress.report(new ActionOutcome.External(begun.id(), "", ""));
      return outcome(request, builds.await(begun.id()));
    } finally {
      running.remove(execution);
    }
  }

  /** Stops the build of an action that runs here; does nothing about any other. */
  void abandon(String execution) {
    String build =
        running.computeIfPresent(
            execution, (_, known) -> known.equals(STARTING) ? ABANDONED : known);
    if (build != null && !build.equals(ABANDONED)) {
      builds.stopLatest(build);
    }
  }

  /**
   * The action's inputs as a build's sources.
   *
   * @param primary the name of the artifact that becomes the working directory
   */
  static List<BuildRequest.Source> sources(Request request, String primary) {
    return sources(request.inputs(), request.inputs().keySet(), primary, request.revisions());
  }

  /**
   * Some artifacts as a build's sources, the primary one first. One that is not there is refused as
   * a ConfigurationError.
   *
   * @param revisions by artifact name, as far as they are known
   */
  static List<BuildRequest.Source> sources(
      Map<String, ArtifactLocation> artifacts,
      Collection<String> names,
      String primary,
      Map<String, String> revisions) {
    List<BuildRequest.Source> sources = new ArrayList<>();
    sources.add(source(artifacts, revisions, primary, ""));
    for (String name : names) {
      if (!name.equals(primary)) {
        sources.add(source(artifacts, revisions, name, name));
      }
    }
    return sources;
  }

  /** What the build is told for change detection. */
  static List<BuildRequest.Variable> commits(Request request, String primary) {
    return List.of(
        new BuildRequest.Variable(
            "BATON_BASE_COMMIT", request.baseRevisions().getOrDefault(primary, ""), "PLAINTEXT"),
        new BuildRequest.Variable(
            "BATON_HEAD_COMMIT", request.revisions().getOrDefault(primary, ""), "PLAINTEXT"));
  }

  private static BuildRequest.Source source(
      Map<String, ArtifactLocation> artifacts,
      Map<String, String> revisions,
      String artifact,
      String identifier) {
    ArtifactLocation location = artifacts.get(artifact);
    if (location == null) {
      throw Outcomes.misconfiguration("The input artifact " + artifact + " is not there");
    }
    return new BuildRequest.Source(
        identifier,
        "CODEPIPELINE",
        "",
        "arn:aws:s3:::" + location.bucket() + "/" + location.key(),
        new SourceContent.Artifact(location.bucket(), location.key()),
        revision(revisions, artifact));
  }

  /** An artifact's own revision; what was built from one source alone carries that source's. */
  private static Optional<String> revision(Map<String, String> revisions, String artifact) {
    return Optional.ofNullable(revisions.get(artifact))
        .or(
            () ->
                revisions.size() == 1 ? revisions.values().stream().findFirst() : Optional.empty());
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

  /** The outcome of a build that did not succeed. */
  static ActionOutcome failed(Build build) {
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
