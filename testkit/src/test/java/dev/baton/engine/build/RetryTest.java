package dev.baton.engine.build;

import static dev.baton.model.build.BuildStatus.FAILED;
import static dev.baton.model.build.BuildStatus.STOPPED;
import static dev.baton.model.build.BuildStatus.SUCCEEDED;
import static dev.baton.model.build.PhaseType.BUILD;
import static dev.baton.model.build.PhaseType.INSTALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.build.Build;
import dev.baton.model.build.BuildRequest;
import dev.baton.model.build.Buildspec.OnFailure;
import dev.baton.model.build.Buildspec.OnFailure.Action;
import dev.baton.port.BuildStore;
import dev.baton.port.Waypoint;
import dev.baton.testkit.InMemoryBuildStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code on-failure: RETRY} and a project's autoRetryLimit. */
class RetryTest {

  @TempDir Path temporary;
  private final AtomicInteger runs = new AtomicInteger();
  private Yard yard;

  @BeforeEach
  void open() {
    yard = new Yard(temporary);
  }

  @AfterEach
  void close() {
    yard.close();
  }

  @Test
  void a_failed_phase_that_says_retry_runs_the_build_again() {
    yard.phase(BUILD, retry(3, ""));
    failFirst(2);

    Build last = yard.run();

    List<Build> chain = chain();
    assertThat(last.status()).isEqualTo(SUCCEEDED);
    assertThat(chain).extracting(Build::status).containsExactly(FAILED, FAILED, SUCCEEDED);
    assertThat(chain).extracting(b -> b.autoRetry().number()).containsExactly(0, 1, 2);
    assertThat(chain).extracting(b -> b.autoRetry().limit()).containsExactly(3, 3, 3);
    assertThat(chain.get(0).autoRetry().next()).contains(chain.get(1).id());
    assertThat(chain.get(1).autoRetry().previous()).contains(chain.get(0).id());
    assertThat(chain.get(1).autoRetry().next()).contains(chain.get(2).id());
    assertThat(chain.get(2).autoRetry().next()).isEmpty();
    assertThat(last).isEqualTo(chain.get(2));
    assertThat(yard.log(chain.get(0)))
        .contains("Retrying the build as " + chain.get(1).id() + " (retry 1 of 3)");
  }

  @Test
  void the_retries_are_counted_over_the_chain() {
    yard.phase(BUILD, retry(2, ""));
    failFirst(100);

    Build last = yard.run();

    assertThat(chain()).hasSize(3);
    assertThat(last.status()).isEqualTo(FAILED);
    assertThat(last.autoRetry().next()).isEmpty();
  }

  @Test
  void no_retries_are_none() {
    yard.phase(BUILD, retry(0, ""));
    failFirst(1);

    yard.run();

    assertThat(chain()).hasSize(1);
  }

  @Test
  void a_pattern_that_matches_the_context_retries() {
    yard.phase(BUILD, retry(1, "exit status [57]$"));
    failFirst(1);

    assertThat(yard.run().status()).isEqualTo(SUCCEEDED);
  }

  @Test
  void a_pattern_that_does_not_match_never_retries() {
    yard.phase(BUILD, retry(3, "connection reset"));
    failFirst(1);

    yard.run();

    assertThat(chain()).hasSize(1);
  }

  @Test
  void another_phase_that_failed_does_not_count() {
    yard.phase(BUILD, retry(3, "")).phases(INSTALL);
    yard.runner.script(
        program -> {
          runs.incrementAndGet();
          program.run(Map.of(INSTALL, 1));
        });

    yard.run();

    assertThat(chain()).hasSize(1);
  }

  @Test
  void a_projects_limit_counts_for_every_failure() {
    yard.checkout(
        _ -> {
          if (runs.incrementAndGet() == 1) {
            throw new dev.baton.port.SourceHost.SourceException("the network is down");
          }
        });

    Build last = yard.run(request -> Yard.with(request, policy(2)));

    assertThat(last.status()).isEqualTo(SUCCEEDED);
    assertThat(chain()).hasSize(2);
    assertThat(chain()).extracting(b -> b.autoRetry().limit()).containsExactly(2, 2);
  }

  @Test
  void a_build_that_succeeds_is_not_retried() {
    Build last = yard.phases(BUILD).run(request -> Yard.with(request, policy(2)));

    assertThat(chain()).containsExactly(last);
    assertThat(last.autoRetry()).isEqualTo(Build.AutoRetry.first(2));
  }

  @Test
  void a_stopped_build_is_not_retried() {
    yard.phase(BUILD, retry(3, ""));
    yard.runner.script(
        program -> {
          yard.store.unfinished().forEach(build -> yard.builds.stop(build.id()));
          program.run(Map.of(BUILD, 5));
        });

    Build last = yard.run(request -> Yard.with(request, policy(2)));

    assertThat(last.status()).isEqualTo(STOPPED);
    assertThat(chain()).hasSize(1);
  }

  @Test
  void a_stop_that_comes_when_the_retry_is_recorded_ends_the_retry() {
    AtomicReference<Yard> there = new AtomicReference<>();
    Waypoint.Observer stops =
        point -> {
          Yard now = there.get();
          List<Build> open = now.store.unfinished();
          if (point == Waypoint.LOG_SYNCED && open.size() == 2) {
            now.builds.stop(open.getFirst().id());
          }
        };
    try (Yard stopping = new Yard(temporary, new InMemoryBuildStore(), 4, stops)) {
      there.set(stopping);
      stopping.phase(BUILD, retry(3, ""));
      stopping.runner.script(program -> program.run(Map.of(BUILD, 5)));

      Build last = stopping.run();

      assertThat(last.status()).isEqualTo(STOPPED);
      assertThat(last.autoRetry().number()).isEqualTo(1);
    }
  }

  @Test
  void stopping_the_first_stops_the_last_of_the_chain() {
    yard.phase(BUILD, retry(3, ""));
    yard.runner.script(
        program -> {
          if (runs.incrementAndGet() == 1) {
            program.run(Map.of(BUILD, 5));
          } else {
            program.untilStopped();
          }
        });
    Build first = yard.start();
    BuildJobs.eventually(() -> runs.get() == 2);

    yard.builds.stopLatest(first.id());

    assertThat(yard.end(first.id()).status()).isEqualTo(STOPPED);
  }

  @Test
  void a_closed_yard_retries_nothing() {
    AtomicReference<Yard> there = new AtomicReference<>();
    Waypoint.Observer none = Waypoint.Observer.NONE;
    Yard closing = new Yard(temporary, new InMemoryBuildStore(), 4, none);
    there.set(closing);
    closing.phase(BUILD, retry(3, ""));
    closing.runner.script(
        program -> {
          Thread.ofVirtual().start(closing::close);
          program.untilStopped();
        });
    Build build = closing.start();

    BuildJobs.eventually(closing.yard::idle);

    assertThat(closing.store.unfinished()).extracting(Build::id).containsExactly(build.id());
  }

  private void failFirst(int times) {
    yard.runner.script(
        program -> program.run(runs.incrementAndGet() <= times ? Map.of(BUILD, 5) : Map.of()));
  }

  private List<Build> chain() {
    BuildStore.Order order = BuildStore.Order.OLDEST_FIRST;
    return yard
        .store
        .list(Yard.ACCOUNT, Yard.REGION, Optional.empty(), order, order.begin(), 100)
        .stream()
        .map(listed -> yard.store.find(listed.summary().id()).orElseThrow())
        .toList();
  }

  private static OnFailure retry(int count, String pattern) {
    return new OnFailure(Action.RETRY, count, Optional.of(pattern).filter(text -> !text.isEmpty()));
  }

  private static BuildRequest.Policy policy(int autoRetryLimit) {
    return new BuildRequest.Policy(autoRetryLimit, Optional.empty(), false);
  }
}
