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
  private final ProcessTable table = new ProcessTable();
  private final Signals signals = new Signals();
  private final Workspaces workspaces;
  private final Containment containment;
  private final SecureRandom random = new SecureRandom();

  private ProcessBuildRunner(Processes processes, Path temporary, Containment containment) {
    this.processes = processes;
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
    return new ProcessBuildRunner(processes, temporary, Containment.find(processes));
  }

  static ProcessBuildRunner with(Processes processes, Path temporary, Containment containment) {
    return new ProcessBuildRunner(processes, temporary, containment);
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
    RunningProgram running =
        new RunningProgram(process, containment, table, signals, token, listener);
    running.open(launch.buildUuid());
    return running;
  }

  @Override
  public void endLeftover(String buildUuid, Optional<ProcessIdentity> process) {
    process
        .filter(table::isAlive)
        .ifPresent(identity -> Containment.end(identity.pid(), table, signals));
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
