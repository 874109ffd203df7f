package dev.baton.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.model.build.BuildStatus;
import dev.baton.model.execution.Effect;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.ExecutionStatus;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.execution.PipelineState.StageGate;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.BuildStore;
import dev.baton.port.ExecutionStore;
import dev.baton.port.ExecutionStore.Commit;
import dev.baton.port.ExecutionStore.Loaded;
import dev.baton.port.ExecutionStore.NewVersion;
import dev.baton.port.ExecutionStore.Quarantined;
import dev.baton.port.ExecutionStore.Work;
import dev.baton.port.PortException;
import dev.baton.testkit.Samples;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One row that cannot be read is named and set aside; everything else goes on. */
final class PoisonedRowsTest {

  private static final PipelineKey BAD = Samples.pipeline("bad");
  private static final PipelineKey GOOD = Samples.pipeline("good");

  @RegisterExtension private final TemporaryDatabase database = new TemporaryDatabase();
  private ExecutionStore store;

  @BeforeEach
  void twoPipelinesWithTwoExecutionsEach() {
    store = new JdbcExecutionStore(database.get(), database.clock());
    create(BAD);
    create(GOOD);
  }

  private void create(PipelineKey key) {
    ExecutionState inside = Samples.execution(key, key.name() + "-1", ExecutionStatus.IN_PROGRESS);
    ExecutionState waiting = Samples.execution(key, key.name() + "-2", ExecutionStatus.IN_PROGRESS);
    PipelineState unit = Samples.unit(key, inside, waiting);
    StageGate gate =
        new StageGate(
            PipelineState.Transition.ENABLED,
            Optional.of(inside.id()),
            List.of(waiting.id()),
            Optional.of(inside.id()),
            Optional.empty());
    PipelineState held =
        new PipelineState(key, 1, Map.of("Build", gate), unit.executions(), Map.of());
    Commit commit =
        new Commit(
            key,
            0,
            held,
            Set.of(inside.id(), waiting.id()),
            List.of(),
            List.of(work(key, inside.id()), work(key, waiting.id())),
            List.of(),
            Optional.of(new NewVersion(1, "{}", Map.of())),
            Map.of(),
            Samples.AT);
    store.commit(commit).orElseThrow();
  }

  private static Work work(PipelineKey key, String execution) {
    return new Work(
        "w-" + execution,
        key,
        new Effect.RunAction(execution, "a-" + execution, Samples.AT),
        Samples.AT,
        false);
  }

  @Test
  void aPoisonedExecutionLeavesTheStageThatItHeld() {
    poison("update executions set state = '{\"id\":7}' where id = 'bad-1'");

    Loaded loaded = store.load(BAD).orElseThrow();

    assertThat(loaded.state().executions()).containsOnlyKeys("bad-2");
    assertThat(loaded.state().gates().get("Build").holder()).isEmpty();
    assertThat(loaded.state().gates().get("Build").waiting()).containsExactly("bad-2");
    assertThat(store.takeOver(1))
        .extracting(Work::id)
        .contains("w-bad-2")
        .doesNotContain("w-bad-1");
    assertNamed("execution", "bad-1");
  }

  @Test
  void afterThatThePipelineCommitsAsEver() {
    poison("update executions set state = 'x' where id = 'bad-1'");
    Loaded loaded = store.load(BAD).orElseThrow();
    ExecutionState over = Samples.execution(BAD, "bad-2", ExecutionStatus.SUCCEEDED);

    Commit commit =
        new Commit(
            BAD,
            loaded.rowVersion(),
            Samples.unit(BAD, over),
            Set.of("bad-2"),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Map.of(),
            Samples.AT);

    assertThat(store.commit(commit)).isPresent();
    assertThat(store.unfinished()).containsExactly(GOOD);
  }

  @Test
  void anExecutionWhoseSummaryIsPoisonedIsLeftOutOfLists() {
    poison("update executions set started = 'soon' where id = 'bad-1'");

    assertThat(store.executions(BAD, Long.MAX_VALUE, 10))
        .extracting(listed -> listed.summary().id())
        .containsExactly("bad-2");
    assertNamed("execution", "bad-1");
  }

  @Test
  void aBuildWhoseSummaryIsPoisonedIsLeftOutOfLists() {
    JdbcBuildStore builds = new JdbcBuildStore(database.get(), database.clock());
    builds.add(Samples.build("p", "u-1", 1, BuildStatus.IN_PROGRESS, Optional.empty()));
    poison("update builds set status = 'Unheard' where uuid = 'u-1'");

    assertThat(
            builds.list(
                Samples.ACCOUNT,
                Samples.REGION,
                Optional.empty(),
                BuildStore.Order.NEWEST_FIRST,
                Long.MAX_VALUE,
                9))
        .isEmpty();
    assertNamed("build", "p:u-1");
  }

  @Test
  void aPoisonedExecutionIsLeftOutOfListsOnceItIsNamed() {
    poison("update executions set state = '' where id = 'bad-1'");
    assertThat(store.execution(BAD, "bad-1")).isEmpty();
    awaitNamed("bad-1");

    assertThat(store.executions(BAD, Long.MAX_VALUE, 10))
        .extracting(listed -> listed.summary().id())
        .containsExactly("bad-2");
    assertThat(store.execution(BAD, "bad-1")).isEmpty();
    assertThat(store.byPrefix(Samples.ACCOUNT, Samples.REGION, "bad-")).hasSize(1);
  }

  @Test
  void aPoisonedPipelineIsNotCarriedOnAndTheOthersAre() {
    poison("update pipelines set unit = 'null' where name = 'bad'");

    assertThatThrownBy(() -> store.load(BAD))
        .isInstanceOf(PortException.class)
        .hasMessageContaining(BAD.toString());
    assertNamed("pipeline", BAD.toString());
    assertThat(store.unfinished()).containsExactly(GOOD);
    assertThat(store.takeOver(1)).extracting(Work::pipeline).containsOnly(GOOD);
    assertThat(store.load(GOOD).orElseThrow().state().executions()).hasSize(2);
  }

  @Test
  void aPoisonedPipelineCanBeDeletedAndMadeAgain() {
    poison("update pipelines set unit = 'null' where name = 'bad'");
    assertThatThrownBy(() -> store.load(BAD)).isInstanceOf(PortException.class);
    awaitNamed(BAD.toString());

    assertThat(store.delete(BAD, Samples.AT)).isTrue();

    assertThat(store.load(BAD)).isEmpty();
    Commit again =
        new Commit(
            BAD,
            0,
            Samples.unit(BAD),
            Set.of(),
            List.of(),
            List.of(),
            List.of(),
            Optional.of(new NewVersion(1, "{}", Map.of())),
            Map.of(),
            Samples.AT);
    assertThat(store.commit(again)).isPresent();
    assertThat(store.load(BAD)).isPresent();
  }

  @Test
  void poisonedWorkIsTakenAwayAndNamed() {
    poison("update work set effect = '{\"type\":\"Unheard\"}' where id = 'w-bad-1'");
    poison("update work set not_before = 'soon' where id = 'w-bad-2'");

    assertThat(store.takeOver(1)).extracting(Work::id).containsExactly("w-good-1", "w-good-2");

    assertNamed("work", "w-bad-1");
    assertNamed("work", "w-bad-2");
  }

  @Test
  void aPoisonedBuildIsLeftOut() {
    JdbcBuildStore builds = new JdbcBuildStore(database.get(), database.clock());
    builds.add(Samples.build("p", "u-1", 1, BuildStatus.IN_PROGRESS, Optional.empty()));
    builds.add(Samples.build("p", "u-2", 2, BuildStatus.IN_PROGRESS, Optional.empty()));
    poison("update builds set build = '[]' where uuid = 'u-1'");

    assertThat(builds.unfinished()).hasSize(1);
    assertThat(builds.find("p:u-1")).isEmpty();
    assertNamed("build", "p:u-1");
  }

  private void poison(String sql) {
    int rows = database.get().write(writer -> writer.update(sql));
    assertThat(rows).isEqualTo(1);
  }

  private void assertNamed(String what, String name) {
    awaitNamed(name);
    assertThat(store.quarantined())
        .filteredOn(row -> row.name().equals(name))
        .extracting(Quarantined::what, Quarantined::at)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(what, Samples.AT));
  }

  /** Naming does not wait for the disk; another write comes after it. */
  private void awaitNamed(String name) {
    database.get().write(sql -> 0);
    assertThat(store.quarantined()).extracting(Quarantined::name).contains(name);
  }
}
