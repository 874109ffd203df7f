package dev.baton.port;

import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.Effect;
import dev.baton.model.execution.Event;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.pipeline.PipelineKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The state of pipelines, their events, and the work these call for, in one transaction. Safe for
 * concurrent use; calls block until the transaction is durable (group commit makes many of them
 * one).
 */
public interface ExecutionStore {

  /** The pipeline's unit with every unfinished execution; empty for an unknown pipeline. */
  Optional<Loaded> load(PipelineKey key);

  /** One execution, finished or not. */
  Optional<ExecutionState> execution(PipelineKey key, String executionId);

  /**
   * Writes a decision: events, changed executions, the unit, new work; and takes done work away.
   * All or nothing.
   *
   * @return the unit's new row version; empty when the expected one is no longer there: reload and
   *     decide again
   */
  Optional<Long> commit(Commit commit);

  /** Takes a pipeline away; its finished executions stay readable. Whether there was one. */
  boolean delete(PipelineKey key, Instant at);

  /** The pipelines that have unfinished executions. */
  List<PipelineKey> unfinished();

  /**
   * Takes over a dead owner's work: every row becomes this epoch's. Called once, before anything
   * else changes.
   */
  List<Work> takeOver(long epoch);

  /** Marks work as begun, durably, before a provider that must not be repeated acts. */
  void begun(String workId);

  /** A unit as loaded. */
  record Loaded(PipelineState state, long rowVersion) {}

  /**
   * A decision to be written.
   *
   * @param touched ids of the changed executions of {@code state}
   * @param expectedRowVersion 0 for a pipeline that is new (then {@code newVersion} is present)
   * @param newVersion a definition that becomes current with this commit
   * @param work added, or put in the place of work of the same id; applied after {@code done}
   * @param done work that this decision answers or forgets
   * @param clientTokens token to the execution that it started
   */
  record Commit(
      PipelineKey key,
      long expectedRowVersion,
      PipelineState state,
      Set<String> touched,
      List<Event> events,
      List<Work> work,
      List<String> done,
      Optional<NewVersion> newVersion,
      Map<String, String> clientTokens,
      Instant at) {}

  /** A definition to be stored. */
  record NewVersion(int version, String document, Map<String, String> sources) {}

  /**
   * Recorded work.
   *
   * @param id unique; for timers the timer's own key, so that a later one replaces it
   * @param begun whether a provider may have acted
   */
  record Work(String id, PipelineKey pipeline, Effect effect, Instant notBefore, boolean begun) {}

  /**
   * Newest first. {@code before}: the sequence number to go on from, {@link Long#MAX_VALUE} for the
   * first page.
   */
  List<Listed> executions(PipelineKey key, long before, int limit);

  /** Newest first, of the whole account. */
  List<Listed> executions(String account, String region, long before, int limit);

  /** Executions whose id begins with the prefix, two at the most. */
  List<ExecutionState> byPrefix(String account, String region, String prefix);

  /** The execution that this token started before. */
  Optional<String> byClientToken(PipelineKey key, String token);

  /** Action executions, newest first. */
  List<ActionRun> actions(PipelineKey key, long before, int limit);

  /** An execution in a list. */
  record Listed(long sequence, ExecutionState state) {}
}
