package dev.baton.engine.build;

import dev.baton.model.build.BuildRequest;
import dev.baton.model.build.BuildStatus;
import dev.baton.model.build.Buildspec;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.port.BuildRunner;
import dev.baton.port.RecipeReader;
import dev.baton.port.Waypoint;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** DOWNLOAD_SOURCE: the sources, the recipe, the environment. */
final class BuildPreparation {

  private static final long LARGEST_BUILDSPEC = 5L * 1024 * 1024;

  private final BuildPorts ports;
  private final BuildRecord record;
  private final BuildLog log;
  private final StopSignal signal;

  BuildPreparation(BuildPorts ports, BuildRecord record, BuildLog log, StopSignal signal) {
    this.ports = ports;
    this.record = record;
    this.log = log;
    this.signal = signal;
  }

  /** What the shell phases need. */
  record Prepared(
      BuildRunner.Workspace workspace,
      BuildSources.Ready sources,
      RecipeReader.Recipe recipe,
      BuildEnvironment environment,
      BuildCache cache) {}

  /** Halts when the build cannot go on. */
  Prepared prepare(BuildRunner.Workspace workspace) throws Stopped {
    log.agent("Waiting for DOWNLOAD_SOURCE");
    log.agent("Phase is DOWNLOAD_SOURCE");
    try {
      BuildRequest request = record.now().request();
      BuildSources sources =
          new BuildSources(ports.sources(), ports.catalogue(), ports.files(), ports.blobs());
      BuildSources.Ready ready = signal.interruptibly(() -> sources.fetch(request, workspace));
      record.resolved(ready.resolved());
      ports.waypoints().passed(Waypoint.SOURCE_DOWNLOADED);
      ready.notes().forEach(log::agent);
      log.agent("CODEBUILD_SRC_DIR=" + ready.primary());
      RecipeReader.Recipe recipe = recipe(request, ready);
      log.agent("Processing environment variables");
      BuildEnvironment environment = environment(request, recipe.buildspec(), ready);
      mask(environment, request.policy().strictMasking());
      log.agent("Moving to directory " + ready.primary());
      BuildCache cache =
          BuildCache.of(
              ports.caches(),
              log,
              signal,
              record.now(),
              recipe.buildspec(),
              environment,
              ready.primary());
      cache.restore(workspace);
      new Announcement(log).of(recipe.buildspec());
      signal.unlessStopped();
      return new Prepared(workspace, ready, recipe, environment, cache);
    } catch (IOException e) {
      throw new Halt(
          BuildStatus.FAULT,
          "CLIENT_ERROR",
          "The source could not be put into the workspace: " + BuildFault.words(e));
    } catch (Refused e) {
      throw Halt.failed(e.code(), String.valueOf(e.getMessage()));
    }
  }

  private RecipeReader.Recipe recipe(BuildRequest request, BuildSources.Ready sources)
      throws IOException {
    BuildRequest.Recipe where =
        request.buildspec().orElse(new BuildRequest.Recipe.InSource("buildspec.yml"));
    RecipeReader.Result result =
        switch (where) {
          case BuildRequest.Recipe.Inline inline ->
              ports.recipes().read(inline.file(), inline.text());
          case BuildRequest.Recipe.InSource in ->
              ports.recipes().read(in.path(), text(in, sources));
        };
    result.problems().stream()
        .filter(problem -> !problem.isError())
        .forEach(p -> log.agent(p.toString()));
    return result
        .recipe()
        .orElseThrow(
            () ->
                Halt.failed(
                    "YAML_FILE_ERROR",
                    result.problems().stream()
                        .filter(Problem::isError)
                        .map(Problem::toString)
                        .collect(Collectors.joining("\n"))));
  }

  private String text(BuildRequest.Recipe.InSource in, BuildSources.Ready sources)
      throws IOException {
    log.agent("YAML location is " + sources.primary().resolve(in.path()));
    return BuildSources.text(sources.primary(), in.path(), LARGEST_BUILDSPEC)
        .orElseThrow(
            () -> Halt.failed("YAML_FILE_ERROR", "YAML file does not exist: " + in.path()));
  }

  private BuildEnvironment environment(
      BuildRequest request, Buildspec buildspec, BuildSources.Ready sources) {
    Optional<Map<String, String>> requester = request.requester().flatMap(ports.requesters()::get);
    if (request.requester().isPresent() && requester.isEmpty()) {
      log.agent(
          "The environment of whoever asked for this build is not there any more; it goes on"
              + " without");
    }
    return BuildEnvironment.of(
        requester.orElse(Map.of()),
        buildspec.env(),
        request.environment(),
        BuildEnvironment.own(record.now(), sources, Map.of()),
        ports.settings());
  }

  private void mask(BuildEnvironment environment, boolean strict) {
    for (String name : log.mask(environment)) {
      String why =
          "The value of " + name + " has fewer than 4 characters and cannot be masked in this log";
      if (strict) {
        throw Halt.failed("CLIENT_ERROR", why + "; the project asks for strict-masking");
      }
      log.agent(why);
    }
  }
}
