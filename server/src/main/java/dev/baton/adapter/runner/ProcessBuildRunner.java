package dev.baton.adapter.runner;

import dev.baton.adapter.process.ProcessTable;
import dev.baton.adapter.process.Processes;
import dev.baton.adapter.process.Signals;
import dev.baton.model.build.Build.ProcessIdentity;
import dev.baton.model.build.program.ShellProgram;
import dev.baton.port.BuildRunner;
import dev.baton.port.PortException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Runs builds as processes of this machine. A build's processes are gone when it is over, or when
 * {@link #endLeftover} was called after this process was killed.
 */
public final class ProcessBuildRunner implements BuildRunner {

  private static final int TOKEN_BYTES = 16;

  private final Processes processes;
  private final Signals signals;
  private final Workspaces workspaces;
  private final Containment containment;
  private final SecureRandom random = new SecureRandom();

  ProcessBuildRunner(
      Processes processes, Signals signals, Path temporary, Containment containment) {
    this.processes = processes;
    this.signals = signals;
    this.workspaces = new Workspaces(temporary);
    this.containment = containment;
  }

  /**
   * A runner that holds builds together as well as this machine permits.
   *
   * @param temporary the directory for workspaces; others must be able to pass through it where
   *     builds run as other users
   */
  public static ProcessBuildRunner here(Processes processes, Path temporary)
      throws InterruptedException {
    ProcessTable table = new ProcessTable();
    Signals signals = new Signals();
    return new ProcessBuildRunner(
        processes, signals, temporary, Containment.find(processes, table, signals));
  }

  @Override
  public boolean survivesOwner() {
    return false;
  }

  @Override
  public String containment() {
    return containment.sentence();
  }

  @Override
  public Workspace prepare(String buildUuid) {
    return workspaces.make(buildUuid);
  }

  @Override
  public Running start(Launch launch, Listener listener) {
    String token = HexFormat.of().formatHex(random(TOKEN_BYTES));
    List<String> words = new ArrayList<>(containment.launcher());
    words.add("/bin/sh");
    words.add(program(launch).toString());
    Process process = processes.start(words, launch.workspace().sources(), launch.environment());
    Containment.Build build = new Containment.Build(launch.buildUuid(), launch.workspace().root());
    Containment.Held held = held(build, process);
    RunningProgram running = new RunningProgram(process, held, signals, token, listener);
    running.open(launch.buildUuid());
    return running;
  }

  private Containment.Held held(Containment.Build build, Process process) {
    try {
      return containment.hold(build, process.pid());
    } catch (PortException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  @Override
  public void endLeftover(String buildUuid, Optional<ProcessIdentity> process) {
    containment.endLeftover(new Containment.Build(buildUuid, workspaces.at(buildUuid)), process);
    workspaces.remove(buildUuid);
  }

  private static Path program(Launch launch) {
    String text = ShellProgram.of(launch.recipe(), launch.runAs());
    try {
      return new Workspaces.Place(launch.workspace().root()).program(text);
    } catch (IOException e) {
      throw new PortException("Cannot write the build's program: " + e, false, e);
    }
  }

  private byte[] random(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
