package dev.baton.engine.build;

import dev.baton.model.build.Build.Context;
import dev.baton.model.build.BuildStatus;
import dev.baton.model.build.PhaseType;
import dev.baton.port.BuildRunner;
import dev.baton.port.Waypoint;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** PROVISIONING to UPLOAD_ARTIFACTS. */
final class PhaseRun {

  /** How long a stopped build's processes may take to end by themselves. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final BuildPorts ports;
  private final BuildRecord record;
  private final BuildLog log;
  private final StopSignal signal;
  private int retries;

  PhaseRun(BuildPorts ports, BuildRecord record, BuildLog log, StopSignal signal) {
    this.ports = ports;
    this.record = record;
    this.log = log;
    this.signal = signal;
  }

  /** How many automatic retries the failed phases ask for. */
  int retries() {
    return retries;
  }

  /** A workspace, which the caller closes. PROVISIONING is open, and stays so. */
  BuildRunner.Workspace provision() {
    log.agent("Running on this machine's process runner");
    log.agent(ports.runner().containment());
    record
        .now()
        .request()
        .ignoredSettings()
        .forEach(setting -> log.agent("Not honoured here: " + setting));
    return ports.runner().prepare(record.now().uuid());
  }

  /** The rest, in a workspace. A phase that cannot go on halts, and is left open. */
  BuildStatus run(BuildRunner.Workspace workspace) throws Stopped {
    succeeded();
    ports.waypoints().passed(Waypoint.WORKSPACE_MADE);
    record.begin(PhaseType.DOWNLOAD_SOURCE);
    BuildPreparation.Prepared prepared =
        new BuildPreparation(ports, record, log, signal).prepare(workspace);
    succeeded();
    ShellPhases phases =
        new ShellPhases(record, prepared.recipe(), prepared.environment(), log, ports.waypoints());
    shell(prepared, phases);
    BuildStatus status = phases.conclude();
    retries = phases.retries();
    if (phases.uploads()) {
      upload(prepared, phases.expansions(), status);
    }
    return status;
  }

  private void shell(BuildPreparation.Prepared prepared, ShellPhases phases) throws Stopped {
    var launch =
        new BuildRunner.Launch(
            record.now().uuid(),
            prepared.workspace(),
            prepared.recipe().program(),
            prepared.environment().variables(),
            prepared.recipe().buildspec().runAs());
    try (BuildRunner.Running running = ports.runner().start(launch, phases)) {
      ports.waypoints().passed(Waypoint.PROCESS_STARTED);
      record.process(running.identity());
      ports.waypoints().passed(Waypoint.PROCESS_RECORDED);
      signal.unlessStopped();
      signal.reachably(() -> running.stop(GRACE), () -> follow(running));
    }
    ports.waypoints().passed(Waypoint.SHELL_OVER);
  }

  private void follow(BuildRunner.Running running) throws InterruptedException {
    running.go();
    ports.waypoints().passed(Waypoint.PROCESS_GONE);
    running.await();
  }

  private void upload(
      BuildPreparation.Prepared prepared, Map<String, String> expansions, BuildStatus status)
      throws Stopped {
    record.begin(PhaseType.UPLOAD_ARTIFACTS);
    try {
      new BuildUploads(ports, record, log, signal)
          .upload(prepared.recipe().buildspec(), prepared.sources().primary(), expansions);
      if (status == BuildStatus.SUCCEEDED) {
        prepared.cache().save();
      }
      succeeded();
    } catch (IOException e) {
      throw new Halt(
          BuildStatus.FAULT,
          "CLIENT_ERROR",
          "The artifacts could not be stored: " + BuildFault.words(e));
    }
  }

  private void succeeded() {
    PhaseType phase = record.open().orElseThrow().type();
    Context context = new Context("", "");
    record.end(BuildStatus.SUCCEEDED, Optional.of(context));
    log.phaseComplete(phase, BuildStatus.SUCCEEDED, context);
  }
}
