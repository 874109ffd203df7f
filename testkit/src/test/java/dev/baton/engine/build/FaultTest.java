package dev.baton.engine.build;

import static dev.baton.model.build.BuildStatus.FAULT;
import static dev.baton.model.build.BuildStatus.SUCCEEDED;
import static dev.baton.model.build.PhaseType.BUILD;
import static dev.baton.model.build.PhaseType.PROVISIONING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.model.build.Build;
import dev.baton.model.build.BuildStatus;
import dev.baton.model.build.LogPlace;
import dev.baton.port.BuildStore;
import dev.baton.port.PortException;
import dev.baton.port.Waypoint;
import dev.baton.testkit.InMemoryBuildStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ports that cannot do their work: the build ends FAULT and says why; it never hangs. */
class FaultTest {

  @TempDir Path temporary;

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 5, 9, 11})
  void a_log_that_finds_the_disk_full_is_a_fault(long lines) {
    try (Yard yard = new Yard(temporary).phases(BUILD)) {
      yard.logs.leaveRoomFor(lines);
      yard.runner.script(
          program -> {
            program.print("one\ntwo\nthree\n");
            program.succeed();
          });

      Build build = yard.run();

      assertThat(build.status()).isEqualTo(FAULT);
      assertThat(build.cause().orElse("")).contains("No space left on device");
      assertThat(build.phases()).anyMatch(phase -> phase.status() == FAULT);
      assertThat(yard.store.find(build.id())).contains(build);
      assertThat(temporary).isEmptyDirectory();
    }
  }

  @Test
  void a_log_that_cannot_be_synced_is_a_fault() {
    try (Yard yard = new Yard(temporary).phases(BUILD)) {
      yard.logs.refuseSync();

      Build build = yard.run();

      assertThat(build.status()).isEqualTo(FAULT);
      assertThat(build.cause().orElse("")).contains("No space left on device");
    }
  }

  @Test
  void an_end_that_cannot_be_recorded_is_written_when_the_disk_has_room_again() {
    Full store = new Full(3);
    try (Yard yard = new Yard(temporary, store, 1, Waypoint.Observer.NONE).phases(BUILD)) {
      Build build = yard.run();

      BuildJobs.eventually(yard.yard::idle);
      assertThat(build.status()).isEqualTo(SUCCEEDED);
      assertThat(store.find(build.id()).map(Build::status)).contains(SUCCEEDED);
    }
  }

  @Test
  void nobody_sees_an_end_that_is_not_durable() {
    Full store = new Full(Integer.MAX_VALUE);
    try (Yard yard = new Yard(temporary, store, 1, Waypoint.Observer.NONE).phases(BUILD)) {
      Build build = yard.run();

      assertThat(build.isComplete()).isTrue();
      assertThat(yard.builds.find(build.id()).map(Build::status)).contains(BuildStatus.IN_PROGRESS);
    }
  }

  @Test
  void an_end_that_can_never_be_recorded_is_a_fault_of_the_yard() {
    Full store = new Full(Integer.MAX_VALUE);
    try (Yard yard = new Yard(temporary, store, 1, Waypoint.Observer.NONE).phases(BUILD)) {
      yard.run();

      BuildJobs.eventually(yard.yard::idle);
      assertThat(yard.yard.fault()).isPresent();
      assertThat(yard.yard.fault().get())
          .hasMessageContaining("The end of build")
          .hasMessageContaining("database or disk is full");
    }
  }

  @Test
  void a_build_that_cannot_be_recorded_was_never_accepted() {
    Full store = new Full(0);
    store.refuseNew = true;
    try (Yard yard = new Yard(temporary, store, 1, Waypoint.Observer.NONE).phases(BUILD)) {
      assertThatThrownBy(yard::start).isInstanceOf(PortException.class);
      assertThat(yard.yard.idle()).isTrue();

      store.refuseNew = false;
      assertThat(yard.run().status()).isEqualTo(SUCCEEDED);
    }
  }

  @Test
  void an_error_of_the_machine_is_a_fault_too() {
    try (Yard yard = new Yard(temporary).phases(BUILD)) {
      yard.runner.onPrepare(
          () -> {
            throw new OutOfMemoryError("Java heap space");
          });

      Build build = yard.run();

      assertThat(build.status()).isEqualTo(FAULT);
      assertThat(Yard.context(build, PROVISIONING)).contains("Java heap space");
    }
  }

  /** Refuses the last word of builds a number of times. */
  private static final class Full implements BuildStore {

    private final BuildStore store = new InMemoryBuildStore();
    private final AtomicInteger refusals;
    private boolean refuseNew;

    Full(int refusals) {
      this.refusals = new AtomicInteger(refusals);
    }

    @Override
    public long nextNumber(String account, String region, String project) {
      return store.nextNumber(account, region, project);
    }

    @Override
    public void add(Build build) {
      if (refuseNew) {
        throw new PortException("database or disk is full", true);
      }
      store.add(build);
    }

    @Override
    public void save(Build build) {
      if (build.isComplete() && refusals.getAndDecrement() > 0) {
        throw new PortException("database or disk is full", true);
      }
      store.save(build);
    }

    @Override
    public void saveSoon(Build build) {
      store.saveSoon(build);
    }

    @Override
    public Optional<Build> find(String id) {
      return store.find(id);
    }

    @Override
    public List<Build> byPrefix(String account, String region, String prefix) {
      return store.byPrefix(account, region, prefix);
    }

    @Override
    public List<Build> ofAction(String actionExecutionId) {
      return store.ofAction(actionExecutionId);
    }

    @Override
    public List<Build> find(List<String> ids) {
      return store.find(ids);
    }

    @Override
    public boolean delete(String id) {
      return store.delete(id);
    }

    @Override
    public List<Build> unfinished() {
      return store.unfinished();
    }

    @Override
    public List<Listed> list(
        String account,
        String region,
        Optional<String> project,
        Order order,
        long from,
        int limit) {
      return store.list(account, region, project, order, from, limit);
    }

    @Override
    public List<String> logGroups(String account, String region, String after, int limit) {
      return store.logGroups(account, region, after, limit);
    }

    @Override
    public List<Logged> logged(String account, String region, String group, long from, int limit) {
      return store.logged(account, region, group, from, limit);
    }

    @Override
    public Optional<Logged> logged(String account, String region, LogPlace.Stream stream) {
      return store.logged(account, region, stream);
    }
  }
}
