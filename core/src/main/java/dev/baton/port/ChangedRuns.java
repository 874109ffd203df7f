package dev.baton.port;

import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.Event;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.RuleRun;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The action and rule executions that a commit's events name, each once and as it stands after the
 * commit: what a store writes for listing runs over a whole pipeline.
 */
public record ChangedRuns(Collection<Action> actions, Collection<Rule> rules) {

  /** An action execution and the execution that it belongs to. */
  public record Action(ExecutionState execution, ActionRun run) {}

  /** A rule execution and the execution that it belongs to. */
  public record Rule(ExecutionState execution, RuleRun run) {}

  /**
   * Reads them off a commit.
   *
   * @throws IllegalArgumentException when an event names a run that the commit's state does not
   *     hold
   */
  public static ChangedRuns of(ExecutionStore.Commit commit) {
    Map<String, Action> actions = new LinkedHashMap<>();
    Map<String, Rule> rules = new LinkedHashMap<>();
    for (Event event : commit.events()) {
      switch (event) {
        case Event.ActionStarted e -> put(actions, commit, e.executionId(), e.run().id());
        case Event.ActionProgressed e ->
            put(actions, commit, e.executionId(), e.actionExecutionId());
        case Event.ActionFinished e -> put(actions, commit, e.executionId(), e.actionExecutionId());
        case Event.RuleStarted e -> putRule(rules, commit, e.executionId(), e.run().id());
        case Event.RuleProgressed e -> putRule(rules, commit, e.executionId(), e.ruleExecutionId());
        case Event.RuleFinished e -> putRule(rules, commit, e.executionId(), e.ruleExecutionId());
        case Event.ExecutionStarted _,
            Event.ExecutionMoved _,
            Event.StopRequested _,
            Event.StageMoved _,
            Event.StageRetried _,
            Event.ConditionMoved _,
            Event.RollbackAwaited _,
            Event.RollbackGivenUp _,
            Event.TransitionChanged _,
            Event.DefinitionChanged _ -> {
          // These name no run.
        }
      }
    }
    return new ChangedRuns(actions.values(), rules.values());
  }

  private static void put(
      Map<String, Action> actions, ExecutionStore.Commit commit, String executionId, String id) {
    ExecutionState execution = commit.touched(executionId);
    actions.put(id, new Action(execution, only(execution.actions(), ActionRun::id, id)));
  }

  private static void putRule(
      Map<String, Rule> rules, ExecutionStore.Commit commit, String executionId, String id) {
    ExecutionState execution = commit.touched(executionId);
    rules.put(id, new Rule(execution, only(execution.rules(), RuleRun::id, id)));
  }

  private static <T> T only(List<T> runs, Function<T, String> idOf, String id) {
    // From the end: the runs that change are the newest ones.
    for (T run : runs.reversed()) {
      if (idOf.apply(run).equals(id)) {
        return run;
      }
    }
    throw new IllegalArgumentException(
        "an event names a run that its execution does not hold: " + id);
  }
}
