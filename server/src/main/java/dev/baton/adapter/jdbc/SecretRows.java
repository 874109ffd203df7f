package dev.baton.adapter.jdbc;

import dev.baton.port.SecretStore.Deletion;
import dev.baton.port.SecretStore.Notes;
import dev.baton.port.SecretStore.Secret;
import dev.baton.port.SecretStore.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Secrets without their values, as rows. */
final class SecretRows {

  /** As Secrets Manager: the oldest versions without a stage go when there are more. */
  private static final int VERSIONS = 100;

  private static final String HEAD =
      "select id, name, arn, created, changed, description, key_name, policy, deletion_asked,"
          + " deletion_due from secrets ";

  private final SecretNames names;

  SecretRows(SecretNames names) {
    this.names = names;
  }

  /** A secret's row; the notes are without tags. */
  record Head(long id, String name, String arn, Instant created, Instant changed, Notes notes) {}

  /** By full ARN, else by name, which an ARN without its suffix ends with. */
  Optional<Head> find(Sql sql, String nameOrArn) {
    Optional<Head> byArn = sql.first(HEAD + "where arn = ?", SecretRows::head, nameOrArn);
    return byArn.or(
        () ->
            names
                .name(nameOrArn)
                .flatMap(name -> sql.first(HEAD + "where name = ?", SecretRows::head, name)));
  }

  List<Secret> list(Sql sql, int limit, String after, boolean deleted) {
    return sql
        .list(
            HEAD + "where name > ? and (deletion_due is null or ?) order by name limit ?",
            SecretRows::head,
            after,
            deleted ? 1 : 0,
            limit)
        .stream()
        .map(head -> described(sql, head))
        .toList();
  }

  private static Head head(ResultSet row) throws SQLException {
    Optional<String> asked = Optional.ofNullable(row.getString(9));
    long due = row.getLong(10);
    return new Head(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        Instant.parse(row.getString(4)),
        Instant.parse(row.getString(5)),
        new Notes(
            Optional.ofNullable(row.getString(6)),
            Optional.ofNullable(row.getString(7)),
            Map.of(),
            Optional.ofNullable(row.getString(8)),
            asked.map(at -> new Deletion(Instant.parse(at), Instant.ofEpochMilli(due)))));
  }

  Secret described(Sql sql, Head head) {
    Map<String, List<String>> stages =
        sql
            .list(
                "select version, stage from secret_stages where secret = ? order by stage",
                row -> Map.entry(row.getString(1), row.getString(2)),
                head.id())
            .stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    Map<String, Version> versions = new LinkedHashMap<>();
    sql.list(
            "select id, created from secret_versions where secret = ? order by rowid desc",
            row -> Map.entry(row.getString(1), Instant.parse(row.getString(2))),
            head.id())
        .forEach(
            row ->
                versions.put(
                    row.getKey(),
                    new Version(row.getValue(), stages.getOrDefault(row.getKey(), List.of()))));
    Notes notes =
        new Notes(
            head.notes().description(),
            head.notes().key(),
            tags(sql, head),
            head.notes().policy(),
            head.notes().deletion());
    return new Secret(head.name(), head.arn(), head.created(), head.changed(), notes, versions);
  }

  private static Map<String, String> tags(Sql sql, Head head) {
    return sql
        .list(
            "select key, value from secret_tags where secret = ?",
            row -> Map.entry(row.getString(1), row.getString(2)),
            head.id())
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Writes stages and notes; versions beyond the limit go. */
  void write(Sql sql, Head head, Secret secret, Instant at) {
    Notes notes = secret.notes();
    sql.update(
        """
        update secrets set changed = ?, description = ?, key_name = ?, policy = ?,
          deletion_asked = ?, deletion_due = ? where id = ?
        """,
        at.toString(),
        notes.description().orElse(null),
        notes.key().orElse(null),
        notes.policy().orElse(null),
        notes.deletion().map(deletion -> deletion.asked().toString()).orElse(null),
        notes.deletion().map(deletion -> deletion.due().toEpochMilli()).orElse(null),
        head.id());
    sql.update("delete from secret_tags where secret = ?", head.id());
    notes
        .tags()
        .forEach(
            (key, value) ->
                sql.update(
                    "insert into secret_tags (secret, key, value) values (?, ?, ?)",
                    head.id(),
                    key,
                    value));
    sql.update("delete from secret_stages where secret = ?", head.id());
    secret
        .versions()
        .forEach(
            (id, version) ->
                version
                    .stages()
                    .forEach(
                        stage ->
                            sql.update(
                                "insert into secret_stages (secret, stage, version)"
                                    + " values (?, ?, ?)",
                                head.id(),
                                stage,
                                id)));
    sql.update(
        """
        delete from secret_versions where secret = ?
          and id not in (select version from secret_stages where secret = ?)
          and rowid not in (
            select rowid from secret_versions where secret = ? order by rowid desc limit ?)
        """,
        head.id(),
        head.id(),
        head.id(),
        VERSIONS);
  }
}
