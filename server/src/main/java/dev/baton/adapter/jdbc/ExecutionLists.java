package dev.baton.adapter.jdbc;

import dev.baton.format.stored.Forms;
import dev.baton.format.stored.Remembered;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ExecutionStore.Listed;
import dev.baton.port.ExecutionStore.ListedAction;
import dev.baton.port.ExecutionStore.ListedRule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads executions and runs, newest first. Rows that cannot be read are left out and named. Lists
 * of executions are read from the columns that are kept for them: a state may be a thousand times
 * as long.
 */
final class ExecutionLists {

  private static final String NEWEST_LIFE =
      "(select max(id) from pipelines where account = ? and region = ? and name = ?)";

  private static final String NOT_SET_ASIDE =
      "not exists (select 1 from quarantine q where q.what = 'execution' and q.name = e.id)";

  private final Database database;
  private final Quarantine quarantine;
  private final Remembered<ExecutionState> states;
  private final Unchanged<String, List<ExecutionState>> byId;

  ExecutionLists(Database database, Quarantine quarantine, Remembered<ExecutionState> states) {
    this.database = database;
    this.quarantine = quarantine;
    this.states = states;
    this.byId = new Unchanged<>(database);
  }

  private record Row(String id, String state) {}

  private record RunRow(long sequence, String id, String execution, int version, String run) {}

  Optional<ExecutionState> execution(PipelineKey key, String executionId) {
    return byId.of(executionId, () -> byId(executionId)).stream()
        .filter(state -> state.pipeline().equals(key))
        .findFirst();
  }

  private List<ExecutionState> byId(String executionId) {
    return rows("where id = ?", executionId).stream()
        .map(this::state)
        .flatMap(Optional::stream)
        .toList();
  }

  List<Listed> executions(PipelineKey key, long before, int limit) {
    return summaries(
        "executions e",
        "e.pipeline = " + NEWEST_LIFE + " and e.sequence < ? order by e.sequence desc limit ?",
        key.account(),
        key.region(),
        key.name(),
        before,
        limit);
  }

  List<Listed> succeededIn(PipelineKey key, String stage, long before, int limit) {
    return summaries(
        "stage_successes s cross join executions e on e.sequence = s.execution",
        "s.pipeline = "
            + NEWEST_LIFE
            + " and s.stage = ? and s.execution < ? order by s.execution desc limit ?",
        key.account(),
        key.region(),
        key.name(),
        stage,
        before,
        limit);
  }

  List<Listed> executions(String account, String region, long before, int limit) {
    return summaries(
        "executions e",
        "e.account = ? and e.region = ? and e.sequence < ? order by e.sequence desc limit ?",
        account,
        region,
        before,
        limit);
  }

  /** The first table is the outer loop (cross join): its index has the order of the list. */
  private List<Listed> summaries(String from, String condition, @Nullable Object... parameters) {
    return database
        .read(
            sql ->
                sql.list(
                    SummaryRow.SELECT
                        + "from "
                        + from
                        + " cross join pipelines p on p.id = e.pipeline where "
                        + NOT_SET_ASIDE
                        + " and "
                        + condition,
                    SummaryRow::of,
                    parameters))
        .stream()
        .flatMap(
            row ->
                quarantine
                    .read(row::summary, "execution", row.id())
                    .map(summary -> new Listed(row.sequence(), summary))
                    .stream())
        .toList();
  }

  List<ExecutionState> byPrefix(String account, String region, String prefix) {
    return rows(
            "where id >= ? and id < ? and account = ? and region = ? order by id limit 2",
            prefix,
            Prefix.end(prefix),
            account,
            region)
        .stream()
        .map(this::state)
        .flatMap(Optional::stream)
        .toList();
  }

  Optional<String> byClientToken(PipelineKey key, String token) {
    return database.read(
        sql ->
            sql.first(
                """
                select t.execution from pipelines p join client_tokens t on t.pipeline = p.id
                where p.account = ? and p.region = ? and p.name = ? and p.deleted is null
                  and t.token = ?
                """,
                row -> row.getString(1),
                key.account(),
                key.region(),
                key.name(),
                token));
  }

  List<ListedAction> actions(PipelineKey key, long before, int limit) {
    return runs("action_executions", key, before, limit).stream()
        .flatMap(
            row ->
                quarantine
                    .read(Forms.action(), row.run(), "action execution", row.id())
                    .map(
                        run ->
                            new ListedAction(row.sequence(), row.execution(), row.version(), run))
                    .stream())
        .toList();
  }

  List<ListedRule> rules(PipelineKey key, long before, int limit) {
    return runs("rule_executions", key, before, limit).stream()
        .flatMap(
            row ->
                quarantine
                    .read(Forms.rule(), row.run(), "rule execution", row.id())
                    .map(run -> new ListedRule(row.sequence(), row.execution(), row.version(), run))
                    .stream())
        .toList();
  }

  private List<RunRow> runs(String table, PipelineKey key, long before, int limit) {
    return database.read(
        sql ->
            sql.list(
                "select r.sequence, r.id, e.id, e.version, r.run from "
                    + table
                    + " r join executions e on e.sequence = r.execution where r.pipeline = "
                    + NEWEST_LIFE
                    + " and r.sequence < ? order by r.sequence desc limit ?",
                row ->
                    new RunRow(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getString(5)),
                key.account(),
                key.region(),
                key.name(),
                before,
                limit));
  }

  private List<Row> rows(String condition, @Nullable Object... parameters) {
    return database.read(
        sql ->
            sql.list(
                "select id, state from executions " + condition,
                row -> new Row(row.getString(1), row.getString(2)),
                parameters));
  }

  private Optional<ExecutionState> state(Row row) {
    return quarantine.read(
        () -> states.of(row.state(), () -> Forms.execution().read(row.state())),
        "execution",
        row.id());
  }
}
