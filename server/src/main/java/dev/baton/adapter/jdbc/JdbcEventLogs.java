package dev.baton.adapter.jdbc;

import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.port.EventLogs;
import dev.baton.port.LogStore.Line;
import dev.baton.port.LogStore.Most;
import dev.baton.port.LogStore.Placed;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Callers' logs in SQLite. An event's place is its time and, behind it, the number among the events
 * of that time in its stream: so places are in the order of time and stay what they are.
 */
public final class JdbcEventLogs implements EventLogs {

  private static final int NUMBER_BITS = 20;
  private static final int MOST_GROUPS = 1_000;
  private static final int MOST_STREAMS = 10_000;

  /** How many events are read at a time. */
  private static final int CHUNK = 100;

  /** Of a full group so much goes at once. */
  private static final int SHARE = 16;

  private static final String KEY = " where account = ? and region = ? and name = ?";
  private static final String GROUP =
      "select id, account, region, name, created, retention, bytes from log_groups";
  private static final String STREAM =
      """
      select id, name, created, ingested,
        (select min(place) from log_events where stream = log_streams.id),
        (select max(place) from log_events where stream = log_streams.id)
      from log_streams
      """;

  private final Database database;
  private final long mostBytes;

  /**
   * @param mostBytes how much a group holds
   */
  public JdbcEventLogs(Database database, long mostBytes) {
    this.database = database;
    this.mostBytes = mostBytes;
  }

  private record Row(long id, Group group) {}

  @Override
  public boolean create(Key key, Map<String, String> tags, Instant at) {
    return database.write(
        sql -> {
          if (row(sql, key).isPresent()) {
            return false;
          }
          refuse(
              count(
                      sql,
                      "select count(*) from log_groups where account = ? and region = ?",
                      key.account(),
                      key.region())
                  >= MOST_GROUPS,
              "There are " + MOST_GROUPS + " log groups already; delete some first");
          sql.update(
              "insert into log_groups (account, region, name, created, bytes)"
                  + " values (?, ?, ?, ?, 0)",
              key.account(),
              key.region(),
              key.name(),
              at.toString());
          write(sql, row(sql, key).orElseThrow(), new Notes(OptionalInt.empty(), tags));
          return true;
        });
  }

  private static void refuse(boolean full, String message) {
    if (full) {
      throw Refused.because("LimitExceeded", Problem.Kind.LIMIT, message);
    }
  }

  private static int count(Sql sql, String query, Object... parameters) {
    return sql.first(query, row -> row.getInt(1), parameters).orElse(0);
  }

  @Override
  public Optional<Group> find(Key key) {
    return database.read(sql -> row(sql, key).map(Row::group));
  }

  private static Optional<Row> row(Sql sql, Key key) {
    return sql.first(GROUP + KEY, row -> row(sql, row), key.account(), key.region(), key.name());
  }

  private static Row row(Sql sql, ResultSet row) throws SQLException {
    long id = row.getLong(1);
    int days = row.getInt(6);
    Map<String, String> tags =
        sql
            .list(
                "select key, value from log_group_tags where log_group = ?",
                tag -> Map.entry(tag.getString(1), tag.getString(2)),
                id)
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return new Row(
        id,
        new Group(
            new Key(row.getString(2), row.getString(3), row.getString(4)),
            Instant.parse(row.getString(5)),
            new Notes(days == 0 ? OptionalInt.empty() : OptionalInt.of(days), tags),
            row.getLong(7)));
  }

  @Override
  public List<Group> groups(String account, String region) {
    return database.read(
        sql ->
            sql.list(
                GROUP + " where account = ? and region = ? order by name",
                row -> row(sql, row).group(),
                account,
                region));
  }

  @Override
  public boolean amend(Key key, UnaryOperator<Notes> change) {
    return database.write(
        sql -> {
          Optional<Row> row = row(sql, key);
          row.ifPresent(found -> write(sql, found, change.apply(found.group().notes())));
          return row.isPresent();
        });
  }

  private static void write(Sql sql, Row row, Notes notes) {
    Object days = notes.retentionDays().isPresent() ? notes.retentionDays().getAsInt() : null;
    sql.update("update log_groups set retention = ? where id = ?", days, row.id());
    sql.update("delete from log_group_tags where log_group = ?", row.id());
    notes
        .tags()
        .forEach(
            (key, value) ->
                sql.update(
                    "insert into log_group_tags (log_group, key, value) values (?, ?, ?)",
                    row.id(),
                    key,
                    value));
  }

  @Override
  public boolean delete(Key key) {
    return database.write(
        sql ->
            sql.update("delete from log_groups" + KEY, key.account(), key.region(), key.name())
                > 0);
  }

  @Override
  public boolean createStream(Key key, String stream, Instant at) {
    return database.write(
        sql -> {
          long group = row(sql, key).map(Row::id).orElseThrow(JdbcEventLogs::noGroup);
          if (stream(sql, group, stream).isPresent()) {
            return false;
          }
          refuse(
              count(sql, "select count(*) from log_streams where log_group = ?", group)
                  >= MOST_STREAMS,
              "The log group has " + MOST_STREAMS + " streams already; delete some first");
          return sql.update(
                  "insert into log_streams (log_group, name, created) values (?, ?, ?)",
                  group,
                  stream,
                  at.toString())
              == 1;
        });
  }

  private static Refused noGroup() {
    return Refused.because(
        "ResourceNotFound", Problem.Kind.NOT_FOUND, "The specified log group does not exist.");
  }

  @Override
  public List<Stream> streams(Key key) {
    return database.read(
        sql ->
            row(sql, key).stream()
                .flatMap(
                    group ->
                        sql
                            .list(
                                STREAM + "where log_group = ? order by name",
                                JdbcEventLogs::stream,
                                group.id())
                            .stream())
                .toList());
  }

  @Override
  public Optional<Stream> stream(Key key, String stream) {
    return database.read(sql -> row(sql, key).flatMap(group -> stream(sql, group.id(), stream)));
  }

  private static Optional<Stream> stream(Sql sql, long group, String stream) {
    return sql.first(
        STREAM + "where log_group = ? and name = ?", JdbcEventLogs::stream, group, stream);
  }

  private static Stream stream(ResultSet row) throws SQLException {
    return new Stream(
        row.getLong(1),
        row.getString(2),
        Instant.parse(row.getString(3)),
        time(row.getLong(5)),
        time(row.getLong(6)),
        Optional.ofNullable(row.getString(4)).map(Instant::parse));
  }

  /** No event has a place of 0: nobody may put one that is so old. */
  private static Optional<Instant> time(long place) {
    return place == 0 ? Optional.empty() : Optional.of(at(place));
  }

  @Override
  public boolean deleteStream(Key key, String stream) {
    return database.write(
        sql -> {
          Optional<Long> group = row(sql, key).map(Row::id);
          Optional<Stream> found = group.flatMap(id -> stream(sql, id, stream));
          found.ifPresent(
              it -> {
                sql.update("delete from log_events where stream = ?", it.id());
                sql.update("delete from log_streams where id = ?", it.id());
                count(sql, group.orElseThrow());
              });
          return found.isPresent();
        });
  }

  /** Counts anew what a group holds. */
  private static void count(Sql sql, long group) {
    sql.update(
        """
        update log_groups set bytes =
          (select coalesce(sum(bytes), 0) from log_events where log_group = log_groups.id)
        where id = ?
        """,
        group);
  }

  @Override
  public boolean put(Key key, String stream, List<Event> events, Instant at) {
    return database.write(
        sql -> {
          Optional<Row> group = row(sql, key);
          Optional<Stream> found = group.flatMap(row -> stream(sql, row.id(), stream));
          found.ifPresent(it -> insert(sql, group.orElseThrow(), it.id(), events, at));
          return found.isPresent();
        });
  }

  private void insert(Sql sql, Row group, long stream, List<Event> events, Instant at) {
    long bytes = 0;
    for (Event event : events) {
      int size = event.message().getBytes(StandardCharsets.UTF_8).length;
      sql.update(
          "insert into log_events (stream, place, log_group, bytes, message)"
              + " values (?, ?, ?, ?, ?)",
          stream,
          free(sql, stream, event.at()),
          group.id(),
          size,
          event.message());
      bytes += size;
    }
    sql.update("update log_streams set ingested = ? where id = ?", at.toString(), stream);
    sql.update("update log_groups set bytes = bytes + ? where id = ?", bytes, group.id());
    if (group.group().bytes() + bytes > mostBytes) {
      shrink(sql, group.id());
    }
  }

  /** The first place of a time that no event of the stream has. */
  private static long free(Sql sql, long stream, Instant at) {
    long first = place(at);
    long last = place(at.plusMillis(1)) - 1;
    long used =
        sql.first(
                "select coalesce(max(place), -1) from log_events"
                    + " where stream = ? and place >= ? and place <= ?",
                row -> row.getLong(1),
                stream,
                first,
                last)
            .orElse(-1L);
    refuse(used == last, "A stream has too many events of one millisecond");
    return used < 0 ? first : used + 1;
  }

  /** Lets the oldest events go until there is some room again. */
  private void shrink(Sql sql, long group) {
    long target = mostBytes - mostBytes / SHARE;
    long bytes =
        sql.first("select bytes from log_groups where id = ?", row -> row.getLong(1), group)
            .orElse(0L);
    while (bytes > target) {
      record Old(long stream, long place, long bytes) {}
      List<Old> oldest =
          sql.list(
              "select stream, place, bytes from log_events where log_group = ?"
                  + " order by place limit 500",
              row -> new Old(row.getLong(1), row.getLong(2), row.getLong(3)),
              group);
      if (oldest.isEmpty()) {
        break;
      }
      for (Old old : oldest) {
        if (bytes <= target) {
          break;
        }
        sql.update(
            "delete from log_events where stream = ? and place = ?", old.stream(), old.place());
        bytes -= old.bytes();
      }
    }
    sql.update("update log_groups set bytes = ? where id = ?", bytes, group);
  }

  @Override
  public List<Placed> after(long stream, long offset, Most most) {
    String query =
        "select place, message from log_events where stream = ? and place >= ?"
            + " order by place limit ?";
    return read(query, stream, offset, most, Placed::next);
  }

  @Override
  public List<Placed> before(long stream, long offset, Most most) {
    String query =
        "select place, message from log_events where stream = ? and place < ?"
            + " order by place desc limit ?";
    return read(query, stream, offset, most, Placed::from).reversed();
  }

  /** A few at a time: how many fit is not known before. */
  private List<Placed> read(
      String query, long stream, long offset, Most most, ToLongFunction<Placed> onward) {
    List<Placed> all = new ArrayList<>();
    long bytes = 0;
    List<Placed> some;
    int limit;
    long from = offset;
    do {
      long begin = from;
      int wanted = Math.min(CHUNK, most.lines() - all.size());
      some = database.read(sql -> sql.list(query, JdbcEventLogs::placed, stream, begin, wanted));
      for (Placed placed : some) {
        all.add(placed);
        from = onward.applyAsLong(placed);
        bytes += placed.line().message().length();
        if (bytes >= most.bytes()) {
          return all;
        }
      }
      limit = wanted;
    } while (some.size() == limit && all.size() < most.lines());
    return all;
  }

  private static Placed placed(ResultSet row) throws SQLException {
    long place = row.getLong(1);
    return new Placed(place, place + 1, new Line(at(place), row.getString(2)));
  }

  @Override
  public long seek(long stream, Instant at) {
    long millis = Math.clamp(at.toEpochMilli(), 0, Long.MAX_VALUE >> NUMBER_BITS);
    return millis << NUMBER_BITS;
  }

  private static long place(Instant at) {
    return at.toEpochMilli() << NUMBER_BITS;
  }

  private static Instant at(long place) {
    return Instant.ofEpochMilli(place >> NUMBER_BITS);
  }

  @Override
  public int expire(Instant now) {
    record Kept(long id, int days) {}
    List<Kept> groups =
        database.read(
            sql ->
                sql.list(
                    "select id, retention from log_groups where retention is not null",
                    row -> new Kept(row.getLong(1), row.getInt(2))));
    int gone = 0;
    for (Kept group : groups) {
      gone += expire(group.id(), place(now.minus(Duration.ofDays(group.days()))));
    }
    return gone;
  }

  private int expire(long group, long before) {
    String old = "from log_events where log_group = ? and place < ?";
    boolean any =
        database.read(
            sql -> sql.first("select 1 " + old + " limit 1", row -> 1, group, before).isPresent());
    return any
        ? database.write(
            sql -> {
              int gone = sql.update("delete " + old, group, before);
              count(sql, group);
              return gone;
            })
        : 0;
  }
}
