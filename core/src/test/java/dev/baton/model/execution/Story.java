package dev.baton.model.execution;

import static java.util.Comparator.comparing;

import dev.baton.model.document.Refused;
import dev.baton.model.execution.ActionOutcome.External;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineDefinition.RetryMode;
import dev.baton.model.pipeline.PipelineKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One pipeline's life, told input by input. Executions are called {@code run-1}, {@code run-2},
 * ...; every decision is checked by {@link Invariants}, and the machine sees only what an engine
 * would give it: unfinished executions and those that the input names.
 */
final class Story {

  static final PipelineKey KEY = new PipelineKey("000000000000", "us-east-1", "shop");
  static final Trigger BY_HAND = new Trigger("StartPipelineExecution", "arn:user/ann");

  private final Map<Integer, PipelineDefinition> definitions = new HashMap<>();
  private final PipelineMachine machine;
  private final Map<String, ExecutionState> stored = new LinkedHashMap<>();
  private final Invariants invariants = new Invariants(this::definition);
  private PipelineState state;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private int runs;
  private int ids;
  private Decision last;

  Story(PipelineDefinition definition) {
    this(definition, TransitionObserver.NONE);
  }

  Story(PipelineDefinition definition, TransitionObserver observer) {
    machine = new PipelineMachine(observer);
    definitions.put(definition.version(), definition);
    state =
        PipelineState.created(
            KEY,
            definition.version(),
            definition.stages().stream().map(PipelineDefinition.Stage::name).toList());
    last = new Decision(state, List.of(), List.of(), java.util.Set.of());
  }

  PipelineDefinition definition(int version) {
    return Optional.ofNullable(definitions.get(version)).orElseThrow();
  }

  // What happens

  Decision tell(Input input, String... alsoLoaded) {
    now = now.plusSeconds(1);
    Map<String, ExecutionState> loaded = new LinkedHashMap<>(state.withoutFinished().executions());
    for (String id : alsoLoaded) {
      Optional.ofNullable(stored.get(id)).ifPresent(e -> loaded.put(id, e));
    }
    PipelineState before =
        new PipelineState(
            state.key(), state.currentVersion(), state.gates(), loaded, state.lastRevisions());
    last = machine.decide(this::definition, before, input, now, () -> "id-" + ++ids);
    invariants.check(before, input, last);
    state = last.state();
    last.touched().forEach(id -> stored.put(id, execution(id)));
    return last;
  }

  String start() {
    return start(o -> o);
  }

  String start(UnaryOperator<Input.Start> change) {
    String id = "run-" + (runs + 1);
    Input.Start start = new Input.Start(id, BY_HAND, Map.of(), List.of(), RunOptions.NONE);
    tell(change.apply(start));
    runs++;
    return id;
  }

  String startWith(Map<String, String> variables) {
    return start(s -> new Input.Start(s.executionId(), BY_HAND, variables, List.of(), s.options()));
  }

  String startWith(RunOptions options) {
    return start(s -> new Input.Start(s.executionId(), BY_HAND, Map.of(), List.of(), options));
  }

  Story succeed(String run, String... actions) {
    for (String action : actions) {
      succeed(run, action, Map.of());
    }
    return this;
  }

  Story succeed(String run, String action, Map<String, String> variables) {
    ActionRun r = latest(run, action);
    List<ArtifactRevision> revisions =
        r.stage().equals("Source")
            ? List.of(new ArtifactRevision(action, action + "Out", "commit-of-" + run, "", ""))
            : List.of();
    tell(
        new Input.ActionReported(
            r.id(), new ActionOutcome.Succeeded(External.NONE, variables, r.outputs(), revisions)));
    return this;
  }

  Story fail(String run, String action) {
    tell(report(run, action, new ActionOutcome.Failed(External.NONE, "JobFailed", "exit 1")));
    return this;
  }

  Story answer(String run, String action, ActionOutcome outcome) {
    tell(report(run, action, outcome));
    return this;
  }

  private Input report(String run, String action, ActionOutcome outcome) {
    return new Input.ActionReported(latest(run, action).id(), outcome);
  }

  Story rule(String run, String rule, boolean passes) {
    tell(
        new Input.RuleReported(
            latestRule(run, rule).id(),
            passes
                ? new ActionOutcome.Succeeded(External.NONE, Map.of(), Map.of(), List.of())
                : new ActionOutcome.Failed(External.NONE, "JobFailed", "not so")));
    return this;
  }

  Story ruleErrs(String run, String rule) {
    ActionOutcome failed = new ActionOutcome.Failed(External.NONE, "ConfigurationError", "what?");
    tell(new Input.RuleReported(latestRule(run, rule).id(), failed));
    return this;
  }

  Story interrupt(String run, String action, boolean rerun) {
    tell(new Input.ActionInterrupted(latest(run, action).id(), rerun));
    return this;
  }

  Story stop(String run, boolean abandon) {
    tell(new Input.Stop(run, abandon, "enough"), run);
    return this;
  }

  Story retry(String run, String stage, RetryMode mode) {
    tell(new Input.Retry(run, stage, mode), run);
    return this;
  }

  Story override(String run, String stage, Gate gate) {
    tell(new Input.OverrideCondition(run, stage, gate), run);
    return this;
  }

  Story approve(String run, String action, boolean approved, String summary) {
    ActionRun r = latest(run, action);
    tell(new Input.Approve(r.stage(), action, r.id(), approved, summary, "arn:user/ann"), run);
    return this;
  }

  Story transition(String stage, boolean enabled) {
    tell(new Input.SetTransition(stage, enabled, "freeze", "arn:user/ann"));
    return this;
  }

  void define(PipelineDefinition definition) {
    definitions.put(definition.version(), definition);
  }

  Story update(PipelineDefinition definition) {
    define(definition);
    tell(new Input.Update(definition.version()));
    return this;
  }

  String rollBack(String stage, String target) {
    return rollBack(stage, target, Optional.empty());
  }

  String rollBack(String stage, String target, Optional<String> cause) {
    String id = "run-" + (runs + 1);
    Trigger trigger = new Trigger(cause.isPresent() ? "AutomatedRollback" : "ManualRollback", "");
    tell(new Input.Rollback(id, stage, run(target), cause, trigger));
    runs++;
    return id;
  }

  Story rollbackFailed(String run, String stage) {
    tell(new Input.RollbackFailed(run, stage, "no."), run);
    return this;
  }

  Story fire(String timer) {
    tell(new Input.TimerFired(timer));
    return this;
  }

  Story later(Duration duration) {
    now = now.plus(duration);
    return this;
  }

  // What is so

  PipelineState state() {
    return state;
  }

  Instant now() {
    return now;
  }

  Decision last() {
    return last;
  }

  ExecutionState run(String id) {
    return Optional.ofNullable(stored.get(id)).orElseThrow();
  }

  Map<String, ExecutionState> stored() {
    return stored;
  }

  private ExecutionState execution(String id) {
    return Optional.ofNullable(state.executions().get(id)).orElseThrow();
  }

  ExecutionStatus status(String run) {
    return run(run).status();
  }

  StageStatus stage(String run, String stage) {
    return run(run).stage(stage).orElseThrow().status();
  }

  ConditionStatus condition(String run, String stage, Gate gate) {
    return run(run).stage(stage).orElseThrow().condition(gate).orElseThrow();
  }

  ActionRun latest(String run, String action) {
    return run(run).actions().reversed().stream()
        .filter(r -> r.action().equals(action))
        .findFirst()
        .orElseThrow();
  }

  RuleRun latestRule(String run, String rule) {
    return run(run).rules().reversed().stream()
        .filter(r -> r.rule().equals(rule))
        .findFirst()
        .orElseThrow();
  }

  /** Names of the actions in progress, sorted. */
  List<String> running(String run) {
    return run(run).actions().stream()
        .filter(r -> r.status() == ActionStatus.IN_PROGRESS)
        .map(ActionRun::action)
        .sorted()
        .toList();
  }

  /** {@code ACTION STATUS} of every action execution, oldest first. */
  List<String> history(String run) {
    return run(run).actions().stream().map(r -> r.action() + " " + r.status().awsName()).toList();
  }

  <T extends Effect> List<T> effects(Class<T> type) {
    return last.effects().stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** The code with which the machine refuses what the telling tells. */
  static Refused refusal(Runnable telling) {
    try {
      telling.run();
    } catch (Refused refused) {
      return refused;
    }
    throw new AssertionError("it was not refused");
  }

  List<String> startedInOrder() {
    List<ExecutionState> all = new ArrayList<>(stored.values());
    all.sort(comparing(ExecutionState::startedAt));
    return all.stream().map(ExecutionState::id).toList();
  }
}
