package dev.baton.adapter.jdbc;

import dev.baton.model.pipeline.PipelineKey;
import java.util.Optional;

/** A pipeline's row: one life of its name. */
record UnitRow(
    long id, long rowVersion, int unfinished, long events, boolean deleted, String unit) {

  /** The newest life of a name, deleted or not. */
  static Optional<UnitRow> newest(Sql sql, PipelineKey key) {
    return sql.first(
        """
        select id, row_version, unfinished, events, deleted is not null, unit from pipelines
        where account = ? and region = ? and name = ? order by id desc limit 1
        """,
        row ->
            new UnitRow(
                row.getLong(1),
                row.getLong(2),
                row.getInt(3),
                row.getLong(4),
                row.getBoolean(5),
                row.getString(6)),
        key.account(),
        key.region(),
        key.name());
  }

  /** A deleted pipeline is there until its last execution has ended. */
  boolean isThere() {
    return !deleted || unfinished > 0;
  }
}
