package dev.baton.usecase;

import dev.baton.engine.build.BuildPorts;
import dev.baton.engine.build.BuildYard;
import dev.baton.model.build.Build;
import dev.baton.model.build.BuildRequest;
import dev.baton.model.build.Project;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.port.BuildStore;
import dev.baton.port.CacheStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Builds: starting, stopping, reading. */
public final class Builds {

  /** It becomes a part of the build's id, and of its log's name. */
  private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final ReentrantLock once = new ReentrantLock();
  private final BuildYard yard;
  private final BuildStore store;
  private final CacheStore caches;

  public Builds(BuildYard yard, BuildPorts ports) {
    this.yard = yard;
    this.store = ports.builds();
    this.caches = ports.caches();
  }

  /** Starts a build of the project; it is recorded when this returns. */
  public Build start(String account, String region, String project, BuildRequest request) {
    return yard.start(account, region, project, request);
  }

  /**
   * As {@link #start}, once for each token: a repeat gives back the first build (CodeBuild's
   * idempotencyToken). The build bears the token as its UUID, so that it holds in another process.
   *
   * @param recorded makes the request to be recorded; only asked when there is no such build
   * @throws Refused as InvalidInput when the token is no UUID, or came with another request
   */
  public Build startOnce(
      String account,
      String region,
      String project,
      String token,
      BuildRequest request,
      Supplier<BuildRequest> recorded) {
    if (!TOKEN.matcher(token).matches()) {
      throw Refused.because("InvalidInput", Problem.Kind.USER, "The token must be a UUID");
    }
    once.lock();
    try {
      Optional<Build> before = find(project + ":" + token);
      if (before.isEmpty()) {
        return yard.start(account, region, project, recorded.get(), token);
      }
      if (!before.get().request().asksTheSameAs(request)) {
        throw Refused.because(
            "InvalidInput",
            Problem.Kind.USER,
            "Request parameter mismatch for idempotency token " + token);
      }
      return before.get();
    } finally {
      once.unlock();
    }
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

  /** Forgets what the builds of a project have kept. */
  public void invalidateCache(String account, String region, Project project) {
    project.cache().scope(account, region, project.name()).ifPresent(caches::invalidate);
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

  /**
   * As {@link #retry}, once for each token, as {@link #startOnce}: the repeat gives back the first
   * build, and a token that retried another build is refused.
   */
  public Build retryOnce(String id, String token) {
    Build build = get(id);
    if (find(build.project() + ":" + token).isEmpty() && !build.isComplete()) {
      throw Refused.because("InvalidInput", Problem.Kind.USER, "Cannot retry an in progress build");
    }
    return startOnce(
        build.account(), build.region(), build.project(), token, build.request(), build::request);
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
