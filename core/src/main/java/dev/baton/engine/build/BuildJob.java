package dev.baton.engine.build;

import dev.baton.model.build.Build;
import dev.baton.model.build.Build.Context;
import dev.baton.model.build.BuildRequest;
import dev.baton.model.build.BuildStatus;
import dev.baton.model.build.Buildspec;
import dev.baton.model.build.PhaseType;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.port.BuildRunner;
import dev.baton.port.PortException;
import dev.baton.port.RecipeReader;
import dev.baton.port.Waypoint;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One build from SUBMITTED to COMPLETED. Runs on a thread of its own; whatever happens, the record
 * ends with a stated cause.
 */
final class BuildJob implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(BuildJob.class);
  private static final long LARGEST_BUILDSPEC = 5L * 1024 * 1024;

  /** How long a stopped build's processes may take to end by themselves. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final BuildPorts ports;
  private final BuildRecord record;
  private final Semaphore slots;
  private final StopSignal signal = new StopSignal();
  private final CompletableFuture<Build> finished = new CompletableFuture<>();

  BuildJob(Build build, BuildPorts ports, Semaphore slots) {
    this.ports = ports;
    this.record = new BuildRecord(build, ports.builds(), ports.clock());
    this.slots = slots;
  }

  StopSignal signal() {
    return signal;
  }

  Build now() {
    return record.now();
  }

  CompletableFuture<Build> finished() {
    return finished;
  }

  @Override
  public void run() {
    Thread thread = Thread.currentThread();
    signal.reachBy(thread::interrupt);
    try {
      runQueued();
    } catch (RuntimeException e) {
      if (signal.reason().isPresent()) {
        endedAsAsked(e);
      } else {
        LOG.error("Build {} ended with a fault", record.now().id(), e);
        fault(e);
      }
    } finally {
      finished.complete(record.now());
    }
  }

  /** The interruption that ends a build closes the file that is being read or written. */
  private void endedAsAsked(RuntimeException e) {
    Thread.interrupted();
    LOG.info("Build {} was ended in the midst of its work: {}", record.now().id(), e.getMessage());
    try {
      if (!record.now().isComplete()) {
        halted();
      }
    } catch (PortException again) {
      LOG.error(
          "The end of build {} was not recorded; the next start will", record.now().id(), again);
    }
  }

  private void runQueued() {
    passed(Waypoint.BUILD_RECORDED);
    record.pass(PhaseType.SUBMITTED);
    record.begin(PhaseType.QUEUED);
    if (!slot()) {
      return;
    }
    try {
      record.end(BuildStatus.SUCCEEDED, Optional.empty());
      runWithLog();
    } finally {
      slots.release();
    }
  }

  /** Whether the build may begin; else its record is complete. */
  private boolean slot() {
    try {
      if (slots.tryAcquire(record.now().request().queuedTimeoutSeconds(), TimeUnit.SECONDS)) {
        return true;
      }
      record.end(
          BuildStatus.TIMED_OUT,
          Optional.of(new Context("BUILD_TIMED_OUT", "Build has waited too long in the queue.")));
      record.complete(BuildStatus.FAILED, Optional.empty());
    } catch (InterruptedException e) {
      halted();
    }
    return false;
  }

  private void runWithLog() {
    Build build = record.now();
    try (BuildLog log = BuildLog.open(ports, build);
        Deadline deadline = Deadline.start(build.request().timeoutSeconds(), signal)) {
      BuildStatus status = BuildStatus.FAILED;
      try (BuildRunner.Workspace workspace = provision(log)) {
        Shell shell = download(workspace, log);
        status = shell(shell, log);
      } catch (Halt halt) {
        closePhase(halt.status(), halt.context(), log);
      } catch (InterruptedException e) {
        Thread.interrupted();
        deadline.over();
        end(BuildStatus.STOPPED, log);
        return;
      }
      deadline.over();
      end(status, log);
    }
  }

  private void end(BuildStatus status, BuildLog log) {
    log.endOutput();
    Optional<StopSignal.Reason> reason = signal.reason();
    if (reason.isPresent()) {
      halted();
      log.sync();
      return;
    }
    record.pass(PhaseType.FINALIZING);
    log.sync();
    passed(Waypoint.LOG_SYNCED);
    record.complete(status, Optional.empty());
    passed(Waypoint.BUILD_COMPLETED);
  }

  /** Ends the record as the signal says. */
  private void halted() {
    StopSignal.Reason reason = signal.reason().orElse(StopSignal.Reason.STOPPED);
    switch (reason) {
      case STOPPED -> {
        record.open().ifPresent(_ -> record.end(BuildStatus.STOPPED, Optional.empty()));
        record.complete(BuildStatus.STOPPED, Optional.empty());
      }
      case TIMED_OUT -> {
        record
            .open()
            .ifPresent(
                _ ->
                    record.end(
                        BuildStatus.TIMED_OUT,
                        Optional.of(new Context("BUILD_TIMED_OUT", "Build has timed out. "))));
        record.complete(BuildStatus.FAILED, Optional.empty());
      }
      case LEFT -> LOG.info("Build {} is left to whoever comes next", record.now().id());
    }
  }

  private void fault(RuntimeException e) {
    Context context =
        new Context("INTERNAL_ERROR", "Baton could not go on with the build: " + e.getMessage());
    try {
      record.open().ifPresent(_ -> record.end(BuildStatus.FAULT, Optional.of(context)));
      record.complete(BuildStatus.FAULT, Optional.of(context.message()));
    } catch (PortException again) {
      LOG.error(
          "The end of build {} was not recorded; the next start will", record.now().id(), again);
    }
  }

  private BuildRunner.Workspace provision(BuildLog log) {
    record.begin(PhaseType.PROVISIONING);
    log.agent("Running on this machine's process runner");
    log.agent(ports.runner().containment());
    record
        .now()
        .request()
        .ignoredSettings()
        .forEach(setting -> log.agent("Not honoured here: " + setting));
    BuildRunner.Workspace workspace = ports.runner().prepare(record.now().uuid());
    closePhase(BuildStatus.SUCCEEDED, log);
    passed(Waypoint.WORKSPACE_MADE);
    return workspace;
  }

  /** What the shell phases need. */
  private record Shell(
      BuildRunner.Workspace workspace,
      BuildSources.Ready sources,
      RecipeReader.Recipe recipe,
      BuildEnvironment environment) {}

  private Shell download(BuildRunner.Workspace workspace, BuildLog log)
      throws InterruptedException {
    record.begin(PhaseType.DOWNLOAD_SOURCE);
    log.agent("Waiting for DOWNLOAD_SOURCE");
    log.agent("Phase is DOWNLOAD_SOURCE");
    try {
      BuildRequest request = record.now().request();
      BuildSources.Ready sources =
          new BuildSources(ports.sources(), ports.catalogue(), ports.files(), ports.blobs())
              .fetch(request, workspace);
      record.resolved(sources.resolved());
      passed(Waypoint.SOURCE_DOWNLOADED);
      log.agent("CODEBUILD_SRC_DIR=" + sources.primary());
      RecipeReader.Recipe recipe = recipe(request, sources, log);
      log.agent("Processing environment variables");
      BuildEnvironment environment = environment(request, recipe.buildspec(), sources);
      log.mask(environment);
      log.agent("Moving to directory " + sources.primary());
      announce(recipe.buildspec(), log);
      checkNotInterrupted();
      closePhase(BuildStatus.SUCCEEDED, log);
      return new Shell(workspace, sources, recipe, environment);
    } catch (IOException e) {
      throw new Halt(
          BuildStatus.FAULT,
          "CLIENT_ERROR",
          "The source could not be put into the workspace: " + e.getMessage());
    } catch (Refused e) {
      throw Halt.failed(e.code(), String.valueOf(e.getMessage()));
    }
  }

  private RecipeReader.Recipe recipe(BuildRequest request, BuildSources.Ready sources, BuildLog log)
      throws IOException {
    BuildRequest.Recipe where =
        request.buildspec().orElse(new BuildRequest.Recipe.InSource("buildspec.yml"));
    String file;
    String text;
    switch (where) {
      case BuildRequest.Recipe.Inline inline -> {
        file = inline.file();
        text = inline.text();
      }
      case BuildRequest.Recipe.InSource in -> {
        file = in.path();
        log.agent("YAML location is " + sources.primary().resolve(in.path()));
        text =
            BuildSources.text(sources.primary(), in.path(), LARGEST_BUILDSPEC)
                .orElseThrow(
                    () -> Halt.failed("YAML_FILE_ERROR", "YAML file does not exist: " + in.path()));
      }
    }
    RecipeReader.Result result = ports.recipes().read(file, text);
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

  private BuildEnvironment environment(
      BuildRequest request, Buildspec buildspec, BuildSources.Ready sources) {
    Map<String, String> requester =
        request.requester().flatMap(ports.requesters()::get).orElse(Map.of());
    return BuildEnvironment.of(
        requester,
        buildspec.env(),
        request.environment(),
        BuildEnvironment.own(record.now(), sources, Map.of()),
        ports.settings());
  }

  private void announce(Buildspec buildspec, BuildLog log) {
    Buildspec.Cache none =
        new Buildspec.Cache(List.of(), Optional.empty(), List.of(), Optional.empty());
    if (buildspec.cache().orElse(none).paths().isEmpty()) {
      log.agent("Unable to initialize cache download: no paths specified to be cached");
    } else {
      log.agent(
          "Cache paths are not restored by this runner: "
              + String.join(", ", buildspec.cache().orElse(none).paths()));
    }
    log.agent("Phases found in YAML: " + buildspec.phases().size());
    buildspec
        .phases()
        .forEach(
            (type, phase) -> log.agent(" " + type + ": " + phase.commands().size() + " commands"));
  }

  private BuildStatus shell(Shell shell, BuildLog log) throws InterruptedException {
    ShellPhases phases =
        new ShellPhases(record, shell.recipe(), shell.environment(), log, ports.waypoints());
    var launch =
        new BuildRunner.Launch(
            record.now().uuid(),
            shell.workspace(),
            shell.recipe().program(),
            shell.environment().variables(),
            shell.recipe().buildspec().runAs());
    try (BuildRunner.Running running = ports.runner().start(launch, phases)) {
      passed(Waypoint.PROCESS_STARTED);
      record.process(running.identity());
      passed(Waypoint.PROCESS_RECORDED);
      signal.reachBy(() -> running.stop(GRACE));
      running.go();
      passed(Waypoint.PROCESS_GONE);
      running.await();
    }
    passed(Waypoint.SHELL_OVER);
    Thread me = Thread.currentThread();
    signal.reachBy(me::interrupt);
    checkNotInterrupted();
    BuildStatus status = phases.conclude();
    if (phases.uploads()) {
      upload(shell, phases.expansions(), log);
    }
    return status;
  }

  private void upload(Shell shell, Map<String, String> expansions, BuildLog log) {
    record.begin(PhaseType.UPLOAD_ARTIFACTS);
    try {
      new BuildUploads(ports, record, log)
          .upload(shell.recipe().buildspec(), shell.sources().primary(), expansions);
      closePhase(BuildStatus.SUCCEEDED, log);
    } catch (IOException e) {
      throw new Halt(
          BuildStatus.FAULT,
          "CLIENT_ERROR",
          "The artifacts could not be stored: " + e.getMessage());
    }
  }

  private void passed(Waypoint point) {
    ports.waypoints().passed(point);
  }

  private void checkNotInterrupted() throws InterruptedException {
    if (signal.reason().isPresent()) {
      throw new InterruptedException();
    }
  }

  private void closePhase(BuildStatus status, BuildLog log) {
    closePhase(status, new Context("", ""), log);
  }

  private void closePhase(BuildStatus status, Context context, BuildLog log) {
    Context shown = new Context(context.statusCode(), log.masked(context.message()));
    record
        .open()
        .ifPresent(
            phase -> {
              record.end(status, Optional.of(shown));
              log.phaseComplete(phase.type(), status, shown);
            });
  }
}
