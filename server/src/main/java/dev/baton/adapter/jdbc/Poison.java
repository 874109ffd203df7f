package dev.baton.adapter.jdbc;

import dev.baton.format.stored.Forms;
import dev.baton.format.stored.StoredJson;
import dev.baton.model.execution.Effect;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.execution.PipelineState.StageGate;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ExecutionStore.Work;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes rows that cannot be read out of what is carried on, so that their pipeline moves without
 * them.
 */
final class Poison {

  private final Database database;
  private final Quarantine quarantine;

  Poison(Database database, Quarantine quarantine) {
    this.database = database;
    this.quarantine = quarantine;
  }

  /** Whether a pipeline's own row cannot be read. */
  static boolean isSetAside(Sql sql, PipelineKey key) {
    return sql.first(
            "select 1 from quarantine where what = 'pipeline' and name = ?",
            row -> true,
            key.toString())
        .isPresent();
  }

  static PipelineState withExecutions(PipelineState unit, Map<String, ExecutionState> executions) {
    return new PipelineState(
        unit.key(), unit.currentVersion(), unit.gates(), executions, unit.lastRevisions());
  }

  /**
   * An unfinished execution that cannot be read leaves the stages that it holds, and its work goes.
   */
  void setAside(PipelineKey key, Quarantine.Bad bad) {
    quarantine.log(bad);
    database.write(sql -> setAside(sql, key, bad));
  }

  private int setAside(Sql sql, PipelineKey key, Quarantine.Bad bad) {
    quarantine.insert(sql, bad);
    int changed =
        sql.update(
            "update executions set unfinished = 0 where id = ? and unfinished = 1", bad.name());
    Optional<UnitRow> unit = UnitRow.newest(sql, key);
    if (changed == 0 || unit.isEmpty()) {
      return 0;
    }
    PipelineState state = Forms.unit().read(unit.get().unit());
    sql.update(
        """
        update pipelines set unit = ?, unfinished = unfinished - 1, row_version = row_version + 1
        where id = ?
        """,
        Forms.unit().write(without(state, bad.name())),
        unit.get().id());
    for (WorkRow row : workRows(sql)) {
      if (row.pipeline().equals(key) && isOf(row, bad.name())) {
        sql.update("delete from work where id = ?", row.id());
      }
    }
    return changed;
  }

  private static boolean isOf(WorkRow row, String executionId) {
    try {
      return executionOf(Forms.effect().read(row.effect())).equals(Optional.of(executionId));
    } catch (StoredJson.Unreadable e) {
      return false; // It is named when work is taken over.
    }
  }

  private static Optional<String> executionOf(Effect effect) {
    return switch (effect) {
      case Effect.RunAction e -> Optional.of(e.executionId());
      case Effect.RunRule e -> Optional.of(e.executionId());
      case Effect.AbandonAction e -> Optional.of(e.executionId());
      case Effect.AbandonRule e -> Optional.of(e.executionId());
      case Effect.StartRollback e -> Optional.of(e.causeExecutionId());
      case Effect.SetTimer _, Effect.CancelTimer _ -> Optional.empty();
    };
  }

  private static PipelineState without(PipelineState unit, String executionId) {
    Map<String, StageGate> gates = new LinkedHashMap<>();
    unit.gates()
        .forEach(
            (stage, gate) ->
                gates.put(
                    stage,
                    new StageGate(
                        gate.transition(),
                        gate.holder().filter(id -> !id.equals(executionId)),
                        gate.waiting().stream().filter(id -> !id.equals(executionId)).toList(),
                        gate.latestEntered().filter(id -> !id.equals(executionId)),
                        gate.latestSucceeded().filter(id -> !id.equals(executionId)))));
    return new PipelineState(
        unit.key(), unit.currentVersion(), gates, Map.of(), unit.lastRevisions());
  }

  private record WorkRow(
      String id, PipelineKey pipeline, String effect, String notBefore, boolean begun) {}

  /** Every work row that can be read, oldest first; the others are named and taken away. */
  List<Work> readableWork(Sql sql) {
    List<Work> work = new ArrayList<>();
    for (WorkRow row : workRows(sql)) {
      try {
        work.add(
            new Work(
                row.id(),
                row.pipeline(),
                Forms.effect().read(row.effect()),
                Instant.parse(row.notBefore()),
                row.begun()));
      } catch (StoredJson.Unreadable | DateTimeException e) {
        String why = e instanceof StoredJson.Unreadable u ? Quarantine.describe(u) : e.toString();
        Quarantine.Bad bad = new Quarantine.Bad("work", row.id(), why);
        quarantine.log(bad);
        quarantine.insert(sql, bad);
        sql.update("delete from work where id = ?", row.id());
      }
    }
    return List.copyOf(work);
  }

  /** Work of pipelines that are set aside is left where it is. */
  private static List<WorkRow> workRows(Sql sql) {
    return sql.list(
        """
        select w.id, p.account, p.region, p.name, w.effect, w.not_before, w.begun
        from work w join pipelines p on p.id = w.pipeline
        where not exists (
          select 1 from quarantine q where q.what = 'pipeline'
            and q.name = p.account || '/' || p.region || '/' || p.name)
        order by w.sequence
        """,
        row ->
            new WorkRow(
                row.getString(1),
                new PipelineKey(row.getString(2), row.getString(3), row.getString(4)),
                row.getString(5),
                row.getString(6),
                row.getBoolean(7)));
  }
}
