package dev.baton.adapter.jdbc;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.artifact.Digest;
import dev.baton.port.ArtifactCatalogue;
import dev.baton.port.IdSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The artifact catalogue in SQLite. */
public final class JdbcArtifactCatalogue implements ArtifactCatalogue {

  private static final String ENTRY =
      "select bucket, key, version, digest, size, created from artifacts ";

  private final Database database;
  private final IdSource ids;

  public JdbcArtifactCatalogue(Database database, IdSource ids) {
    this.database = database;
    this.ids = ids;
  }

  @Override
  public Entry put(ArtifactLocation location, Digest digest, long size, Instant at) {
    Entry entry = new Entry(location, ids.uuid(), digest, size, at);
    database.write(
        sql ->
            sql.update(
                """
                insert into artifacts (bucket, key, version, digest, size, created)
                values (?, ?, ?, ?, ?, ?)
                """,
                location.bucket(),
                location.key(),
                entry.version(),
                digest.hex(),
                size,
                at.toString()));
    return entry;
  }

  @Override
  public Optional<Entry> latest(ArtifactLocation location) {
    return database.read(
        sql ->
            sql.first(
                ENTRY + "where bucket = ? and key = ? order by sequence desc limit 1",
                JdbcArtifactCatalogue::entry,
                location.bucket(),
                location.key()));
  }

  @Override
  public Optional<Entry> version(ArtifactLocation location, String version) {
    return database.read(
        sql ->
            sql.first(
                ENTRY + "where bucket = ? and key = ? and version = ?",
                JdbcArtifactCatalogue::entry,
                location.bucket(),
                location.key(),
                version));
  }

  @Override
  public List<Entry> list(String bucket, String prefix, int limit) {
    return database.read(
        sql ->
            sql.list(
                ENTRY
                    + """
                    where bucket = ? and key >= ? and key < ? and sequence =
                      (select max(sequence) from artifacts newer
                       where newer.bucket = artifacts.bucket and newer.key = artifacts.key)
                    order by key limit ?
                    """,
                JdbcArtifactCatalogue::entry,
                bucket,
                prefix,
                Prefix.end(prefix),
                limit));
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        new ArtifactLocation(row.getString(1), row.getString(2)),
        row.getString(3),
        new Digest(row.getString(4)),
        row.getLong(5),
        Instant.parse(row.getString(6)));
  }
}
