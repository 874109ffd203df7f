package dev.baton.app;

import dev.baton.adapter.file.StagedRestore;
import dev.baton.model.build.Build.ProcessIdentity;
import dev.baton.port.BuildRunner;
import dev.baton.port.PortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A runner that leaves alone what a backup says was running: that belongs to the data directory
 * which was backed up, and may run there still, on this machine too.
 */
record RunnerAfterRestore(BuildRunner runner, Path root) implements BuildRunner {

  @Override
  public boolean survivesOwner() {
    return runner.survivesOwner();
  }

  @Override
  public String containment() {
    return runner.containment();
  }

  @Override
  public Workspace prepare(String buildUuid) {
    return runner.prepare(buildUuid);
  }

  @Override
  public Running start(Launch launch, Listener listener) {
    return runner.start(launch, listener);
  }

  @Override
  public void endLeftover(String buildUuid, Optional<ProcessIdentity> process) {
    if (!Files.exists(StagedRestore.restoredMark(root))) {
      runner.endLeftover(buildUuid, process);
    }
  }

  /** From now on what is left over is this data directory's own. */
  static void isOver(Path root) {
    Path mark = StagedRestore.restoredMark(root);
    try {
      Files.deleteIfExists(mark);
    } catch (IOException e) {
      throw new PortException("Cannot delete " + mark + ": " + e, false, e);
    }
  }
}
