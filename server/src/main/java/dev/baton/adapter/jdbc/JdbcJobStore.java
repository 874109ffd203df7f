package dev.baton.adapter.jdbc;

import dev.baton.format.stored.Forms;
import dev.baton.model.job.Job;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.port.JobStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Jobs in SQLite. */
public final class JdbcJobStore implements JobStore {

  /** How many old jobs a new one takes away at the most: none waits long for it. */
  private static final int FORGOTTEN_AT_ONCE = 100;

  private final Database database;

  public JdbcJobStore(Database database) {
    this.database = database;
  }

  @Override
  public Job open(Job job, Instant forgetBefore) {
    return database.write(
        sql -> {
          sql.update(
              """
              delete from jobs where sequence in (
                select sequence from jobs
                where over = 1 and deadline < ? and undelivered = 0 limit ?)
              """,
              forgetBefore.toEpochMilli(),
              FORGOTTEN_AT_ONCE);
          Optional<Job> there =
              sql.first(
                  "select job from jobs where action = ? and over = 0",
                  row -> read(row.getString(1)),
                  job.actionExecutionId());
          there.ifPresentOrElse(_ -> {}, () -> insert(sql, job));
          return there.orElse(job);
        });
  }

  private static void insert(Sql sql, Job job) {
    sql.update(
        """
        insert into jobs (id, account, region, type, action, query, status, free_from, over,
          undelivered, deadline, revision, job)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        job.id(),
        job.pipeline().account(),
        job.pipeline().region(),
        job.type().toString(),
        job.actionExecutionId(),
        text(job.queryable()),
        job.status().name(),
        freeFrom(job),
        job.status().isOver() ? 1 : 0,
        undelivered(job),
        job.deadline().toEpochMilli(),
        job.revision(),
        Forms.job().write(job));
  }

  @Override
  public Optional<Job> get(String account, String region, String id) {
    return database.read(
        sql ->
            sql.first(
                "select job from jobs where id = ? and account = ? and region = ?",
                row -> read(row.getString(1)),
                id,
                account,
                region));
  }

  @Override
  public Optional<Job> first(String actionExecutionId) {
    return database.read(
        sql ->
            sql.first(
                "select job from jobs where action = ? order by sequence limit 1",
                row -> read(row.getString(1)),
                actionExecutionId));
  }

  @Override
  public Optional<Job> latest(String actionExecutionId) {
    return database.read(
        sql ->
            sql.first(
                "select job from jobs where action = ? order by sequence desc limit 1",
                row -> read(row.getString(1)),
                actionExecutionId));
  }

  @Override
  public List<Job> toBeHad(
      String account,
      String region,
      ActionTypeId type,
      Map<String, String> query,
      Instant now,
      int limit) {
    String wanted = text(query);
    return database.read(
        sql ->
            sql.list(
                """
                select job from jobs
                where account = ? and region = ? and type = ?
                  and status in ('QUEUED', 'DISPATCHED') and free_from <= ?
                  and (? = '' or query = ?)
                order by sequence limit ?
                """,
                row -> read(row.getString(1)),
                account,
                region,
                type.toString(),
                now.toEpochMilli(),
                wanted,
                wanted,
                limit));
  }

  @Override
  public boolean replace(Job job) {
    return database.write(
            sql ->
                sql.update(
                    """
                    update jobs set status = ?, free_from = ?, over = ?, undelivered = ?, revision = ?,
                      job = ?
                    where id = ? and revision = ?
                    """,
                    job.status().name(),
                    freeFrom(job),
                    job.status().isOver() ? 1 : 0,
                    undelivered(job),
                    job.revision(),
                    Forms.job().write(job),
                    job.id(),
                    job.revision() - 1))
        == 1;
  }

  @Override
  public List<Job> undelivered() {
    return database.read(
        sql ->
            sql.list(
                "select job from jobs where undelivered = 1 order by sequence",
                row -> read(row.getString(1))));
  }

  private static long freeFrom(Job job) {
    return job.status() == Job.Status.DISPATCHED
        ? job.changedAt().plus(Job.ACKNOWLEDGE_WITHIN).toEpochMilli()
        : 0;
  }

  private static int undelivered(Job job) {
    return job.result().isPresent() && !job.delivered() ? 1 : 0;
  }

  private static String text(Map<String, String> query) {
    return query.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining("\n"));
  }

  private static Job read(String stored) {
    return Forms.job().read(stored);
  }
}
