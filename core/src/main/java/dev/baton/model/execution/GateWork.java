package dev.baton.model.execution;

import dev.baton.model.execution.ActionOutcome.External;
import dev.baton.model.execution.ActionRun.Failure;
import dev.baton.model.execution.Tables.ConditionStep;
import dev.baton.model.execution.Tables.RunStep;
import dev.baton.model.pipeline.PipelineDefinition.Condition;
import dev.baton.model.pipeline.PipelineDefinition.OnFailure;
import dev.baton.model.pipeline.PipelineDefinition.Rule;
import dev.baton.model.pipeline.PipelineDefinition.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the conditions of a stage's gates: starts their rules, ends them, and gives the verdict.
 */
final class GateWork {

  private final Draft draft;

  GateWork(Draft draft) {
    this.draft = draft;
  }

  /** What the gate's rules say together. */
  enum Verdict {
    OPEN_QUESTION,
    PASS,
    FAIL
  }

  static Optional<Condition> condition(Stage stage, Gate gate) {
    return switch (gate) {
      case BEFORE_ENTRY -> stage.beforeEntry();
      case ON_SUCCESS -> stage.onSuccess();
      case ON_FAILURE -> stage.onFailure().flatMap(OnFailure::condition);
    };
  }

  /** The gate whose condition a stage of that status checks; empty for any other status. */
  static Optional<Gate> checking(StageStatus status) {
    return switch (status) {
      case CHECKING_ENTRY -> Optional.of(Gate.BEFORE_ENTRY);
      case CHECKING_SUCCESS -> Optional.of(Gate.ON_SUCCESS);
      case CHECKING_FAILURE -> Optional.of(Gate.ON_FAILURE);
      default -> Optional.empty();
    };
  }

  void start(String executionId, String stage, Gate gate, Condition condition) {
    draft.emit(
        new Event.ConditionMoved(
            draft.now(), executionId, stage, gate, ConditionStatus.IN_PROGRESS, ""));
    int attempt = draft.stageRun(executionId, stage).attempt();
    for (Rule rule : condition.rules()) {
      start(executionId, stage, gate, attempt, rule);
    }
  }

  private void start(String executionId, String stage, Gate gate, int attempt, Rule declared) {
    Variables.Resolved<Rule> resolved = Variables.resolve(declared, draft.execution(executionId));
    Rule rule = resolved.value();
    RuleRun run =
        new RuleRun(
            draft.newId(),
            stage,
            gate,
            rule.name(),
            attempt,
            ActionStatus.IN_PROGRESS,
            draft.now(),
            draft.now(),
            rule.configuration(),
            External.NONE,
            Optional.empty(),
            Optional.empty());
    draft.emit(new Event.RuleStarted(draft.now(), executionId, run));
    if (resolved.tooLong() || !resolved.unresolved().isEmpty()) {
      String message =
          resolved.tooLong()
              ? "The configuration of rule "
                  + rule.name()
                  + " has more than 102400 bytes once its variables are replaced."
              : unresolved(rule.name(), resolved.unresolved());
      finish(
          executionId, run, RunStep.FAIL, run.external(), failure("ConfigurationError", message));
      return;
    }
    rule.timeoutMinutes()
        .map(minutes -> draft.now().plus(Duration.ofMinutes(minutes)))
        .ifPresent(at -> draft.effect(new Effect.SetTimer(timer(run), at)));
    draft.effect(new Effect.RunRule(executionId, run.id(), draft.now()));
  }

  /** The timer of a rule that waits or has a timeout. */
  static String timer(RuleRun run) {
    return "rule/" + run.id();
  }

  /** What a provider said of a rule in progress. */
  void report(String executionId, RuleRun run, ActionOutcome outcome) {
    switch (outcome) {
      case ActionOutcome.Succeeded o ->
          finish(executionId, run, RunStep.SUCCEED, known(o.external(), run), Optional.empty());
      case ActionOutcome.Failed o ->
          finish(
              executionId,
              run,
              RunStep.FAIL,
              known(o.external(), run),
              failure(o.code(), o.message()));
      case ActionOutcome.Continue o -> {
        progress(executionId, run, known(o.external(), run), Optional.of(o.token()));
        draft.effect(new Effect.RunRule(executionId, run.id(), o.notBefore()));
      }
      case ActionOutcome.Waiting o -> {
        progress(executionId, run, known(o.external(), run), run.continuation());
        o.until().ifPresent(at -> draft.effect(new Effect.SetTimer(timer(run), at)));
      }
    }
  }

  private void progress(
      String executionId, RuleRun run, External external, Optional<String> continuation) {
    draft.emit(
        new Event.RuleProgressed(draft.now(), executionId, run.id(), external, continuation));
  }

  void expire(String executionId, RuleRun run) {
    String message = "The rule expired: it had no answer until " + draft.now() + ".";
    finish(executionId, run, RunStep.FAIL, run.external(), failure("JobFailed", message));
    draft.effect(new Effect.AbandonRule(executionId, run.id()));
  }

  private void finish(
      String executionId, RuleRun run, RunStep step, External external, Optional<Failure> error) {
    ActionStatus to = Tables.RULE.next(run.status(), step, draft.observer());
    draft.emit(new Event.RuleFinished(draft.now(), executionId, run.id(), to, external, error));
    draft.effect(new Effect.CancelTimer(timer(run)));
  }

  /** Moves the condition as soon as all of its rules have an answer. */
  Verdict settle(ExecutionState execution, StageRun stage, Gate gate) {
    List<RuleRun> runs = runs(execution, stage, gate);
    if (runs.stream().anyMatch(run -> run.status() == ActionStatus.IN_PROGRESS)) {
      return Verdict.OPEN_QUESTION;
    }
    List<RuleRun> failed =
        runs.stream().filter(run -> run.status() != ActionStatus.SUCCEEDED).toList();
    if (failed.isEmpty()) {
      draft.moveCondition(execution.id(), stage.name(), gate, ConditionStep.PASS, "");
      return Verdict.PASS;
    }
    ConditionStep step =
        failed.stream().allMatch(GateWork::isJudged) ? ConditionStep.FAIL : ConditionStep.ERROR;
    draft.moveCondition(execution.id(), stage.name(), gate, step, summary(failed.getFirst()));
    return Verdict.FAIL;
  }

  /** Ends the condition with its execution: nothing of it matters any more. */
  void cancel(ExecutionState execution, StageRun stage, Gate gate, ConditionStep step) {
    cancel(execution, stage, gate, step, "");
  }

  /** Ends the condition without its rules' answers. */
  void cancel(
      ExecutionState execution, StageRun stage, Gate gate, ConditionStep step, String summary) {
    for (RuleRun run : runs(execution, stage, gate)) {
      if (run.status() == ActionStatus.IN_PROGRESS) {
        finish(execution.id(), run, RunStep.ABANDON, run.external(), Optional.empty());
        draft.effect(new Effect.AbandonRule(execution.id(), run.id()));
      }
    }
    draft.moveCondition(execution.id(), stage.name(), gate, step, summary);
  }

  private static List<RuleRun> runs(ExecutionState execution, StageRun stage, Gate gate) {
    return execution.rules().stream()
        .filter(run -> run.gate() == gate)
        .filter(run -> run.stageAttempt() == stage.attempt())
        .filter(run -> run.stage().equals(stage.name()))
        .toList();
  }

  private static boolean isJudged(RuleRun run) {
    return run.error().filter(error -> !error.code().equals("JobFailed")).isEmpty();
  }

  private static String summary(RuleRun run) {
    return "Rule " + run.rule() + run.error().map(e -> ": " + e.message()).orElse(" failed");
  }

  private static Optional<Failure> failure(String code, String message) {
    return Optional.of(new Failure(code, message));
  }

  private static External known(External told, RuleRun run) {
    return told.equals(External.NONE) ? run.external() : told;
  }

  /** CodePipeline's text, and what it leaves out: which references have no value. */
  private static String unresolved(String name, Set<String> references) {
    return "A rule in this pipeline failed because one or more variables could not be resolved:"
        + " Rule name="
        + name
        + ". This can result when a variable is referenced that does not exist. Validate the"
        + " configuration for this rule. Unresolved: "
        + String.join(", ", references);
  }
}
