package dev.baton.adapter.jdbc;

import dev.baton.format.stored.Forms;
import dev.baton.model.execution.Event;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ChangedRuns;
import dev.baton.port.ExecutionStore.Commit;
import dev.baton.port.ExecutionStore.NewVersion;
import dev.baton.port.ExecutionStore.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a decision's rows, within one transaction. */
final class ExecutionRows {

  private volatile long epoch;

  /** The epoch of work that is written from now on. */
  void epoch(long current) {
    epoch = current;
  }

  /** A commit with its texts made, outside of the writer: it has one thread for everybody. */
  record Encoded(
      Commit commit,
      String unit,
      List<Execution> executions,
      List<EncodedEvent> events,
      List<Run> actions,
      List<Run> rules,
      List<EncodedWork> work) {}

  private record Execution(ExecutionState state, String revisions, String succeeded, String text) {

    static Execution of(ExecutionState state) {
      return new Execution(
          state,
          RevisionLines.write(state.revisions()),
          SummaryRow.succeeded(state),
          Forms.execution().write(state));
    }

    int unfinished() {
      return state.status().isTerminal() ? 0 : 1;
    }

    @Nullable String stopReason() {
      return state.stop().map(ExecutionState.StopRequest::reason).orElse(null);
    }
  }

  private record EncodedEvent(Optional<String> execution, String event) {}

  private record Run(String id, String executionId, String run) {}

  private record EncodedWork(Work work, String effect) {}

  static Encoded encode(Commit commit) {
    ChangedRuns changed = ChangedRuns.of(commit);
    List<Execution> executions = new ArrayList<>();
    for (String id : commit.touched()) {
      executions.add(Execution.of(commit.touched(id)));
    }
    List<EncodedEvent> events = new ArrayList<>();
    for (Event event : commit.events()) {
      events.add(new EncodedEvent(event.execution(), Forms.event().write(event)));
    }
    List<Run> actions = new ArrayList<>();
    for (ChangedRuns.Action each : changed.actions()) {
      String run = Forms.action().write(each.run());
      actions.add(new Run(each.run().id(), each.execution().id(), run));
    }
    List<Run> rules = new ArrayList<>();
    for (ChangedRuns.Rule each : changed.rules()) {
      rules.add(new Run(each.run().id(), each.execution().id(), Forms.rule().write(each.run())));
    }
    List<EncodedWork> work = new ArrayList<>();
    for (Work each : commit.work()) {
      if (!each.pipeline().equals(commit.key())) {
        throw new IllegalArgumentException(
            "a commit of " + commit.key() + " brings work of " + each.pipeline());
      }
      work.add(new EncodedWork(each, Forms.effect().write(each.effect())));
    }
    String unit = Forms.unit().write(Poison.withExecutions(commit.state(), Map.of()));
    return new Encoded(commit, unit, executions, events, actions, rules, work);
  }

  /** The new row version; empty when the commit comes too late. */
  Optional<Long> write(Sql sql, Encoded encoded) {
    Commit commit = encoded.commit();
    Optional<UnitRow> newest = UnitRow.newest(sql, commit.key());
    Optional<UnitRow> unit =
        commit.expectedRowVersion() == 0
            ? created(sql, commit, newest)
            : newest.filter(row -> row.rowVersion() == commit.expectedRowVersion());
    return unit.filter(row -> tokensAreNew(sql, commit, row.id()))
        .map(row -> write(sql, encoded, row));
  }

  private static boolean tokensAreNew(Sql sql, Commit commit, long pipeline) {
    return commit.clientTokens().keySet().stream()
        .noneMatch(
            token ->
                sql.first(
                        "select 1 from client_tokens where pipeline = ? and token = ?",
                        row -> true,
                        pipeline,
                        token)
                    .isPresent());
  }

  private static Optional<UnitRow> created(Sql sql, Commit commit, Optional<UnitRow> before) {
    PipelineKey key = commit.key();
    NewVersion version =
        commit
            .newVersion()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "a commit that creates " + key + " must bring a definition"));
    if (before.isPresent() && before.get().isThere()) {
      return Optional.empty();
    }
    // Row versions go on from the last life's: what was read of that one must not commit to this.
    long rowVersion = before.map(UnitRow::rowVersion).orElse(0L);
    sql.update(
        """
        insert into pipelines
          (account, region, name, row_version, version, unit, unfinished, events, created)
        values (?, ?, ?, ?, ?, '', 0, 0, ?)
        """,
        key.account(),
        key.region(),
        key.name(),
        rowVersion,
        version.version(),
        commit.at().toString());
    return UnitRow.newest(sql, key);
  }

  private long write(Sql sql, Encoded encoded, UnitRow unit) {
    Commit commit = encoded.commit();
    commit.newVersion().ifPresent(version -> insertVersion(sql, unit.id(), version, commit));
    int started = 0;
    for (Execution execution : encoded.executions()) {
      started += put(sql, unit.id(), commit.key(), execution);
    }
    long number = unit.events();
    for (EncodedEvent event : encoded.events()) {
      sql.update(
          "insert into events (pipeline, number, execution, event) values (?, ?, ?, ?)",
          unit.id(),
          ++number,
          event.execution().orElse(null),
          event.event());
    }
    for (Run run : encoded.actions()) {
      put(sql, "action_executions", unit.id(), run);
    }
    for (Run run : encoded.rules()) {
      put(sql, "rule_executions", unit.id(), run);
    }
    commit.clientTokens().forEach((token, id) -> insertToken(sql, unit.id(), token, id));
    putWork(sql, encoded, unit.id());
    sql.update(
        """
        update pipelines set row_version = row_version + 1, unit = ?,
          unfinished = unfinished + ?, events = ?, version = ? where id = ?
        """,
        encoded.unit(),
        started,
        number,
        commit.state().currentVersion(),
        unit.id());
    if (unit.deleted()) {
      forgetWorkOfDead(sql, unit.id());
    }
    return unit.rowVersion() + 1;
  }

  private static void insertVersion(Sql sql, long pipeline, NewVersion version, Commit commit) {
    sql.update(
        """
        insert into pipeline_versions (pipeline, version, document, sources, created)
        values (?, ?, ?, ?, ?)
        """,
        pipeline,
        version.version(),
        version.document(),
        Forms.texts().write(new Forms.Texts(version.sources())),
        commit.at().toString());
  }

  private static void insertToken(Sql sql, long pipeline, String token, String execution) {
    sql.update(
        "insert into client_tokens (pipeline, token, execution) values (?, ?, ?)",
        pipeline,
        token,
        execution);
  }

  /** By how much the number of unfinished executions changes. */
  private static int put(Sql sql, long pipeline, PipelineKey key, Execution execution) {
    record Before(long sequence, long pipeline, int unfinished, String succeeded) {}
    String id = execution.state().id();
    Optional<Before> before =
        sql.first(
            "select sequence, pipeline, unfinished, succeeded from executions where id = ?",
            row -> new Before(row.getLong(1), row.getLong(2), row.getInt(3), row.getString(4)),
            id);
    if (before.isEmpty()) {
      long sequence = insert(sql, pipeline, key, execution);
      putSuccesses(sql, pipeline, sequence, "", execution.succeeded());
      return execution.unfinished();
    }
    if (before.get().pipeline() != pipeline) {
      throw new IllegalArgumentException(
          "the execution " + id + " belongs to another pipeline than " + key);
    }
    update(sql, before.get().sequence(), execution);
    putSuccesses(
        sql, pipeline, before.get().sequence(), before.get().succeeded(), execution.succeeded());
    return execution.unfinished() - before.get().unfinished();
  }

  private static long insert(Sql sql, long pipeline, PipelineKey key, Execution execution) {
    ExecutionState state = execution.state();
    return sql.first(
            """
            insert into executions (id, pipeline, account, region, version, status, unfinished,
              mode, rollback_target, trigger_type, trigger_detail, summary, started, updated,
              revisions, stop_reason, succeeded, state)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning sequence
            """,
            row -> row.getLong(1),
            state.id(),
            pipeline,
            key.account(),
            key.region(),
            state.version(),
            state.status().name(),
            execution.unfinished(),
            state.mode().name(),
            state.rollbackTarget().orElse(null),
            state.trigger().type(),
            state.trigger().detail(),
            state.summary(),
            state.startedAt().toString(),
            state.updatedAt().toString(),
            execution.revisions(),
            execution.stopReason(),
            execution.succeeded(),
            execution.text())
        .orElseThrow();
  }

  /** What an execution was started with does not change. */
  private static void update(Sql sql, long sequence, Execution execution) {
    ExecutionState state = execution.state();
    sql.update(
        """
        update executions set version = ?, status = ?, unfinished = ?, summary = ?, updated = ?,
          revisions = ?, stop_reason = ?, succeeded = ?, state = ? where sequence = ?
        """,
        state.version(),
        state.status().name(),
        execution.unfinished(),
        state.summary(),
        state.updatedAt().toString(),
        execution.revisions(),
        execution.stopReason(),
        execution.succeeded(),
        execution.text(),
        sequence);
  }

  private static void putSuccesses(
      Sql sql, long pipeline, long execution, String before, String now) {
    if (now.equals(before)) {
      return;
    }
    List<String> gone = before.lines().toList();
    List<String> come = now.lines().toList();
    for (String stage : gone) {
      if (!come.contains(stage)) {
        sql.update(
            "delete from stage_successes where pipeline = ? and stage = ? and execution = ?",
            pipeline,
            stage,
            execution);
      }
    }
    for (String stage : come) {
      if (!gone.contains(stage)) {
        sql.update(
            "insert into stage_successes (pipeline, stage, execution) values (?, ?, ?)",
            pipeline,
            stage,
            execution);
      }
    }
  }

  private static void put(Sql sql, String table, long pipeline, Run run) {
    sql.update(
        "insert into "
            + table
            + " (id, pipeline, execution, run)"
            + " values (?, ?, (select sequence from executions where id = ?), ?)"
            + " on conflict (id) do update set run = excluded.run",
        run.id(),
        pipeline,
        run.executionId(),
        run.run());
  }

  private void putWork(Sql sql, Encoded encoded, long pipeline) {
    for (String id : encoded.commit().done()) {
      sql.update("delete from work where id = ?", id);
    }
    for (EncodedWork each : encoded.work()) {
      Work work = each.work();
      sql.update(
          """
          insert or replace into work (id, pipeline, effect, not_before, begun, epoch)
          values (?, ?, ?, ?, ?, ?)
          """,
          work.id(),
          pipeline,
          each.effect(),
          work.notBefore().toString(),
          work.begun() ? 1 : 0,
          epoch);
    }
  }

  /** A deleted pipeline without unfinished executions has nothing more to do. */
  static void forgetWorkOfDead(Sql sql, long pipeline) {
    sql.update(
        """
        delete from work where pipeline = ? and exists (
          select 1 from pipelines where id = ? and deleted is not null and unfinished = 0)
        """,
        pipeline,
        pipeline);
  }
}
