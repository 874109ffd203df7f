package dev.baton.usecase;

import dev.baton.engine.build.BuildPorts;
import dev.baton.engine.build.BuildYard;
import dev.baton.model.build.Build;
import dev.baton.model.build.BuildRequest;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.port.BuildStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds: starting, stopping, reading. */
public final class Builds {

  private final BuildYard yard;
  private final BuildStore store;

  public Builds(BuildYard yard, BuildPorts ports) {
    this.yard = yard;
    this.store = ports.builds();
  }

  /** Starts a build of the project; it is recorded when this returns. */
  public Build start(String account, String region, String project, BuildRequest request) {
    return yard.start(account, region, project, request);
  }

  /**
   * Waits until a build that runs here is complete, and the builds that retry it by themselves;
   * returns the last one, as it stands when it does not run here.
   *
   * @throws InterruptedException also when this process goes away before the build is complete
   */
  public Build await(String id) throws InterruptedException {
    String awaited = id;
    while (true) {
      Optional<Build> running = yard.await(awaited);
      Build build = running.isPresent() ? running.get() : get(awaited);
      Optional<String> next = build.autoRetry().next();
      if (next.isEmpty()) {
        return build;
      }
      awaited = next.get();
    }
  }

  /** The build, or the last one of those that retry it by themselves. */
  public Build latest(String id) {
    Build build = get(id);
    while (build.autoRetry().next().isPresent()) {
      build = get(build.autoRetry().next().get());
    }
    return build;
  }

  /** Asks a build to stop; a finished one comes back unchanged. Refused as ResourceNotFound. */
  public Build stop(String id) {
    Build build = get(id);
    yard.stop(id);
    return yard.running(id).orElse(build);
  }

  /** As {@link #stop}, of the {@linkplain #latest last} build of a chain of automatic retries. */
  public Build stopLatest(String id) {
    return stop(latest(id).id());
  }

  /** Runs the build's accepted request again, as a new build. */
  public Build retry(String id) {
    Build build = get(id);
    if (!build.isComplete()) {
      throw Refused.because("InvalidInput", Problem.Kind.USER, "Cannot retry an in progress build");
    }
    return yard.start(build.account(), build.region(), build.project(), build.request());
  }

  /** By id. Refused as ResourceNotFound. */
  public Build get(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new Refused(
                    List.of(
                        Problem.refusal(
                            "ResourceNotFound",
                            Problem.Kind.NOT_FOUND,
                            "Build " + id + " does not exist",
                            Map.of("id", id)))));
  }

  public Optional<Build> find(String id) {
    return yard.running(id).or(() -> store.find(id));
  }
}
