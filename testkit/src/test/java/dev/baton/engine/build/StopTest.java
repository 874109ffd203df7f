package dev.baton.engine.build;

import static dev.baton.model.build.BuildStatus.STOPPED;
import static dev.baton.model.build.BuildStatus.SUCCEEDED;
import static dev.baton.model.build.BuildStatus.TIMED_OUT;
import static dev.baton.model.build.PhaseType.BUILD;
import static dev.baton.model.build.PhaseType.COMPLETED;
import static dev.baton.model.build.PhaseType.DOWNLOAD_SOURCE;
import static dev.baton.model.build.PhaseType.INSTALL;
import static dev.baton.model.build.PhaseType.PROVISIONING;
import static dev.baton.model.build.PhaseType.QUEUED;
import static dev.baton.model.build.PhaseType.UPLOAD_ARTIFACTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.model.build.Build;
import dev.baton.model.build.BuildStatus;
import dev.baton.model.build.PhaseType;
import dev.baton.model.document.Refused;
import dev.baton.port.Waypoint;
import dev.baton.testkit.InMemoryBuildStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** StopBuild and timeouts: the phase STOPPED without contexts, straight to COMPLETED. */
class StopTest {

  @TempDir Path temporary;

  @Test
  void a_stop_while_commands_run_ends_the_phase_stopped() {
    try (Yard yard = new Yard(temporary).phases(INSTALL, BUILD)) {
      CountDownLatch building = new CountDownLatch(1);
      yard.runner.script(
          program -> {
            program.phase(INSTALL, 0);
            program.tell(new dev.baton.port.BuildRunner.ProgramEvent.PhaseStarted(BUILD));
            building.countDown();
            program.untilStopped();
          });
      Build started = yard.start();
      await(building);

      yard.builds.stop(started.id());
      Build build = yard.end(started.id());

      stopped(build, BUILD);
      assertThat(temporary).isEmptyDirectory();
    }
  }

  @Test
  void a_stop_while_the_source_is_fetched_cuts_that_off() {
    CountDownLatch fetching = new CountDownLatch(1);
    try (Yard yard =
        new Yard(temporary)
            .phases(BUILD)
            .checkout(
                _ -> {
                  fetching.countDown();
                  new CountDownLatch(1).await();
                })) {
      Build started = yard.start();
      await(fetching);

      yard.builds.stop(started.id());
      yard.builds.stop(started.id());

      stopped(yard.end(started.id()), DOWNLOAD_SOURCE);
    }
  }

  @Test
  void a_stop_while_artifacts_are_packed_cuts_that_off() {
    CountDownLatch packing = new CountDownLatch(1);
    try (Yard yard =
        new Yard(temporary)
            .phases(BUILD)
            .artifact("a", "")
            .packing(
                (root, spec, blobs) -> {
                  packing.countDown();
                  try {
                    new CountDownLatch(1).await();
                  } catch (InterruptedException e) {
                    throw new IOException("closed by interrupt", e);
                  }
                  throw new AssertionError();
                })) {
      Build started = yard.start();
      await(packing);

      yard.builds.stop(started.id());

      stopped(yard.end(started.id()), UPLOAD_ARTIFACTS);
    }
  }

  @Test
  void a_stop_in_the_queue_ends_the_build_there() {
    try (Yard yard = new Yard(temporary, new InMemoryBuildStore(), 1, Waypoint.Observer.NONE)) {
      yard.phases(BUILD).runner.script(dev.baton.testkit.ScriptedBuildRunner.Program::untilStopped);
      Build first = yard.start();
      Build waiting = yard.start();

      yard.builds.stop(waiting.id());

      stopped(yard.end(waiting.id()), QUEUED);
      yard.builds.stop(first.id());
    }
  }

  @Test
  void a_build_that_is_over_comes_back_unchanged() {
    try (Yard yard = new Yard(temporary).phases(BUILD)) {
      Build build = yard.run();

      assertThat(yard.builds.stop(build.id())).isEqualTo(build);
    }
  }

  @Test
  void a_build_that_never_was_is_refused() {
    try (Yard yard = new Yard(temporary)) {
      assertThatThrownBy(() -> yard.builds.stop("demo:no"))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("Build demo:no does not exist");
    }
  }

  /** Wherever the request comes, the build ends STOPPED, or it was over before. */
  @ParameterizedTest
  @EnumSource(
      names = {
        "BUILD_RECORDED",
        "WORKSPACE_MADE",
        "SOURCE_DOWNLOADED",
        "PROCESS_STARTED",
        "PROCESS_RECORDED",
        "PROCESS_GONE",
        "PHASE_ENDED",
        "SHELL_OVER",
        "ARTIFACT_STORED",
        "ARTIFACT_CATALOGUED",
        "LOG_SYNCED",
        "BUILD_COMPLETED"
      })
  void a_stop_at_any_point_is_one_clean_end(Waypoint point) {
    AtomicReference<Yard> there = new AtomicReference<>();
    AtomicInteger asked = new AtomicInteger();
    Waypoint.Observer stops =
        passed -> {
          if (passed == point && asked.getAndIncrement() == 0) {
            Yard yard = there.get();
            yard.store.unfinished().forEach(build -> yard.builds.stop(build.id()));
          }
        };
    try (Yard yard = new Yard(temporary, new InMemoryBuildStore(), 4, stops)) {
      there.set(yard);
      yard.phases(BUILD).artifact("a", "").checkout(StopTest::writeA);

      Build build = yard.run();

      boolean late = point == Waypoint.LOG_SYNCED || point == Waypoint.BUILD_COMPLETED;
      assertThat(asked).hasPositiveValue();
      assertThat(build.status()).isEqualTo(late ? SUCCEEDED : STOPPED);
      assertThat(build.phases()).extracting(Build.Phase::type).doesNotHaveDuplicates();
      assertThat(Yard.table(build)).doesNotContainValue(BuildStatus.IN_PROGRESS);
      assertThat(yard.store.unfinished()).isEmpty();
      assertThat(temporary).isEmptyDirectory();
    }
  }

  private static void writeA(Path directory) {
    try {
      Files.writeString(directory.resolve("a"), "A");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_timeout_ends_the_phase_and_fails_the_build() {
    try (Yard yard = new Yard(temporary).phases(BUILD)) {
      yard.runner.script(
          program -> {
            program.tell(new dev.baton.port.BuildRunner.ProgramEvent.PhaseStarted(BUILD));
            program.untilStopped();
          });

      Build build = yard.run(request -> Yard.within(request, 0, 60));

      assertThat(build.status()).isEqualTo(BuildStatus.FAILED);
      assertThat(build.phases()).anyMatch(phase -> phase.status() == TIMED_OUT);
      PhaseType cut = last(build);
      assertThat(Yard.context(build, cut)).isEqualTo("BUILD_TIMED_OUT: Build has timed out. ");
    }
  }

  @Test
  void a_build_that_waits_too_long_has_failed_in_the_queue() {
    try (Yard yard = new Yard(temporary, new InMemoryBuildStore(), 1, Waypoint.Observer.NONE)) {
      yard.phases(BUILD).runner.script(dev.baton.testkit.ScriptedBuildRunner.Program::untilStopped);
      Build first = yard.start();

      Build build = yard.run(request -> Yard.within(request, 60, 0));

      assertThat(build.status()).isEqualTo(BuildStatus.FAILED);
      assertThat(Yard.table(build))
          .containsEntry(QUEUED, TIMED_OUT)
          .doesNotContainKey(PROVISIONING);
      yard.builds.stop(first.id());
    }
  }

  @Test
  void a_yard_that_closes_leaves_its_builds_to_the_next_owner() {
    InMemoryBuildStore store = new InMemoryBuildStore();
    CountDownLatch running = new CountDownLatch(1);
    Yard yard = new Yard(temporary, store, 1, Waypoint.Observer.NONE).phases(BUILD);
    yard.runner.script(
        program -> {
          running.countDown();
          program.untilStopped();
        });
    Build first = yard.start();
    Build queued = yard.start();
    await(running);

    yard.close();

    assertThat(store.unfinished()).extracting(Build::id).containsExactly(first.id(), queued.id());
    assertThat(yard.yard.idle()).isTrue();
    assertThat(temporary).isEmptyDirectory();
    assertThatThrownBy(yard::start).isInstanceOf(Refused.class).hasMessageContaining("stopping");
  }

  @Test
  void whoever_waits_for_a_build_that_is_left_hears_no_end() {
    Yard yard = new Yard(temporary).phases(BUILD);
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(1);
    AtomicReference<Optional<Throwable>> heard = new AtomicReference<>(Optional.empty());
    yard.runner.script(
        program -> {
          running.countDown();
          program.untilStopped();
        });
    Build build = yard.start();
    await(running);
    Thread waiter =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    waiting.countDown();
                    yard.builds.await(build.id());
                  } catch (InterruptedException e) {
                    heard.set(Optional.of(e));
                  }
                });
    await(waiting);
    BuildJobs.waitUntilWaiting(waiter);

    yard.close();

    join(waiter);
    assertThat(heard.get()).isPresent();
  }

  private static void stopped(Build build, PhaseType in) {
    assertThat(build.status()).isEqualTo(STOPPED);
    assertThat(build.phases()).extracting(Build.Phase::type).endsWith(in, COMPLETED);
    Build.Phase phase = build.phases().get(build.phases().size() - 2);
    assertThat(phase.status()).isEqualTo(STOPPED);
    assertThat(phase.context()).isEmpty();
  }

  private static PhaseType last(Build build) {
    List<Build.Phase> phases = build.phases();
    return phases.get(phases.size() - 2).type();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void join(Thread thread) {
    try {
      assertThat(thread.join(java.time.Duration.ofSeconds(60))).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
