package dev.baton.engine.build;

import dev.baton.model.build.Build;
import dev.baton.model.build.Build.Context;
import dev.baton.model.build.Build.Phase;
import dev.baton.model.build.BuildRequest;
import dev.baton.model.build.BuildStatus;
import dev.baton.model.build.PhaseType;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;

/** Where this process's builds run: at most so many at a time, the rest queue. */
public final class BuildYard implements AutoCloseable {

  /** The error code of what a killed Baton left behind. */
  public static final String INTERRUPTED = "Interrupted";

  private static final String INTERRUPTED_MESSAGE =
      "Interrupted: the Baton process that ran this build ended before the build did";

  private final BuildPorts ports;
  private final Semaphore slots;
  private final Map<String, BuildJob> running = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * @param atOnce how many builds run at the same time
   */
  public BuildYard(BuildPorts ports, int atOnce) {
    this.ports = ports;
    this.slots = new Semaphore(atOnce, true);
  }

  /** Records a build and lets it run. */
  public Build start(String account, String region, String project, BuildRequest request) {
    if (closed) {
      throw Refused.because(
          "ServiceUnavailable",
          Problem.Kind.CONFLICT,
          "Baton is stopping; start the build again later");
    }
    long number = ports.builds().nextNumber(account, region, project);
    Build build =
        new Build(
            project + ":" + ports.ids().uuid(),
            account,
            region,
            project,
            number,
            request,
            BuildStatus.IN_PROGRESS,
            ports.clock().instant(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Map.of(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    ports.builds().add(build);
    BuildJob job = new BuildJob(build, ports, slots);
    running.put(build.id(), job);
    var _ = job.finished().whenComplete((_, _) -> running.remove(build.id()));
    Thread.ofVirtual().name("build " + build.id()).start(job);
    return build;
  }

  /** The build as it stands, when it runs here. */
  public Optional<Build> running(String id) {
    return Optional.ofNullable(running.get(id)).map(BuildJob::now);
  }

  /** Waits for a build that runs here; empty when none of that id does. */
  public Optional<Build> await(String id) throws InterruptedException {
    BuildJob job = running.get(id);
    if (job == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(job.finished().get());
    } catch (ExecutionException e) {
      throw new IllegalStateException("A build's thread died", e);
    }
  }

  /** Asks a build that runs here to end. */
  public void stop(String id) {
    BuildJob job = running.get(id);
    if (job != null) {
      job.signal().request(StopSignal.Reason.STOPPED);
    }
  }

  public boolean idle() {
    return running.isEmpty();
  }

  /**
   * Ends what a killed owner left running, and records each such build as Interrupted. Returns
   * them.
   */
  public List<Build> recover() {
    List<Build> ended = new ArrayList<>();
    for (Build build : ports.builds().unfinished()) {
      if (!running.containsKey(build.id())) {
        ports.runner().endLeftover(build.uuid(), build.process());
        Build interrupted = interrupted(build);
        ports.builds().save(interrupted);
        ended.add(interrupted);
      }
    }
    return ended;
  }

  private Build interrupted(Build build) {
    Instant now = ports.clock().instant();
    List<Phase> phases = new ArrayList<>();
    for (Phase phase : build.phases()) {
      phases.add(
          phase.status() == BuildStatus.IN_PROGRESS
              ? new Phase(
                  phase.type(),
                  BuildStatus.FAULT,
                  phase.startedAt(),
                  Optional.of(now),
                  Optional.of(new Context(INTERRUPTED, INTERRUPTED_MESSAGE)))
              : phase);
    }
    phases.add(
        new Phase(
            PhaseType.COMPLETED, BuildStatus.SUCCEEDED, now, Optional.of(now), Optional.empty()));
    return new Build(
        build.id(),
        build.account(),
        build.region(),
        build.project(),
        build.number(),
        build.request(),
        BuildStatus.FAULT,
        build.startedAt(),
        Optional.of(now),
        phases,
        build.resolvedSourceVersion(),
        build.exported(),
        build.artifacts(),
        Optional.empty(),
        Optional.of(INTERRUPTED_MESSAGE));
  }

  /**
   * Ends every build of this process without an end of its record: the next owner tells what became
   * of it.
   */
  @Override
  public void close() {
    closed = true;
    running.values().forEach(job -> job.signal().request(StopSignal.Reason.LEFT));
    for (BuildJob job : List.copyOf(running.values())) {
      job.finished().join();
    }
  }
}
