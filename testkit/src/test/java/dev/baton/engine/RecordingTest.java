package dev.baton.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.model.document.Refused;
import dev.baton.model.execution.ExecutionStatus;
import dev.baton.port.ActionProvider.AfterInterruption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of facts that the store does not take. */
class RecordingTest {

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void a_disk_that_becomes_free_again_loses_nothing() {
    bench.onRun("One", () -> bench.disk().refuse(5));
    Engine engine = bench.engine(AfterInterruption.REPEAT);

    String id = bench.start(engine);

    bench.eventually(() -> bench.status(engine, id) == ExecutionStatus.SUCCEEDED);
    assertThat(bench.ran()).containsExactly("Src", "One", "Two");
    assertThat(engine.fault()).isEmpty();
  }

  @Test
  void a_disk_that_stays_full_is_a_stated_fault_of_the_engine() {
    bench.onRun("One", () -> bench.disk().refuse(Integer.MAX_VALUE));
    Engine engine = bench.engine(AfterInterruption.REPEAT);

    String id = bench.start(engine);

    bench.eventually(() -> engine.fault().isPresent());
    assertThat(engine.fault().get())
        .hasMessageContaining("What came of action One/One of pipeline demo")
        .hasMessageContaining(id)
        .hasMessageContaining("is not recorded: database or disk is full");
    bench.eventually(engine::isIdle);
    assertThat(bench.status(engine, id)).isEqualTo(ExecutionStatus.IN_PROGRESS);
  }

  @Test
  void the_next_engine_goes_on_where_the_disk_was_full() {
    bench.onRun("One", () -> bench.disk().refuse(Integer.MAX_VALUE));
    Engine full = bench.engine(AfterInterruption.REPEAT);
    String id = bench.start(full);
    bench.eventually(() -> full.fault().isPresent());
    full.close();
    bench.disk().refuse(0);
    bench.onRun("One", () -> {});

    Engine next = bench.engine(AfterInterruption.REPEAT);

    bench.eventually(() -> bench.status(next, id) == ExecutionStatus.SUCCEEDED);
    assertThat(bench.ran()).containsExactly("Src", "One", "One", "Two");
  }

  @Test
  void what_cannot_be_marked_as_begun_is_not_begun() {
    bench.onRun("Src", () -> bench.disk().refuseMarks(3));
    Engine engine = bench.engine(AfterInterruption.FAIL);

    String id = bench.start(engine);

    bench.eventually(() -> bench.status(engine, id) == ExecutionStatus.SUCCEEDED);
    assertThat(bench.ran()).containsExactly("Src", "One", "Two");
  }

  @Test
  void a_fault_that_no_repetition_mends_is_stated_at_once() {
    bench.onRun("One", () -> bench.disk().fail("the database is damaged"));
    Engine engine = bench.engine(AfterInterruption.REPEAT);

    bench.start(engine);

    bench.eventually(() -> engine.fault().isPresent());
    assertThat(engine.fault().get()).hasMessageContaining("the database is damaged");
  }

  @Test
  void one_execution_whose_definition_cannot_be_read_does_not_stop_the_start_of_the_others() {
    Engine killed = bench.engine(AfterInterruption.FAIL);
    bench.hangIn("Src");
    String poisoned = bench.start(killed);
    String sound = bench.start(killed, Bench.OTHER);
    bench.eventually(() -> bench.ran().equals(List.of("Src", "Src")));
    killed.close();
    bench.unreadable(Bench.KEY);

    Engine next = bench.engine(AfterInterruption.RERUN_AS_NEW);

    bench.eventually(() -> bench.status(next, sound, Bench.OTHER) == ExecutionStatus.SUCCEEDED);
    bench.eventually(() -> bench.status(next, poisoned) == ExecutionStatus.FAILED);
    assertThat(bench.summary(next, poisoned)).contains("version 1 of demo cannot be read");
    assertThat(next.fault()).isEmpty();
  }

  @Test
  void work_that_had_not_begun_ends_too_when_its_definition_cannot_be_read() {
    Engine killed = bench.engine(AfterInterruption.REPEAT);
    bench.hangIn("One");
    String id = bench.start(killed);
    bench.eventually(() -> bench.ran().contains("One"));
    killed.close();
    bench.unreadable(Bench.KEY);

    Engine next = bench.engine(AfterInterruption.REPEAT);

    bench.eventually(() -> bench.status(next, id) == ExecutionStatus.FAILED);
    assertThat(bench.summary(next, id)).contains("version 1 of demo cannot be read");
    bench.eventually(() -> bench.disk().work().isEmpty());
  }

  @Test
  void a_step_that_the_machine_does_not_know_ends_its_execution_with_that_cause() {
    Engine killed = bench.engine(AfterInterruption.REPEAT);
    bench.hangIn("One");
    String id = bench.start(killed);
    bench.eventually(() -> bench.ran().contains("One"));
    killed.close();
    bench.withoutStage("One");

    Engine next = bench.engine(AfterInterruption.REPEAT);

    bench.eventually(() -> bench.status(next, id) == ExecutionStatus.FAILED);
    assertThat(bench.summary(next, id))
        .contains("Baton could not go on with the execution")
        .contains("version 1 has no stage One");
    assertThat(next.fault()).isEmpty();
  }

  @Test
  void a_command_for_which_the_definition_cannot_be_read_is_refused_with_that_cause() {
    bench.unreadable(Bench.KEY);
    Engine engine = bench.engine(AfterInterruption.REPEAT);

    assertThatThrownBy(() -> bench.start(engine))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("version 1 of demo cannot be read");
  }

  @Test
  void an_execution_that_cannot_be_read_is_not_in_the_way_of_a_command() {
    Engine killed = bench.engine(AfterInterruption.REPEAT);
    bench.hangIn("Src");
    String first = bench.start(killed);
    String waiting = bench.start(killed);
    killed.close();
    bench.unreadable(Bench.KEY);
    Engine next = bench.engine(AfterInterruption.REPEAT);

    bench.eventually(() -> bench.status(next, first) == ExecutionStatus.FAILED);
    bench.eventually(() -> bench.status(next, waiting) == ExecutionStatus.FAILED);
  }
}
