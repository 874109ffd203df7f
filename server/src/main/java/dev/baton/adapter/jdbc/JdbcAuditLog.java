package dev.baton.adapter.jdbc;

import dev.baton.model.audit.AuditEntry;
import dev.baton.model.audit.Origin;
import dev.baton.port.AuditLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * The audit record in SQLite. An entry is handed to the one writer, which makes changes in the
 * order in which they came: it is in the transaction of the change that it is for, or in an earlier
 * one, and costs no sync of its own.
 */
public final class JdbcAuditLog implements AuditLog {

  /** How many entries are written before what is too much or too old is looked for again. */
  private static final int SWEEP = 512;

  /** Of how many entries the age is looked at each time. */
  private static final int SWEPT = 4 * SWEEP;

  private static final long NANOS = 1_000_000_000;

  private final Database database;
  private final Retention retention;
  private final AtomicLong written = new AtomicLong();

  public JdbcAuditLog(Database database, Retention retention) {
    this.database = database;
    this.retention = retention;
  }

  @Override
  public Begun begin(AuditEntry entry) {
    boolean sweeps = written.getAndIncrement() % SWEEP == 0;
    GroupCommit.Handed handed =
        database.hand(
            "audit entry " + entry.id(),
            sql -> {
              if (sweeps) {
                sweep(sql, entry.at());
              }
              insert(sql, entry);
            });
    return (result, more) -> {
      if (handed.isDone()) {
        database.writeSoon(
            "the end of audit entry " + entry.id(), sql -> end(sql, entry, result, more));
      } else {
        database.write(sql -> end(sql, entry, result, more));
      }
      handed.await();
    };
  }

  private static void insert(Sql sql, AuditEntry entry) {
    sql.update(
        """
        insert into audit (id, at, who, name, access_key, address, agent, request, source,
          operation, resources, result, refused) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        entry.id(),
        nanos(entry.at()),
        entry.who(),
        entry.name(),
        entry.origin().keyId().orElse(null),
        entry.origin().address(),
        entry.origin().agent(),
        entry.origin().requestId().orElse(null),
        entry.source(),
        entry.operation(),
        lines(entry.resources()),
        entry.result(),
        AuditEntry.isRefusal(entry.result()) ? 1 : 0);
  }

  /** The entry is one of the newest: found from the end, it needs no index. */
  private static int end(Sql sql, AuditEntry entry, String result, List<AuditEntry.Resource> more) {
    return sql.update(
        """
        update audit set result = ?, refused = ?, resources = resources || ?
        where sequence = (select sequence from audit where id = ? order by sequence desc limit 1)
        """,
        result,
        AuditEntry.isRefusal(result) ? 1 : 0,
        lines(more.subList(0, Math.min(more.size(), AuditEntry.MOST - entry.resources().size()))),
        entry.id());
  }

  private void sweep(Sql sql, Instant now) {
    keep(sql, false, retention.entries());
    keep(sql, true, retention.refusals());
    sql.update(
        """
        delete from audit where sequence in (select sequence from
          (select sequence, at from audit order by sequence limit ?) where at < ?)
        """,
        SWEPT,
        nanos(now.minus(retention.age())));
  }

  private static void keep(Sql sql, boolean refusals, int most) {
    String kind = "refused = " + (refusals ? 1 : 0);
    sql.update(
        "delete from audit where "
            + kind
            + " and sequence <= (select sequence from audit where "
            + kind
            + " order by sequence desc limit 1 offset ?)",
        most);
  }

  @Override
  public List<AuditEntry> newest(Query query) {
    String by = query.by().orElse(null);
    return database.read(
        sql ->
            sql.list(
                """
                select id, at, who, access_key, address, agent, request, source, operation,
                  resources, result
                from audit
                where at >= ? and (? is null or access_key = ? or who = ? or name = ?)
                order by sequence desc limit ?
                """,
                JdbcAuditLog::entry,
                query.since().map(JdbcAuditLog::nanos).orElse(Long.MIN_VALUE),
                by,
                by,
                by,
                by,
                query.limit()));
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getString(1),
        instant(row.getLong(2)),
        row.getString(3),
        new Origin(
            Optional.ofNullable(row.getString(4)),
            row.getString(5),
            row.getString(6),
            Optional.ofNullable(row.getString(7))),
        row.getString(8),
        row.getString(9),
        resources(row.getString(10)),
        row.getString(11));
  }

  private static String lines(List<AuditEntry.Resource> resources) {
    return resources.stream()
        .map(r -> r.type() + "\t" + r.name() + "\n")
        .collect(Collectors.joining());
  }

  private static List<AuditEntry.Resource> resources(String lines) {
    return Arrays.stream(lines.split("\n"))
        .filter(line -> line.indexOf('\t') > 0)
        .map(line -> line.split("\t", 2))
        .map(pair -> new AuditEntry.Resource(pair[0], pair[1]))
        .toList();
  }

  private static long nanos(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), NANOS), (long) instant.getNano());
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
  }
}
