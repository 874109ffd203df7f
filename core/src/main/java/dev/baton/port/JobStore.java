package dev.baton.port;

import dev.baton.model.job.Job;
import dev.baton.model.pipeline.ActionTypeId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jobs for workers. Durable once a call returns; safe for concurrent use. */
public interface JobStore {

  /**
   * Adds a job, unless its action has one that is not over; answers the one that counts. Jobs that
   * are over, and whose deadline is before {@code forgetBefore}, may be forgotten meanwhile.
   */
  Job open(Job job, Instant forgetBefore);

  /** By id; empty for one of another account or region too. */
  Optional<Job> get(String account, String region, String id);

  /** The oldest job of an action execution that is not forgotten. */
  Optional<Job> first(String actionExecutionId);

  /** The newest job of an action execution. */
  Optional<Job> latest(String actionExecutionId);

  /**
   * Jobs of a type that a worker may have now, oldest first.
   *
   * @param query the queryable property and its value, or nothing for any
   */
  List<Job> toBeHad(
      String account,
      String region,
      ActionTypeId type,
      Map<String, String> query,
      Instant now,
      int limit);

  /**
   * Puts a job's next revision in the place of the one before.
   *
   * @return false when somebody else was first: nothing is changed
   */
  boolean replace(Job job);

  /** Jobs that are over, and whose result the action does not know; oldest first. */
  List<Job> undelivered();
}
