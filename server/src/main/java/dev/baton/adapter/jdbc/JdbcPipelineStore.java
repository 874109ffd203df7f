package dev.baton.adapter.jdbc;

import dev.baton.format.stored.Forms;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.PipelineStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Definitions that {@link JdbcExecutionStore} has stored. */
public final class JdbcPipelineStore implements PipelineStore {

  private static final String STORED =
      """
      select p.account, p.region, p.name, v.version, v.document, p.created, v.created, v.sources
      from pipelines p join pipeline_versions v on v.pipeline = p.id
      """;

  private final Database database;
  private final Unchanged<PipelineKey, Optional<Stored>> current;

  public JdbcPipelineStore(Database database) {
    this.database = database;
    this.current = new Unchanged<>(database);
  }

  @Override
  public Optional<Stored> current(PipelineKey key) {
    return current.of(key, () -> readCurrent(key));
  }

  private Optional<Stored> readCurrent(PipelineKey key) {
    return database.read(
        sql ->
            sql.first(
                STORED
                    + """
                    where p.account = ? and p.region = ? and p.name = ?
                      and p.deleted is null and v.version = p.version
                    """,
                JdbcPipelineStore::stored,
                key.account(),
                key.region(),
                key.name()));
  }

  @Override
  public Optional<Stored> version(PipelineKey key, int version) {
    // A name that was made again counts its versions from 1: the newest life's version is meant.
    return database.read(
        sql ->
            sql.first(
                STORED
                    + """
                    where p.id = (select max(id) from pipelines
                                  where account = ? and region = ? and name = ?)
                      and v.version = ?
                    """,
                JdbcPipelineStore::stored,
                key.account(),
                key.region(),
                key.name(),
                version));
  }

  @Override
  public void rememberSources(PipelineKey key, Map<String, String> sources) {
    String stored = Forms.texts().write(new Forms.Texts(sources));
    database.write(
        sql ->
            sql.update(
                """
                update pipeline_versions set sources = ? where (pipeline, version) in (
                  select id, version from pipelines
                  where account = ? and region = ? and name = ? and deleted is null)
                """,
                stored,
                key.account(),
                key.region(),
                key.name()));
  }

  @Override
  public List<Stored> list(String account, String region, int limit, String after) {
    return database.read(
        sql ->
            sql.list(
                STORED
                    + """
                    where p.account = ? and p.region = ? and p.name > ?
                      and p.deleted is null and v.version = p.version
                    order by p.name limit ?
                    """,
                JdbcPipelineStore::stored,
                account,
                region,
                after,
                limit));
  }

  private static Stored stored(ResultSet row) throws SQLException {
    return new Stored(
        new PipelineKey(row.getString(1), row.getString(2), row.getString(3)),
        row.getInt(4),
        row.getString(5),
        Instant.parse(row.getString(6)),
        Instant.parse(row.getString(7)),
        Forms.texts().read(row.getString(8)).texts());
  }
}
