package dev.baton.adapter.jdbc;

import dev.baton.format.stored.StoredJson;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.ExecutionStatus;
import dev.baton.model.execution.ExecutionSummary;
import dev.baton.model.execution.StageRun;
import dev.baton.model.execution.StageStatus;
import dev.baton.model.execution.Trigger;
import dev.baton.model.pipeline.PipelineDefinition.ExecutionMode;
import dev.baton.model.pipeline.PipelineKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An execution's summary as columns: what {@link ExecutionSummary} holds, as texts. */
record SummaryRow(
    long sequence,
    String id,
    PipelineKey pipeline,
    String mode,
    @Nullable String rollbackTarget,
    String triggerType,
    String triggerDetail,
    String status,
    String summaryText,
    String started,
    String updated,
    String revisions,
    @Nullable String stopReason) {

  /** Of an execution {@code e} and its pipeline {@code p}. */
  static final String SELECT =
      """
      select e.sequence, e.id, p.account, p.region, p.name, e.mode, e.rollback_target,
        e.trigger_type, e.trigger_detail, e.status, e.summary, e.started, e.updated, e.revisions,
        e.stop_reason
      """;

  static SummaryRow of(ResultSet row) throws SQLException {
    return new SummaryRow(
        row.getLong(1),
        row.getString(2),
        new PipelineKey(row.getString(3), row.getString(4), row.getString(5)),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getString(10),
        row.getString(11),
        row.getString(12),
        row.getString(13),
        row.getString(14),
        row.getString(15));
  }

  /**
   * What the columns say.
   *
   * @throws StoredJson.Unreadable when they are none of an execution's
   */
  ExecutionSummary summary() {
    try {
      return new ExecutionSummary(
          id,
          pipeline,
          ExecutionMode.valueOf(mode),
          Optional.ofNullable(rollbackTarget),
          new Trigger(triggerType, triggerDetail),
          ExecutionStatus.valueOf(status),
          summaryText,
          Instant.parse(started),
          Instant.parse(updated),
          RevisionLines.read(revisions),
          Optional.ofNullable(stopReason));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new StoredJson.Unreadable("not a stored summary: " + e.getMessage(), e);
    }
  }

  /** The column {@code succeeded}: stages' names hold no line break. */
  static String succeeded(ExecutionState execution) {
    return execution.stages().stream()
        .filter(stage -> stage.status() == StageStatus.SUCCEEDED)
        .map(StageRun::name)
        .collect(Collectors.joining("\n"));
  }
}
