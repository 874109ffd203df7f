package dev.baton.engine.build;

import dev.baton.model.build.Build;
import dev.baton.model.build.BuildRequest;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.port.PortException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/** Where this process's builds run: at most so many at a time, the rest queue. */
public final class BuildYard implements AutoCloseable {

  /** The error code of what a killed Baton left behind. */
  public static final String INTERRUPTED = "Interrupted";

  private final BuildPorts ports;
  private final BuildQueue queue;
  private final Map<String, BuildJob> running = new ConcurrentHashMap<>();
  private final ReentrantLock gate = new ReentrantLock();
  private final AtomicReference<Optional<PortException>> fault =
      new AtomicReference<>(Optional.empty());
  private boolean closed;

  /**
   * @param atOnce how many builds run at the same time
   */
  public BuildYard(BuildPorts ports, int atOnce) {
    this.ports = ports;
    this.queue = new BuildQueue(atOnce);
  }

  /**
   * Records a build and lets it run.
   *
   * @throws Refused when this yard is closed
   */
  public Build start(String account, String region, String project, BuildRequest request) {
    return start(account, region, project, request, ports.ids().uuid());
  }

  /** As {@link #start(String, String, String, BuildRequest)}, under a UUID that nobody else has. */
  public Build start(
      String account, String region, String project, BuildRequest request, String uuid) {
    BuildJob job =
        record(
                account,
                region,
                project,
                request,
                uuid,
                Build.AutoRetry.first(request.policy().autoRetryLimit()))
            .orElseThrow(
                () ->
                    Refused.because(
                        "ServiceUnavailable",
                        Problem.Kind.CONFLICT,
                        "Baton is stopping; start the build again later"));
    Build build = job.now();
    begin(job);
    return build;
  }

  /** A recorded build that does not run yet; empty when this yard is closed. */
  private Optional<BuildJob> record(
      String account,
      String region,
      String project,
      BuildRequest request,
      String uuid,
      Build.AutoRetry autoRetry) {
    long number = ports.builds().nextNumber(account, region, project);
    Build build =
        Build.submitted(
            project + ":" + uuid,
            account,
            region,
            project,
            number,
            request,
            ports.clock().instant(),
            autoRetry);
    String counted = account + "/" + region + "/" + project;
    BuildQueue.Place place = queue.enter(counted, request.policy().concurrentBuildLimit());
    BuildJob job = new BuildJob(build, ports, place, this::retry, this::fault);
    if (!admitted(job)) {
      place.leave();
      return Optional.empty();
    }
    try {
      ports.builds().add(build);
    } catch (RuntimeException e) {
      place.leave();
      forget(job);
      throw e;
    }
    return Optional.of(job);
  }

  /** Known here before it is recorded: so nobody takes it for what a killed process left. */
  private boolean admitted(BuildJob job) {
    gate.lock();
    try {
      if (!closed) {
        running.put(job.now().id(), job);
      }
      return !closed;
    } finally {
      gate.unlock();
    }
  }

  private Optional<BuildJob> retry(Build failed, int limit) {
    int number = failed.autoRetry().number() + 1;
    var link = new Build.AutoRetry(limit, number, Optional.empty(), Optional.of(failed.id()));
    return record(
        failed.account(),
        failed.region(),
        failed.project(),
        failed.request(),
        ports.ids().uuid(),
        link);
  }

  private void begin(BuildJob job) {
    Thread.ofVirtual().name("build " + job.now().id()).start(() -> run(job));
  }

  private void run(BuildJob job) {
    try {
      job.run();
    } finally {
      job.successor().ifPresent(this::begin);
      forget(job);
    }
  }

  private void forget(BuildJob job) {
    running.remove(job.now().id());
    job.gone().complete(job.now());
  }

  /** The build as it stands, when it runs here. */
  public Optional<Build> running(String id) {
    return Optional.ofNullable(running.get(id)).map(BuildJob::now);
  }

  /**
   * Waits for a build that runs here; empty when none of that id does.
   *
   * @throws InterruptedException also when this yard was closed before the build was over
   */
  public Optional<Build> await(String id) throws InterruptedException {
    BuildJob job = running.get(id);
    if (job == null) {
      return Optional.empty();
    }
    try {
      Build last = job.finished().get();
      if (!last.isComplete()) {
        throw new InterruptedException("Build " + id + " was left to whoever comes next");
      }
      return Optional.of(last);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A build's thread died", e);
    }
  }

  /** Asks a build that runs here to end. */
  public void stop(String id) {
    BuildJob job = running.get(id);
    if (job != null) {
      job.request(StopSignal.Reason.STOPPED);
    }
  }

  /** Why a build's end is not durable and will not be by this yard; empty while all is well. */
  public Optional<PortException> fault() {
    return fault.get();
  }

  private void fault(PortException why) {
    fault.compareAndSet(Optional.empty(), Optional.of(why));
  }

  /**
   * How full a yard is.
   *
   * @param running builds that run
   * @param waiting builds in the queue
   * @param atOnce how many may run at the same time
   */
  public record Load(int running, int waiting, int atOnce) {}

  /** How full it is at this moment. */
  public Load load() {
    return queue.load();
  }

  public boolean idle() {
    return running.isEmpty();
  }

  /**
   * Ends what a killed owner left running, and records each such build as Interrupted. Returns
   * them.
   */
  public List<Build> recover() {
    return new Leftovers(ports).end(running::containsKey);
  }

  /**
   * Ends every build of this process without an end of its record: the next owner tells what became
   * of it.
   */
  @Override
  public void close() {
    gate.lock();
    try {
      closed = true;
    } finally {
      gate.unlock();
    }
    running.values().forEach(job -> job.request(StopSignal.Reason.LEFT));
    for (BuildJob job : List.copyOf(running.values())) {
      job.gone().join();
    }
  }
}
