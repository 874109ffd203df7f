package dev.baton.port;

import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.Effect;
import dev.baton.model.execution.Event;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.ExecutionSummary;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.execution.RuleRun;
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
   * @return the unit's new row version; empty when the expected one is no longer there, or a client
   *     token was used before: reload, look the tokens up and decide again
   */
  Optional<Long> commit(Commit commit);

  /**
   * Deletes a pipeline: {@link PipelineStore#current} and its lists know it no more. Its unit and
   * its versions stay for its unfinished executions (finished ones stay readable), and {@link
   * #load} gives them until the last one has ended; only then the name is free for a new pipeline.
   * Row versions held before no longer commit.
   *
   * @return whether there was a pipeline to delete
   */
  boolean delete(PipelineKey key, Instant at);

  /** The pipelines that have unfinished executions. */
  List<PipelineKey> unfinished();

  /**
   * Takes over a dead owner's work: every row becomes this epoch's. Called once, before anything
   * else changes.
   */
  List<Work> takeOver(long epoch);

  /**
   * Marks work as begun, durably, before a provider that must not be repeated acts.
   *
   * @return whether the work is still there; else it was done or forgotten and must not be acted on
   */
  boolean begun(String workId);

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
      Instant at) {

    /**
     * A changed execution as it now stands.
     *
     * @throws IllegalArgumentException when the state does not hold it
     */
    public ExecutionState touched(String executionId) {
      ExecutionState execution = state.executions().get(executionId);
      if (execution == null || !touched.contains(executionId)) {
        throw new IllegalArgumentException(
            "a commit of " + key + " does not hold the execution that it changes: " + executionId);
      }
      return execution;
    }
  }

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

  /** Those in which the stage has succeeded; newest first, paged in the same way. */
  List<Listed> succeededIn(PipelineKey key, String stage, long before, int limit);

  /** Newest first, of the whole account. */
  List<Listed> executions(String account, String region, long before, int limit);

  /** Executions whose id begins with the prefix, two at the most. */
  List<ExecutionState> byPrefix(String account, String region, String prefix);

  /** The execution that this token started before. */
  Optional<String> byClientToken(PipelineKey key, String token);

  /** Action executions of the whole pipeline, newest first; paged as executions are. */
  List<ListedAction> actions(PipelineKey key, long before, int limit);

  /** Rule executions of the whole pipeline, newest first; paged as executions are. */
  List<ListedRule> rules(PipelineKey key, long before, int limit);

  /** Rows that could not be read and were set aside, oldest first; everything else goes on. */
  List<Quarantined> quarantined();

  /** An execution in a list. */
  record Listed(long sequence, ExecutionSummary summary) {}

  /**
   * An action execution in a list. {@code version}: of the pipeline, as its execution pinned it.
   */
  record ListedAction(long sequence, String executionId, int version, ActionRun run) {}

  /** A rule execution in a list. */
  record ListedRule(long sequence, String executionId, int version, RuleRun run) {}

  /**
   * A row that was set aside.
   *
   * @param what what it is, in words: {@code execution}, {@code pipeline}, {@code work}
   * @param name its id or key
   * @param why what is wrong with it
   */
  record Quarantined(String what, String name, String why, Instant at) {}
}
