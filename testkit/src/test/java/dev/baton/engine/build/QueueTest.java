package dev.baton.engine.build;

import static dev.baton.model.build.PhaseType.BUILD;
import static dev.baton.model.build.PhaseType.QUEUED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.build.Build;
import dev.baton.model.build.BuildRequest;
import dev.baton.model.build.BuildStatus;
import dev.baton.port.Waypoint;
import dev.baton.testkit.InMemoryBuildStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who runs when: places for all, and a project's concurrentBuildLimit. */
class QueueTest {

  @TempDir Path temporary;

  @Test
  void no_more_builds_run_than_there_are_places() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (Yard yard = new Yard(temporary, new InMemoryBuildStore(), 3, Waypoint.Observer.NONE)) {
      yard.phases(BUILD)
          .runner
          .script(
              program -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                program.succeed();
                now.decrementAndGet();
              });
      List<Build> started = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        started.add(yard.start());
      }

      started.forEach(
          build -> assertThat(yard.end(build.id()).status()).isEqualTo(BuildStatus.SUCCEEDED));
      assertThat(most.get()).isBetween(1, 3);
    }
  }

  @Test
  void builds_beyond_the_projects_limit_wait_in_the_queue() {
    CountDownLatch go = new CountDownLatch(1);
    try (Yard yard = new Yard(temporary).phases(BUILD)) {
      yard.runner.script(
          program -> {
            go.await();
            program.succeed();
          });
      Build first = yard.start(limited(yard, 1));
      Build second = yard.start(limited(yard, 1));
      Build other = yard.builds.start(Yard.ACCOUNT, Yard.REGION, "other", limited(yard, 1));

      BuildJobs.eventually(() -> isShell(yard, first) && isShell(yard, other));

      Build waiting = yard.builds.get(second.id());
      assertThat(waiting.phases().getLast().type()).isEqualTo(QUEUED);
      go.countDown();
      assertThat(yard.end(second.id()).status()).isEqualTo(BuildStatus.SUCCEEDED);
      yard.end(first.id());
      yard.end(other.id());
    }
  }

  @Test
  void who_came_first_runs_first() {
    ConcurrentLinkedQueue<String> ran = new ConcurrentLinkedQueue<>();
    CountDownLatch go = new CountDownLatch(1);
    try (Yard yard = new Yard(temporary, new InMemoryBuildStore(), 1, Waypoint.Observer.NONE)) {
      yard.phases(BUILD)
          .runner
          .script(
              program -> {
                go.await();
                ran.add(program.launch().buildUuid());
                program.succeed();
              });
      List<String> asked = new ArrayList<>();
      List<Build> started = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        started.add(yard.start());
        asked.add(started.getLast().uuid());
      }
      go.countDown();

      started.forEach(build -> yard.end(build.id()));

      assertThat(ran).containsExactlyElementsOf(asked);
    }
  }

  @Test
  void a_place_that_is_given_up_in_the_queue_is_free() throws InterruptedException {
    BuildQueue queue = new BuildQueue(1);
    BuildQueue.Place first = queue.enter("p", Optional.empty());
    BuildQueue.Place second = queue.enter("p", Optional.empty());
    BuildQueue.Place third = queue.enter("p", Optional.empty());

    second.leave();
    second.leave();
    first.leave();

    assertThat(third.await(java.time.Duration.ZERO)).isTrue();
    assertThat(second.await(java.time.Duration.ZERO)).isFalse();
  }

  private static boolean isShell(Yard yard, Build build) {
    return yard.builds.get(build.id()).process().isPresent();
  }

  private static BuildRequest limited(Yard yard, int limit) {
    return Yard.with(yard.request(), new BuildRequest.Policy(0, Optional.of(limit), false));
  }
}
