package dev.baton.adapter.jdbc;

import dev.baton.model.build.Build;
import dev.baton.port.BuildStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builds in SQLite. A build that cannot be read is named and left out; the others go on. */
public final class JdbcBuildStore implements BuildStore {

  private final Database database;
  private final Quarantine quarantine;

  public JdbcBuildStore(Database database, InstantSource clock) {
    this.database = database;
    this.quarantine = new Quarantine(database, clock);
  }

  @Override
  public long nextNumber(String account, String region, String project) {
    return database.write(
        sql ->
            sql.first(
                    """
                    insert into build_numbers (account, region, project, number)
                    values (?, ?, ?, 1)
                    on conflict do update set number = number + 1 returning number
                    """,
                    row -> row.getLong(1),
                    account,
                    region,
                    project)
                .orElseThrow());
  }

  @Override
  public void add(Build build) {
    String text = Forms.build().write(build);
    database.write(sql -> insert(sql, build, text));
  }

  private static int insert(Sql sql, Build build, String text) {
    int added =
        sql.update(
            """
            insert into builds
              (id, uuid, account, region, project, action, unfinished, build)
            values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing
            """,
            build.id(),
            build.uuid(),
            build.account(),
            build.region(),
            build.project(),
            build.request().parentAction().orElse(null),
            build.isComplete() ? 0 : 1,
            text);
    if (added == 0) {
      throw new IllegalArgumentException("there is a build " + build.id() + " already");
    }
    return added;
  }

  @Override
  public void save(Build build) {
    String text = Forms.build().write(build);
    database.write(sql -> update(sql, build, text));
  }

  @Override
  public void saveSoon(Build build) {
    String text = Forms.build().write(build);
    database.writeSoon("the build " + build.id(), sql -> update(sql, build, text));
  }

  private static int update(Sql sql, Build build, String text) {
    int changed =
        sql.update(
            "update builds set unfinished = ?, build = ? where id = ?",
            build.isComplete() ? 0 : 1,
            text,
            build.id());
    if (changed == 0) {
      throw new IllegalArgumentException("there is no build " + build.id());
    }
    return changed;
  }

  @Override
  public Optional<Build> find(String id) {
    return builds("where id = ?", id).stream().map(Listed::build).findFirst();
  }

  @Override
  public List<Build> byPrefix(String account, String region, String prefix) {
    String end = Prefix.end(prefix);
    return builds(
            """
            where ((id >= ? and id < ?) or (uuid >= ? and uuid < ?))
              and account = ? and region = ? order by sequence limit 2
            """,
            prefix,
            end,
            prefix,
            end,
            account,
            region)
        .stream()
        .map(Listed::build)
        .toList();
  }

  @Override
  public List<Build> ofAction(String actionExecutionId) {
    return builds("where action = ? order by sequence", actionExecutionId).stream()
        .map(Listed::build)
        .toList();
  }

  @Override
  public List<Build> unfinished() {
    return builds("where unfinished = 1 order by sequence").stream().map(Listed::build).toList();
  }

  @Override
  public List<Listed> list(
      String account, String region, Optional<String> project, long before, int limit) {
    if (project.isEmpty()) {
      return builds(
          "where account = ? and region = ? and sequence < ? order by sequence desc limit ?",
          account,
          region,
          before,
          limit);
    }
    return builds(
        """
        where account = ? and region = ? and project = ? and sequence < ?
        order by sequence desc limit ?
        """,
        account,
        region,
        project.get(),
        before,
        limit);
  }

  private List<Listed> builds(String condition, @Nullable Object... parameters) {
    record Row(long sequence, String id, String build) {}
    return database
        .read(
            sql ->
                sql.list(
                    "select sequence, id, build from builds " + condition,
                    row -> new Row(row.getLong(1), row.getString(2), row.getString(3)),
                    parameters))
        .stream()
        .flatMap(
            row ->
                quarantine
                    .read(Forms.build(), row.build(), "build", row.id())
                    .map(build -> new Listed(row.sequence(), build))
                    .stream())
        .toList();
  }
}
