package dev.baton.model.job;

import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.model.pipeline.PipelineKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a job worker is asked to do for an action. An action that goes on with a continuation token
 * has several, one after the other.
 *
 * @param queryable the one property by which workers may choose jobs, and its value; or nothing
 * @param continuation what the worker gave with the job before this one
 * @param nonce shows that a worker means this very handing out; empty until the first
 * @param changedAt when the status last changed
 * @param deadline of the action: nobody answers after it
 * @param result what the worker answered
 * @param delivered whether the action knows the result
 * @param revision counts the changes, from 0
 */
public record Job(
    String id,
    PipelineKey pipeline,
    String executionId,
    String actionExecutionId,
    ActionTypeId type,
    Map<String, String> queryable,
    Optional<String> continuation,
    Status status,
    String nonce,
    Instant createdAt,
    Instant changedAt,
    Instant deadline,
    Optional<JobResult> result,
    boolean delivered,
    int revision) {

  /** How long a worker may take to acknowledge; after that the job is handed out again. */
  public static final Duration ACKNOWLEDGE_WITHIN = Duration.ofMinutes(1);

  /** Where a job stands; the names are CodePipeline's. */
  public enum Status {
    QUEUED("Queued"),
    DISPATCHED("Dispatched"),
    IN_PROGRESS("InProgress"),
    SUCCEEDED("Succeeded"),
    FAILED("Failed"),
    TIMED_OUT("TimedOut");

    private final String awsName;

    Status(String awsName) {
      this.awsName = awsName;
    }

    public String awsName() {
      return awsName;
    }

    /** Whether nothing changes it any more. */
    public boolean isOver() {
      return this == SUCCEEDED || this == FAILED || this == TIMED_OUT;
    }
  }

  /** A job that nobody has yet. */
  public static Job queued(
      String id,
      PipelineKey pipeline,
      String executionId,
      String actionExecutionId,
      ActionTypeId type,
      Map<String, String> queryable,
      Optional<String> continuation,
      Instant now,
      Instant deadline) {
    return new Job(
        id,
        pipeline,
        executionId,
        actionExecutionId,
        type,
        queryable,
        continuation,
        Status.QUEUED,
        "",
        now,
        now,
        deadline,
        Optional.empty(),
        false,
        0);
  }

  /** Whether a worker that asks now may have it. */
  public boolean isToBeHad(Instant now) {
    return status == Status.QUEUED
        || (status == Status.DISPATCHED && !changedAt.plus(ACKNOWLEDGE_WITHIN).isAfter(now));
  }

  /** Handed out. */
  public Job dispatched(String newNonce, Instant now) {
    return next(Status.DISPATCHED, newNonce, now, result, delivered);
  }

  /** A worker does it. */
  public Job acknowledged(Instant now) {
    return next(Status.IN_PROGRESS, nonce, now, result, delivered);
  }

  /** The worker's answer is there. */
  public Job answered(JobResult answer, Instant now) {
    Status to = answer.succeeded() ? Status.SUCCEEDED : Status.FAILED;
    return next(to, nonce, now, Optional.of(answer), false);
  }

  /** The action knows the answer. */
  public Job told() {
    return next(status, nonce, changedAt, result, true);
  }

  /** Nobody wants the answer any more. */
  public Job ended(Instant now) {
    Status to = now.isBefore(deadline) ? Status.FAILED : Status.TIMED_OUT;
    return next(to, nonce, now, result, true);
  }

  private Job next(
      Status to, String newNonce, Instant at, Optional<JobResult> answer, boolean known) {
    return new Job(
        id,
        pipeline,
        executionId,
        actionExecutionId,
        type,
        queryable,
        continuation,
        to,
        newNonce,
        createdAt,
        at,
        deadline,
        answer,
        known,
        revision + 1);
  }
}
