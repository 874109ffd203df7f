package dev.baton.model.execution;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.pipeline.PipelineDefinition.RetryMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What an event makes of its execution. */
final class ExecutionFold {

  private final ExecutionState before;
  private ExecutionStatus status;
  private String summary;
  private List<StageRun> stages;
  private List<ActionRun> actions;
  private List<RuleRun> rules;
  private Map<String, ArtifactLocation> artifacts;
  private Map<String, Map<String, String>> outputs;
  private List<ArtifactRevision> revisions;
  private Optional<ExecutionState.StopRequest> stop;

  private ExecutionFold(ExecutionState before) {
    this.before = before;
    status = before.status();
    summary = before.summary();
    stages = before.stages();
    actions = before.actions();
    rules = before.rules();
    artifacts = before.artifacts();
    outputs = before.outputs();
    revisions = before.revisions();
    stop = before.stop();
  }

  static ExecutionState apply(ExecutionState state, Event.OfExecution event) {
    ExecutionFold fold = new ExecutionFold(state);
    fold.apply(event);
    return fold.at(event.at());
  }

  private void apply(Event.OfExecution event) {
    switch (event) {
      case Event.ExecutionMoved e -> move(e);
      case Event.StopRequested e -> stop = Optional.of(e.request());
      case Event.StageMoved e -> stage(e.stage(), run -> moved(run, e));
      case Event.StageRetried e -> stage(e.stage(), run -> retried(run, e));
      case Event.ConditionMoved e -> stage(e.stage(), run -> checked(run, e));
      case Event.ActionStarted e -> actions = plus(actions, e.run());
      case Event.ActionProgressed e -> action(e.actionExecutionId(), run -> progressed(run, e));
      case Event.ActionFinished e -> finish(e);
      case Event.RuleStarted e -> rules = plus(rules, e.run());
      case Event.RuleProgressed e ->
          rule(e.ruleExecutionId(), r -> rule(r, r.status(), e.at(), e.external(), r.error(), e));
      case Event.RuleFinished e ->
          rule(e.ruleExecutionId(), r -> rule(r, e.to(), e.at(), e.external(), e.error(), e));
      case Event.RollbackAwaited e -> {}
      case Event.RollbackGivenUp e -> summary = e.summary();
    }
  }

  private void move(Event.ExecutionMoved e) {
    status = e.to();
    summary = e.summary();
    if (e.to() == ExecutionStatus.IN_PROGRESS) {
      stop = Optional.empty();
    }
  }

  private static StageRun moved(StageRun run, Event.StageMoved e) {
    boolean enters = e.to() == StageStatus.CHECKING_ENTRY || e.to() == StageStatus.RUNNING;
    Optional<Instant> entered =
        enters && run.enteredAt().isEmpty() ? Optional.of(e.at()) : run.enteredAt();
    return new StageRun(
        run.name(), e.to(), entered, run.conditions(), run.attempt(), run.since(), run.retry());
  }

  private static StageRun retried(StageRun run, Event.StageRetried e) {
    Map<Gate, StageRun.ConditionRun> kept = new EnumMap<>(Gate.class);
    run.conditions()
        .forEach(
            (gate, condition) -> {
              // Whoever let this execution in despite the condition need not do so again.
              if (gate == Gate.BEFORE_ENTRY && condition.status() == ConditionStatus.OVERRIDDEN) {
                kept.put(gate, condition);
              }
            });
    int attempt = run.attempt() + 1;
    int since = e.mode() == RetryMode.ALL_ACTIONS ? attempt : run.since();
    return new StageRun(
        run.name(),
        run.status(),
        run.enteredAt(),
        Collections.unmodifiableMap(kept),
        attempt,
        since,
        Optional.of(e.retry()));
  }

  private static StageRun checked(StageRun run, Event.ConditionMoved e) {
    Map<Gate, StageRun.ConditionRun> conditions = new EnumMap<>(Gate.class);
    conditions.putAll(run.conditions());
    conditions.put(e.gate(), new StageRun.ConditionRun(e.to(), e.at(), e.summary()));
    return new StageRun(
        run.name(),
        run.status(),
        run.enteredAt(),
        Collections.unmodifiableMap(conditions),
        run.attempt(),
        run.since(),
        run.retry());
  }

  private static ActionRun progressed(ActionRun r, Event.ActionProgressed e) {
    return new ActionRun(
        r.id(),
        r.stage(),
        r.action(),
        r.attempt(),
        r.stageAttempt(),
        r.namespace(),
        r.status(),
        r.startedAt(),
        e.at(),
        r.resolvedConfiguration(),
        r.inputs(),
        r.outputs(),
        e.external(),
        r.outputVariables(),
        r.error(),
        r.updatedBy(),
        e.continuation(),
        e.waitingUntil());
  }

  private static ActionRun finished(ActionRun r, Event.ActionFinished e) {
    return new ActionRun(
        r.id(),
        r.stage(),
        r.action(),
        r.attempt(),
        r.stageAttempt(),
        r.namespace(),
        e.to(),
        r.startedAt(),
        e.at(),
        r.resolvedConfiguration(),
        r.inputs(),
        r.outputs(),
        e.external(),
        e.outputVariables(),
        e.error(),
        e.by(),
        Optional.empty(),
        Optional.empty());
  }

  private void finish(Event.ActionFinished e) {
    ActionRun run = action(e.actionExecutionId(), r -> finished(r, e));
    if (e.to() != ActionStatus.SUCCEEDED) {
      return;
    }
    artifacts = plus(artifacts, e.artifacts());
    if (run.namespace().isPresent()) {
      outputs = plus(outputs, Map.of(run.namespace().get(), e.outputVariables()));
    }
    if (!e.revisions().isEmpty()) {
      List<ArtifactRevision> found = new ArrayList<>(revisions);
      found.removeIf(revision -> revision.action().equals(run.action()));
      found.addAll(e.revisions());
      revisions = List.copyOf(found);
    }
  }

  private static RuleRun rule(
      RuleRun r,
      ActionStatus status,
      Instant at,
      ActionOutcome.External external,
      Optional<ActionRun.Failure> error,
      Event event) {
    Optional<String> continuation =
        event instanceof Event.RuleProgressed p ? p.continuation() : Optional.empty();
    return new RuleRun(
        r.id(),
        r.stage(),
        r.gate(),
        r.rule(),
        r.stageAttempt(),
        status,
        r.startedAt(),
        at,
        r.resolvedConfiguration(),
        external,
        error,
        continuation);
  }

  private void stage(String name, UnaryOperator<StageRun> change) {
    stages = replace(stages, stage -> stage.name().equals(name), change);
  }

  private ActionRun action(String id, UnaryOperator<ActionRun> change) {
    Predicate<ActionRun> wanted = run -> run.id().equals(id);
    actions = replace(actions, wanted, change);
    return actions.stream().filter(wanted).findFirst().orElseThrow();
  }

  private void rule(String id, UnaryOperator<RuleRun> change) {
    rules = replace(rules, run -> run.id().equals(id), change);
  }

  private ExecutionState at(Instant at) {
    return new ExecutionState(
        before.id(),
        before.pipeline(),
        before.version(),
        before.mode(),
        before.rollbackTarget(),
        before.trigger(),
        status,
        summary,
        before.startedAt(),
        at,
        before.variables(),
        before.sourceRevisions(),
        before.options(),
        stages,
        actions,
        rules,
        artifacts,
        outputs,
        revisions,
        stop);
  }

  private static <T> List<T> replace(List<T> list, Predicate<T> wanted, UnaryOperator<T> change) {
    List<T> copy = new ArrayList<>(list);
    // From the end: the latest execution is the one that changes.
    for (int i = copy.size() - 1; i >= 0; i--) {
      if (wanted.test(copy.get(i))) {
        copy.set(i, change.apply(copy.get(i)));
        return Collections.unmodifiableList(copy);
      }
    }
    throw new IllegalStateException("the event is about something that the execution has not");
  }

  private static <T> List<T> plus(List<T> list, T element) {
    List<T> copy = new ArrayList<>(list.size() + 1);
    copy.addAll(list);
    copy.add(element);
    return Collections.unmodifiableList(copy);
  }

  private static <V> Map<String, V> plus(Map<String, V> map, Map<String, V> added) {
    if (added.isEmpty()) {
      return map;
    }
    Map<String, V> copy = new LinkedHashMap<>(map);
    copy.putAll(added);
    return Collections.unmodifiableMap(copy);
  }
}
