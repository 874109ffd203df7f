package dev.baton.adapter.jdbc;

import dev.baton.format.stored.Forms;
import dev.baton.format.stored.Remembered;
import dev.baton.format.stored.StoredJson;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ExecutionStore;
import dev.baton.port.PortException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pipelines, executions and work in SQLite. Starting and claiming touch unfinished rows only, by
 * their index.
 */
public final class JdbcExecutionStore implements ExecutionStore {

  private final Database database;
  private final Quarantine quarantine;
  private final ExecutionRows rows;
  private final ExecutionLists lists;
  private final Poison poison;
  private final Unchanged<PipelineKey, Optional<Loaded>> loaded;
  private final Remembered<PipelineState> units = new Remembered<>();
  private final Remembered<ExecutionState> states = new Remembered<>();

  public JdbcExecutionStore(Database database, InstantSource clock) {
    this.database = database;
    this.loaded = new Unchanged<>(database);
    this.quarantine = new Quarantine(database, clock);
    this.rows = new ExecutionRows();
    this.lists = new ExecutionLists(database, quarantine, states);
    this.poison = new Poison(database, quarantine);
  }

  @Override
  public Optional<Loaded> load(PipelineKey key) {
    return loaded.of(key, () -> readLoaded(key));
  }

  private Optional<Loaded> readLoaded(PipelineKey key) {
    Reading reading = database.read(sql -> reading(sql, key));
    if (reading.bad().isEmpty()) {
      return reading.loaded();
    }
    if (!database.isOwner()) {
      reading.bad().forEach(quarantine::note);
      return reading.loaded();
    }
    reading.bad().forEach(bad -> poison.setAside(key, bad));
    return database.read(sql -> reading(sql, key)).loaded();
  }

  private record Reading(Optional<Loaded> loaded, List<Quarantine.Bad> bad) {}

  private Reading reading(Sql sql, PipelineKey key) {
    Optional<UnitRow> found = UnitRow.newest(sql, key).filter(UnitRow::isThere);
    if (found.isEmpty()) {
      return new Reading(Optional.empty(), List.of());
    }
    UnitRow unit = found.get();
    List<Quarantine.Bad> bad = new ArrayList<>();
    Map<String, ExecutionState> executions = new LinkedHashMap<>();
    record Row(String id, String state) {}
    for (Row row :
        sql.list(
            "select id, state from executions where pipeline = ? and unfinished = 1 order by"
                + " sequence",
            row -> new Row(row.getString(1), row.getString(2)),
            unit.id())) {
      try {
        executions.put(row.id(), states.of(row.state(), () -> Forms.execution().read(row.state())));
      } catch (StoredJson.Unreadable e) {
        bad.add(new Quarantine.Bad("execution", row.id(), Quarantine.describe(e)));
      }
    }
    PipelineState state = Poison.withExecutions(unit(key, unit), executions);
    return new Reading(Optional.of(new Loaded(state, unit.rowVersion())), bad);
  }

  private PipelineState unit(PipelineKey key, UnitRow row) {
    return quarantine
        .read(
            () -> units.of(row.unit(), () -> Forms.unit().read(row.unit())),
            "pipeline",
            key.toString())
        .orElseThrow(
            () ->
                new PortException(
                    "The state of the pipeline "
                        + key
                        + " cannot be read; it is set aside and can only be deleted",
                    false));
  }

  @Override
  public Optional<ExecutionState> execution(PipelineKey key, String executionId) {
    return lists.execution(key, executionId);
  }

  @Override
  public Optional<Long> commit(Commit commit) {
    ExecutionRows.Encoded encoded = ExecutionRows.encode(commit);
    return database.write(sql -> rows.write(sql, encoded));
  }

  @Override
  public boolean delete(PipelineKey key, Instant at) {
    return database.write(
        sql -> {
          Optional<UnitRow> live = UnitRow.newest(sql, key).filter(unit -> !unit.deleted());
          live.ifPresent(unit -> delete(sql, key, unit, at));
          return live.isPresent();
        });
  }

  private static void delete(Sql sql, PipelineKey key, UnitRow unit, Instant at) {
    if (Poison.isSetAside(sql, key)) {
      // Nobody can carry its executions on: they end with their pipeline.
      sql.update(
          "update executions set unfinished = 0 where pipeline = ? and unfinished = 1", unit.id());
      sql.update("update pipelines set unfinished = 0 where id = ?", unit.id());
      sql.update("delete from quarantine where what = 'pipeline' and name = ?", key.toString());
    }
    sql.update(
        "update pipelines set deleted = ?, row_version = row_version + 1 where id = ?",
        at.toString(),
        unit.id());
    ExecutionRows.forgetWorkOfDead(sql, unit.id());
  }

  @Override
  public List<PipelineKey> unfinished() {
    return database.read(
        sql ->
            sql.list(
                """
                select account, region, name from pipelines
                where unfinished > 0 and not exists (
                  select 1 from quarantine
                  where what = 'pipeline' and quarantine.name = account || '/' || region || '/' || pipelines.name)
                order by id
                """,
                row -> new PipelineKey(row.getString(1), row.getString(2), row.getString(3))));
  }

  @Override
  public List<Work> takeOver(long epoch) {
    rows.epoch(epoch);
    return database.write(
        sql -> {
          sql.update("update work set epoch = ?", epoch);
          return poison.readableWork(sql);
        });
  }

  @Override
  public boolean begun(String workId) {
    return database.write(sql -> sql.update("update work set begun = 1 where id = ?", workId) > 0);
  }

  @Override
  public List<Listed> executions(PipelineKey key, long before, int limit) {
    return lists.executions(key, before, limit);
  }

  @Override
  public List<Listed> succeededIn(PipelineKey key, String stage, long before, int limit) {
    return lists.succeededIn(key, stage, before, limit);
  }

  @Override
  public List<Listed> executions(String account, String region, long before, int limit) {
    return lists.executions(account, region, before, limit);
  }

  @Override
  public List<ExecutionState> byPrefix(String account, String region, String prefix) {
    return lists.byPrefix(account, region, prefix);
  }

  @Override
  public Optional<String> byClientToken(PipelineKey key, String token) {
    return lists.byClientToken(key, token);
  }

  @Override
  public List<ListedAction> actions(PipelineKey key, long before, int limit) {
    return lists.actions(key, before, limit);
  }

  @Override
  public List<ListedRule> rules(PipelineKey key, long before, int limit) {
    return lists.rules(key, before, limit);
  }

  @Override
  public List<Quarantined> quarantined() {
    return quarantine.all();
  }
}
