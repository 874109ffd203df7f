package dev.baton.engine.build;

import dev.baton.engine.LogSubject;
import dev.baton.model.build.Build;
import dev.baton.model.build.Build.Context;
import dev.baton.model.build.BuildStatus;
import dev.baton.model.build.PhaseType;
import dev.baton.port.BuildRunner;
import dev.baton.port.PortException;
import dev.baton.port.Waypoint;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One build from SUBMITTED to COMPLETED. Runs on a thread of its own; whatever happens, the record
 * ends with a stated cause.
 */
final class BuildJob implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(BuildJob.class);

  private final BuildPorts ports;
  private final BuildRecord record;
  private final BuildQueue.Place place;
  private final Retries retries;
  private final Consumer<PortException> faults;
  private final StopSignal signal = new StopSignal();
  private final CompletableFuture<Build> finished = new CompletableFuture<>();
  private final CompletableFuture<Build> gone = new CompletableFuture<>();
  private final CountDownLatch left = new CountDownLatch(1);
  private Optional<Removal> removal = Optional.empty();
  private Optional<BuildJob> successor = Optional.empty();
  private Optional<Throwable> unwritten = Optional.empty();

  /** Records builds that run others again. */
  @FunctionalInterface
  interface Retries {

    /** A new build of the same request, which does not run yet; empty when none is to begin. */
    Optional<BuildJob> retry(Build failed, int limit);
  }

  /**
   * @param faults told when the build's end cannot be made durable
   */
  BuildJob(
      Build build,
      BuildPorts ports,
      BuildQueue.Place place,
      Retries retries,
      Consumer<PortException> faults) {
    this.ports = ports;
    this.record = new BuildRecord(build, ports.builds(), ports.clock());
    this.place = place;
    this.retries = retries;
    this.faults = faults;
  }

  /** Asks the build to end. */
  void request(StopSignal.Reason why) {
    if (why == StopSignal.Reason.LEFT) {
      left.countDown();
    }
    signal.request(why);
  }

  Build now() {
    return record.now();
  }

  /** Done once nothing of the build happens here any more. */
  CompletableFuture<Build> gone() {
    return gone;
  }

  /** Done once the build is over, or was left. */
  CompletableFuture<Build> finished() {
    return finished;
  }

  /** The build that runs this one again; it may begin when this one is over. */
  Optional<BuildJob> successor() {
    return successor;
  }

  @Override
  public void run() {
    try (LogSubject _ = LogSubject.build(record.now().id())) {
      runAsSuch();
    }
  }

  private void runAsSuch() {
    try {
      waitThenRun();
    } catch (RuntimeException | Error e) {
      LOG.error("Build {} ended with a fault", record.now().id(), e);
      fault(e);
    } finally {
      place.leave();
      finished.complete(record.last());
      insist();
    }
  }

  private void waitThenRun() {
    passed(Waypoint.BUILD_RECORDED);
    record.pass(PhaseType.SUBMITTED);
    record.begin(PhaseType.QUEUED);
    Duration patience = Duration.ofSeconds(record.now().request().queuedTimeoutSeconds());
    try {
      if (!signal.interruptibly(() -> place.await(patience))) {
        record.cut(
            BuildStatus.TIMED_OUT,
            Optional.of(
                new Context("BUILD_TIMED_OUT", "Build has waited too long in the queue. ")));
        conclude(BuildStatus.FAILED, Optional.empty());
        return;
      }
    } catch (Stopped e) {
      cutShort();
      return;
    } catch (IOException e) {
      throw new IllegalStateException("A queue has no files", e);
    }
    record.end(BuildStatus.SUCCEEDED, Optional.empty());
    record.begin(PhaseType.PROVISIONING);
    try (BuildLog log = BuildLog.open(ports, record.now())) {
      end(runToItsEnd(log), log);
    }
  }

  /**
   * How the phases ended.
   *
   * @param retries how many automatic retries they ask for
   */
  private record Outcome(BuildStatus status, int retries, Optional<String> cause) {}

  private Outcome runToItsEnd(BuildLog log) {
    PhaseRun run = new PhaseRun(ports, record, log, signal);
    try {
      BuildStatus status = inWorkspace(run);
      return new Outcome(status, run.retries(), Optional.empty());
    } catch (Halt halt) {
      return halted(halt, log);
    } catch (Stopped e) {
      return new Outcome(BuildStatus.STOPPED, 0, Optional.empty());
    } catch (RuntimeException | Error e) {
      if (signal.reason().isPresent()) {
        LOG.warn("Build {} was asked to end, and something broke", record.now().id(), e);
        return new Outcome(BuildStatus.STOPPED, 0, Optional.empty());
      }
      LOG.error("Build {} cannot go on", record.now().id(), e);
      return faulty(e, log);
    }
  }

  private BuildStatus inWorkspace(PhaseRun run) throws Stopped {
    BuildRunner.Workspace workspace = run.provision();
    try (Deadline _ = Deadline.start(record.now().request().timeoutSeconds(), signal)) {
      return run.run(workspace);
    } finally {
      removal = Optional.of(Removal.begin(workspace));
    }
  }

  /** Nothing of the build may be left when its end is recorded. */
  private void awaitRemoval(BuildLog log) {
    removal
        .flatMap(Removal::await)
        .ifPresent(
            failure -> {
              LOG.warn("The workspace of build {} is left behind", record.now().id(), failure);
              log.attempt("The workspace could not be removed: " + BuildFault.words(failure));
              log.attemptSync();
            });
  }

  private Outcome halted(Halt halt, BuildLog log) {
    Context context = new Context(halt.code(), log.masked(halt.words()));
    if (record.open().isPresent()) {
      PhaseType phase = record.open().get().type();
      record.end(halt.status(), Optional.of(context));
      log.phaseComplete(phase, halt.status(), context);
    }
    return new Outcome(halt.status(), 0, Optional.empty());
  }

  private Outcome faulty(Throwable fault, BuildLog log) {
    Context plain = BuildFault.context(fault);
    Context context = new Context(plain.statusCode(), log.masked(plain.message()));
    record.cut(BuildStatus.FAULT, Optional.of(context));
    log.attempt(context.message());
    return new Outcome(BuildStatus.FAULT, 0, Optional.of(context.message()));
  }

  private void end(Outcome outcome, BuildLog log) {
    boolean broken = outcome.status() == BuildStatus.FAULT;
    if (!broken) {
      log.endOutput();
    }
    Optional<StopSignal.Reason> reason = signal.settle();
    if (reason.isPresent()) {
      saying(reason.get(), log);
      if (reason.get() == StopSignal.Reason.TIMED_OUT) {
        retry(0, log);
      }
      log.sync();
      awaitRemoval(log);
      passed(Waypoint.LOG_SYNCED);
      cutShort();
      return;
    }
    record.pass(PhaseType.FINALIZING);
    if (outcome.status() == BuildStatus.FAILED) {
      retry(outcome.retries(), log);
    }
    if (broken) {
      log.attemptSync();
    } else {
      log.sync();
    }
    awaitRemoval(log);
    passed(Waypoint.LOG_SYNCED);
    conclude(outcome.status(), outcome.cause());
  }

  private static void saying(StopSignal.Reason reason, BuildLog log) {
    switch (reason) {
      case STOPPED -> log.agent("Build was stopped");
      case TIMED_OUT -> log.agent("Build has timed out");
      case LEFT -> log.agent("Baton is going away, and the build with it");
    }
  }

  /** Ends the record as the signal says. */
  private void cutShort() {
    switch (signal.settle().orElse(StopSignal.Reason.STOPPED)) {
      case STOPPED -> {
        record.cut(BuildStatus.STOPPED, Optional.empty());
        conclude(BuildStatus.STOPPED, Optional.empty());
      }
      case TIMED_OUT -> {
        record.cut(
            BuildStatus.TIMED_OUT,
            Optional.of(new Context("BUILD_TIMED_OUT", "Build has timed out. ")));
        conclude(BuildStatus.FAILED, Optional.empty());
      }
      case LEFT -> LOG.info("Build {} is left to whoever comes next", record.now().id());
    }
  }

  /** The project's limit counts for every failure, a phase's only for its own. */
  private void retry(int asked, BuildLog log) {
    Build.AutoRetry chain = record.now().autoRetry();
    int allowed = Math.max(record.now().request().policy().autoRetryLimit(), asked);
    if (chain.number() >= allowed) {
      return;
    }
    int limit = Math.max(chain.limit(), allowed);
    try {
      successor = retries.retry(record.now(), limit);
    } catch (RuntimeException e) {
      LOG.error("Build {} could not be retried", record.now().id(), e);
      log.agent("The build could not be retried: " + BuildFault.words(e));
    }
    successor.ifPresent(
        next -> {
          signal.passOnTo(next.signal);
          log.agent(
              "Retrying the build as %s (retry %d of %d)"
                  .formatted(next.now().id(), chain.number() + 1, limit));
        });
  }

  private void conclude(BuildStatus status, Optional<String> cause) {
    Build.AutoRetry chain = record.now().autoRetry();
    Build.AutoRetry linked =
        successor
            .map(
                next ->
                    new Build.AutoRetry(
                        next.now().autoRetry().limit(),
                        chain.number(),
                        Optional.of(next.now().id()),
                        chain.previous()))
            .orElse(chain);
    record.complete(status, cause, linked);
    passed(Waypoint.BUILD_COMPLETED);
  }

  private void fault(Throwable fault) {
    if (record.isEnded() || signal.reason().equals(Optional.of(StopSignal.Reason.LEFT))) {
      return;
    }
    signal.settle();
    Context context = BuildFault.context(fault);
    try {
      record.cut(BuildStatus.FAULT, Optional.of(context));
      conclude(BuildStatus.FAULT, Optional.of(context.message()));
    } catch (RuntimeException again) {
      unwritten = Optional.of(again);
      LOG.error("The end of build {} was not recorded", record.now().id(), again);
    }
  }

  /** A full disk may be freed again: tries for a while to make the end durable. */
  private void insist() {
    try {
      for (int failures = 1; record.isEnded() && !record.isOver(); failures++) {
        if (failures >= ports.patience().tries()) {
          faults.accept(
              new PortException(
                  "The end of build "
                      + record.now().id()
                      + " is not recorded: "
                      + unwritten.map(BuildFault::words).orElse("its record is not complete"),
                  true));
          return;
        }
        if (left.await(ports.patience().pause(failures).toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        writeEnding();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeEnding() {
    try {
      record.writeEnding();
    } catch (RuntimeException e) {
      unwritten = Optional.of(e);
      LOG.warn("The end of build {} was not recorded yet", record.now().id(), e);
    }
  }

  private void passed(Waypoint point) {
    ports.waypoints().passed(point);
  }
}
