package dev.baton.engine.build;

import dev.baton.port.BuildRunner;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A workspace that is being removed while the log is written to the disk: both wait for the disk,
 * and neither for the other.
 */
final class Removal {

  private final CompletableFuture<Optional<RuntimeException>> over = new CompletableFuture<>();

  private Removal() {}

  static Removal begin(BuildRunner.Workspace workspace) {
    Removal removal = new Removal();
    Thread.ofVirtual().name("removal of " + workspace.root()).start(() -> removal.run(workspace));
    return removal;
  }

  private void run(BuildRunner.Workspace workspace) {
    Optional<RuntimeException> failure = Optional.of(new IllegalStateException("it broke off"));
    try {
      workspace.close();
      failure = Optional.empty();
    } catch (RuntimeException e) {
      failure = Optional.of(e);
    } finally {
      over.complete(failure);
    }
  }

  /** Waits; what went wrong, if something did. */
  Optional<RuntimeException> await() {
    return over.join();
  }
}
