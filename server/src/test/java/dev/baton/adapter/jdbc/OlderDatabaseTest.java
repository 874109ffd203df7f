package dev.baton.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.format.stored.Forms;
import dev.baton.model.build.Build;
import dev.baton.model.build.BuildStatus;
import dev.baton.model.build.BuildSummary;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.ExecutionStatus;
import dev.baton.model.execution.ExecutionSummary;
import dev.baton.model.execution.StageStatus;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.BuildStore;
import dev.baton.port.ExecutionStore;
import dev.baton.testkit.ManualClock;
import dev.baton.testkit.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that an older Baton has made is brought up to date, with what is in it. */
final class OlderDatabaseTest {

  private static final PipelineKey KEY = Samples.pipeline("shop");
  private static final ExecutionState TELLING =
      Samples.at(StageStatus.SUCCEEDED, Samples.telling(KEY, "telling", ExecutionStatus.STOPPED));
  private static final ExecutionState PLAIN =
      Samples.execution(KEY, "plain", ExecutionStatus.SUCCEEDED);
  private static final Build BUILD =
      Samples.build("p", "u-1", 7, BuildStatus.FAILED, Optional.of("action"));
  private static final Build RUNNING =
      Samples.build("p", "u-2", 8, BuildStatus.IN_PROGRESS, Optional.empty());

  @TempDir private Path directory;

  @BeforeEach
  void aDatabaseOfTheFirstSchema() {
    try (Sql sql = new Connections(file()).owner()) {
      new Migrations(file()).migrate(sql, Samples.AT, 1);
      sql.update(
          """
          insert into pipelines
            (id, account, region, name, row_version, version, unit, unfinished, events, created)
          values (1, ?, ?, ?, 1, 1, ?, 0, 0, ?)
          """,
          Samples.ACCOUNT,
          Samples.REGION,
          KEY.name(),
          Forms.unit().write(Samples.unit(KEY)),
          Samples.AT.toString());
      insert(sql, PLAIN.id(), Forms.execution().write(PLAIN));
      insert(sql, TELLING.id(), Forms.execution().write(TELLING));
      insert(sql, "poisoned", "{\"id\":7,");
      insert(sql, "empty", "{}");
      sql.update(
          "insert into action_executions (id, pipeline, execution, run) values ('a', 1, 1, '')");
      insert(sql, BUILD);
      insert(sql, RUNNING);
    }
  }

  private static void insert(Sql sql, String id, String state) {
    sql.update(
        """
        insert into executions (id, pipeline, account, region, version, status, unfinished, state)
        values (?, 1, ?, ?, 1, ?, 0, ?)
        """,
        id,
        Samples.ACCOUNT,
        Samples.REGION,
        id.equals("telling") ? "STOPPED" : "SUCCEEDED",
        state);
  }

  private static void insert(Sql sql, Build build) {
    sql.update(
        """
        insert into builds (id, uuid, account, region, project, action, unfinished, build)
        values (?, ?, ?, ?, ?, ?, 0, ?)
        """,
        build.id(),
        build.uuid(),
        build.account(),
        build.region(),
        build.project(),
        build.request().parentAction().orElse(null),
        Forms.build().write(build));
  }

  @Test
  void itsExecutionsAreListedAsIfTheyWereNew() {
    owning(
        database -> {
          ExecutionStore store = new JdbcExecutionStore(database, new ManualClock());
          assertThat(store.executions(KEY, Long.MAX_VALUE, 9))
              .extracting(ExecutionStore.Listed::summary)
              .containsExactly(ExecutionSummary.of(TELLING), ExecutionSummary.of(PLAIN));
          assertThat(store.succeededIn(KEY, "Build", Long.MAX_VALUE, 9))
              .extracting(listed -> listed.summary().id())
              .containsExactly("telling");
        });
  }

  @Test
  void itsStatesAreWhatTheyWere() {
    owning(
        database -> {
          ExecutionStore store = new JdbcExecutionStore(database, new ManualClock());
          assertThat(store.execution(KEY, "telling")).contains(TELLING);
          assertThat(store.execution(KEY, "plain")).contains(PLAIN);
          assertThat(store.execution(KEY, "poisoned")).isEmpty();
        });
  }

  @Test
  void itsBuildsAreListedAsIfTheyWereNew() {
    owning(
        database -> {
          BuildStore builds = new JdbcBuildStore(database, new ManualClock());
          assertThat(
                  builds.list(
                      Samples.ACCOUNT,
                      Samples.REGION,
                      Optional.empty(),
                      BuildStore.Order.OLDEST_FIRST,
                      BuildStore.Order.OLDEST_FIRST.begin(),
                      9))
              .extracting(BuildStore.Listed::summary)
              .containsExactly(BuildSummary.of(BUILD), BuildSummary.of(RUNNING));
          assertThat(builds.find(List.of(BUILD.id(), RUNNING.id())))
              .containsExactly(BUILD, RUNNING);
        });
  }

  @Test
  void aReaderLeavesItToAnOwner() {
    assertThat(Database.openForReading(file())).isEmpty();
  }

  private void owning(Consumer<Database> use) {
    try (Database database = Database.open(file(), new ManualClock())) {
      use.accept(database);
    }
  }

  private Path file() {
    return directory.resolve("baton.db");
  }
}
