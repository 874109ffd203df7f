package dev.baton.engine.build;

import static dev.baton.model.build.BuildStatus.FAULT;
import static dev.baton.model.build.PhaseType.BUILD;
import static dev.baton.model.build.PhaseType.COMPLETED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.build.Build;
import dev.baton.model.build.BuildStatus;
import dev.baton.port.PortException;
import dev.baton.port.Waypoint;
import dev.baton.testkit.InMemoryBuildStore;
import dev.baton.testkit.ScriptedBuildRunner.Program;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process leaves: the next owner ends it and says so. */
class RecoveryTest {

  @TempDir Path temporary;
  private final InMemoryBuildStore store = new InMemoryBuildStore();

  @Test
  void builds_that_were_left_end_as_interrupted() throws InterruptedException {
    Build running = leave(2);

    try (Yard next = new Yard(temporary, store, 1, Waypoint.Observer.NONE)) {
      var ended = next.yard.recover();

      assertThat(ended).hasSize(2);
      assertThat(store.unfinished()).isEmpty();
      Build build = store.find(running.id()).orElseThrow();
      assertThat(build.status()).isEqualTo(FAULT);
      assertThat(build.cause().orElse("")).startsWith("Interrupted: ");
      assertThat(build.process()).isEmpty();
      assertThat(build.phases().getLast().type()).isEqualTo(COMPLETED);
      assertThat(Yard.table(build)).doesNotContainValue(BuildStatus.IN_PROGRESS);
      assertThat(Yard.context(build, BUILD)).startsWith("Interrupted: Interrupted: the Baton");
      assertThat(next.runner.ended()).contains(build.uuid());
      assertThat(next.log(build)).contains("Interrupted: the Baton process that ran this build");
    }
  }

  @Test
  void one_that_resists_does_not_hold_up_the_others() throws InterruptedException {
    leave(3);
    AtomicInteger calls = new AtomicInteger();

    try (Yard next = new Yard(temporary, store, 1, Waypoint.Observer.NONE)) {
      next.runner.onLeftover(
          () -> {
            if (calls.incrementAndGet() == 1) {
              throw new PortException("the workspace cannot be removed", false);
            }
          });

      assertThat(next.yard.recover()).hasSize(3);
      assertThat(store.unfinished()).isEmpty();
    }
  }

  @Test
  void what_runs_here_is_not_a_leftover() throws InterruptedException {
    try (Yard yard = new Yard(temporary, store, 1, Waypoint.Observer.NONE).phases(BUILD)) {
      yard.runner.script(Program::untilStopped);
      Build build = yard.start();

      assertThat(yard.yard.recover()).isEmpty();
      assertThat(yard.runner.ended()).isEmpty();
      yard.builds.stop(build.id());
    }
  }

  /** The first one runs, the others queue; returns it as it was left. */
  private Build leave(int builds) throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    try (Yard yard = new Yard(temporary, store, 1, Waypoint.Observer.NONE).phases(BUILD)) {
      yard.runner.script(
          program -> {
            program.tell(new dev.baton.port.BuildRunner.ProgramEvent.PhaseStarted(BUILD));
            running.countDown();
            program.untilStopped();
          });
      Build first = yard.start();
      for (int i = 1; i < builds; i++) {
        yard.start();
      }
      running.await();
      return first;
    }
  }
}
