package dev.baton.adapter.jdbc;

import dev.baton.port.ProjectStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Build projects in SQLite. */
public final class JdbcProjectStore implements ProjectStore {

  private static final String STORED =
      "select name, document, created, modified from projects where account = ? and region = ?";

  private final Database database;

  public JdbcProjectStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Stored> find(String account, String region, String name) {
    return database.read(
        sql ->
            sql.first(STORED + " and name = ?", JdbcProjectStore::stored, account, region, name));
  }

  @Override
  public void put(String account, String region, String name, String document, Instant at) {
    database.write(
        sql ->
            sql.update(
                """
                insert into projects (account, region, name, document, created, modified)
                values (?, ?, ?, ?, ?, ?)
                on conflict do update set document = excluded.document, modified = excluded.modified
                """,
                account,
                region,
                name,
                document,
                at.toString(),
                at.toString()));
  }

  @Override
  public boolean delete(String account, String region, String name) {
    return database.write(
        sql ->
            sql.update(
                    "delete from projects where account = ? and region = ? and name = ?",
                    account,
                    region,
                    name)
                > 0);
  }

  @Override
  public List<Stored> list(String account, String region, int limit, String after) {
    return database.read(
        sql ->
            sql.list(
                STORED + " and name > ? order by name limit ?",
                JdbcProjectStore::stored,
                account,
                region,
                after,
                limit));
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        row.getString(1),
        row.getString(2),
        Instant.parse(row.getString(3)),
        Instant.parse(row.getString(4)));
  }
}
