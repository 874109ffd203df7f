package dev.baton.adapter.jdbc;

import dev.baton.port.ParameterStore.Notes;
import java.util.Map;
import java.util.stream.Collectors;

/** The tags and labels of a parameter. */
final class ParameterNotes {

  private ParameterNotes() {}

  static Notes of(Sql sql, String name) {
    Map<String, String> tags =
        sql
            .list(
                "select key, value from parameter_tags where name = ?",
                row -> Map.entry(row.getString(1), row.getString(2)),
                name)
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    Map<String, Long> labels =
        sql
            .list(
                "select label, version from parameter_labels where name = ?",
                row -> Map.entry(row.getString(1), row.getLong(2)),
                name)
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return new Notes(tags, labels);
  }

  /** Writes these in the stead of those before. */
  static void write(Sql sql, String name, Notes notes) {
    sql.update("delete from parameter_tags where name = ?", name);
    sql.update("delete from parameter_labels where name = ?", name);
    notes
        .tags()
        .forEach(
            (key, value) ->
                sql.update(
                    "insert into parameter_tags (name, key, value) values (?, ?, ?)",
                    name,
                    key,
                    value));
    notes
        .labels()
        .forEach(
            (label, version) ->
                sql.update(
                    "insert into parameter_labels (name, label, version) values (?, ?, ?)",
                    name,
                    label,
                    version));
  }
}
