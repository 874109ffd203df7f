package dev.baton.adapter.jdbc;

import dev.baton.format.stored.Forms;
import dev.baton.format.stored.Remembered;
import dev.baton.format.stored.StoredJson;
import dev.baton.model.build.Build;
import dev.baton.model.build.BuildStatus;
import dev.baton.model.build.BuildSummary;
import dev.baton.model.build.LogPlace;
import dev.baton.port.BuildStore;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds in SQLite. A build that cannot be read is named and left out; the others go on. */
public final class JdbcBuildStore implements BuildStore {

  private final Database database;
  private final Quarantine quarantine;
  private final Remembered<Build> remembered = new Remembered<>();

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
              (id, uuid, account, region, project, action, unfinished, number, status, started,
               ended, initiator, log_group, log_stream, build)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing
            """,
            build.id(),
            build.uuid(),
            build.account(),
            build.region(),
            build.project(),
            build.request().parentAction().orElse(null),
            build.isComplete() ? 0 : 1,
            build.number(),
            build.status().name(),
            build.startedAt().toString(),
            ended(build),
            build.request().initiator(),
            build.shownLog().map(LogPlace.Stream::group).orElse(""),
            build.shownLog().map(LogPlace.Stream::name).orElse(""),
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
            "update builds set unfinished = ?, status = ?, ended = ?, build = ? where id = ?",
            build.isComplete() ? 0 : 1,
            build.status().name(),
            ended(build),
            text,
            build.id());
    if (changed == 0) {
      throw new IllegalArgumentException("there is no build " + build.id());
    }
    return changed;
  }

  private static @Nullable String ended(Build build) {
    return build.endedAt().map(Instant::toString).orElse(null);
  }

  @Override
  public Optional<Build> find(String id) {
    return builds("where id = ?", id).stream().findFirst();
  }

  @Override
  public List<Build> find(List<String> ids) {
    return readable(
        database.read(
            sql -> ids.stream().flatMap(id -> rows(sql, "where id = ?", id).stream()).toList()));
  }

  @Override
  public boolean delete(String id) {
    return database.write(
        sql -> sql.update("delete from builds where id = ? and unfinished = 0", id) > 0);
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
        region);
  }

  @Override
  public List<Build> ofAction(String actionExecutionId) {
    return builds("where action = ? order by sequence", actionExecutionId);
  }

  @Override
  public List<Build> unfinished() {
    return builds("where unfinished = 1 order by sequence");
  }

  private record Row(String id, String build) {}

  private List<Build> builds(String condition, @Nullable Object... parameters) {
    return readable(database.read(sql -> rows(sql, condition, parameters)));
  }

  private static List<Row> rows(Sql sql, String condition, @Nullable Object... parameters) {
    return sql.list(
        "select id, build from builds " + condition,
        row -> new Row(row.getString(1), row.getString(2)),
        parameters);
  }

  private Build build(Row row) {
    return remembered.of(row.build(), () -> Forms.build().read(row.build()));
  }

  private List<Build> readable(List<Row> rows) {
    return rows.stream()
        .flatMap(row -> quarantine.read(() -> build(row), "build", row.id()).stream())
        .toList();
  }

  @Override
  public List<Listed> list(
      String account, String region, Optional<String> project, Order order, long from, int limit) {
    String rest =
        switch (order) {
          case NEWEST_FIRST -> " and sequence < ? order by sequence desc limit ?";
          case OLDEST_FIRST -> " and sequence > ? order by sequence limit ?";
        };
    String owner = "where account = ? and region = ?";
    if (project.isEmpty()) {
      return summaries(owner + rest, account, region, from, limit);
    }
    return summaries(
        owner + " and project = ?" + rest, account, region, project.get(), from, limit);
  }

  @Override
  public List<String> logGroups(String account, String region, String after, int limit) {
    return database.read(
        sql ->
            sql.list(
                """
                select distinct log_group from builds
                where account = ? and region = ? and log_group > ? order by log_group limit ?
                """,
                row -> row.getString(1),
                account,
                region,
                after,
                limit));
  }

  @Override
  public List<Logged> logged(String account, String region, String group, long from, int limit) {
    return readable(
        rows(
            "where account = ? and region = ? and log_group = ? and sequence > ?"
                + " order by sequence limit ?",
            account,
            region,
            group,
            from,
            limit),
        SummaryRow::logged);
  }

  @Override
  public Optional<Logged> logged(String account, String region, LogPlace.Stream stream) {
    return readable(
            rows(
                "where account = ? and region = ? and log_group = ? and log_stream = ? limit 1",
                account,
                region,
                stream.group(),
                stream.name()),
            SummaryRow::logged)
        .stream()
        .findFirst();
  }

  private record SummaryRow(
      long sequence,
      String id,
      long number,
      String status,
      String started,
      @Nullable String ended,
      String initiator,
      @Nullable String action,
      String stream) {

    Logged logged() {
      return new Logged(listed(), stream);
    }

    Listed listed() {
      return new Listed(sequence, summary());
    }

    private BuildSummary summary() {
      try {
        return new BuildSummary(
            id,
            number,
            BuildStatus.valueOf(status),
            Instant.parse(started),
            Optional.ofNullable(ended).map(Instant::parse),
            initiator,
            Optional.ofNullable(action));
      } catch (IllegalArgumentException | DateTimeException e) {
        throw new StoredJson.Unreadable("not a stored summary: " + e.getMessage(), e);
      }
    }
  }

  private List<Listed> summaries(String condition, @Nullable Object... parameters) {
    return readable(rows(condition, parameters), SummaryRow::listed);
  }

  private List<SummaryRow> rows(String condition, @Nullable Object... parameters) {
    return database.read(
        sql ->
            sql.list(
                "select sequence, id, number, status, started, ended, initiator, action, log_stream"
                    + " from builds "
                    + condition,
                row ->
                    new SummaryRow(
                        row.getLong(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9)),
                parameters));
  }

  private <T> List<T> readable(List<SummaryRow> rows, Function<SummaryRow, T> as) {
    return rows.stream()
        .flatMap(row -> quarantine.read(() -> as.apply(row), "build", row.id()).stream())
        .toList();
  }
}
