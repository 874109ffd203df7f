package dev.baton.adapter.jdbc;

import dev.baton.model.execution.ExecutionState;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ExecutionStore.Listed;
import dev.baton.port.ExecutionStore.ListedAction;
import dev.baton.port.ExecutionStore.ListedRule;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads executions and runs, newest first. Rows that cannot be read are left out and named. */
final class ExecutionLists {

  private static final String NEWEST_LIFE =
      "(select max(id) from pipelines where account = ? and region = ? and name = ?)";

  private final Database database;
  private final Quarantine quarantine;

  ExecutionLists(Database database, Quarantine quarantine) {
    this.database = database;
    this.quarantine = quarantine;
  }

  private record Row(long sequence, String id, String state) {}

  private record RunRow(long sequence, String id, String execution, int version, String run) {}

  Optional<ExecutionState> execution(PipelineKey key, String executionId) {
    return rows("where id = ?", executionId).stream()
        .map(this::state)
        .flatMap(Optional::stream)
        .filter(state -> state.pipeline().equals(key))
        .findFirst();
  }

  List<Listed> executions(PipelineKey key, long before, int limit) {
    return listed(
        rows(
            "where pipeline = " + NEWEST_LIFE + " and sequence < ? order by sequence desc limit ?",
            key.account(),
            key.region(),
            key.name(),
            before,
            limit));
  }

  List<Listed> executions(String account, String region, long before, int limit) {
    return listed(
        rows(
            "where account = ? and region = ? and sequence < ? order by sequence desc limit ?",
            account,
            region,
            before,
            limit));
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
                "select sequence, id, state from executions " + condition,
                row -> new Row(row.getLong(1), row.getString(2), row.getString(3)),
                parameters));
  }

  private List<Listed> listed(List<Row> rows) {
    return rows.stream()
        .flatMap(row -> state(row).map(state -> new Listed(row.sequence(), state)).stream())
        .toList();
  }

  private Optional<ExecutionState> state(Row row) {
    return quarantine.read(Forms.execution(), row.state(), "execution", row.id());
  }
}
