package dev.baton.model.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.document.Refused;
import dev.baton.model.execution.ActionOutcome.External;
import dev.baton.model.pipeline.PipelineDefinition.RetryMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * A pipeline's life by chance: the world does what the effects call for, in any order and with any
 * outcome, people give commands that make sense or do not, and facts come late or twice.
 */
final class History {

  private static final int MOST_STARTS = 14;
  private static final ActionOutcome SUCCEEDED =
      new ActionOutcome.Succeeded(External.NONE, Map.of(), Map.of(), List.of());

  private final Choices choices;
  private final Story story;
  private final SequencedSet<String> actionWork = new LinkedHashSet<>();
  private final SequencedSet<String> ruleWork = new LinkedHashSet<>();
  private final SequencedMap<String, Instant> timers = new LinkedHashMap<>();
  private final List<Effect.StartRollback> rollbacks = new ArrayList<>();
  private int starts;
  private int version = 1;

  History(Choices choices, TransitionObserver observer) {
    this.choices = choices;
    story = new Story(AnyPipeline.from(choices, 1), observer);
  }

  /** Lives until the choices are over, then lets everything come to rest. */
  void live() {
    start();
    while (!choices.isOver()) {
      try {
        move();
      } catch (Refused refused) {
        assertThat(refused.code()).isNotBlank();
      }
    }
    rest();
  }

  private void move() {
    switch (choices.below(26)) {
      case 0, 1, 2, 3, 4, 5, 6, 7 -> answerAction();
      case 8, 9, 10 -> answerRule();
      case 11, 12 -> start();
      case 13 -> stop();
      case 14 -> retry();
      case 15 -> override();
      case 16 -> approve();
      case 17 -> setTransition();
      case 18 -> update();
      case 19 -> rollBack();
      case 20 -> carryOutRollback(choices.oneIn(3));
      case 21 -> fireTimer();
      case 22 -> staleFact();
      case 23 -> breakDown();
      case 24 -> passOfTime();
      default -> progress();
    }
  }

  private void tell(Input input, String... loaded) {
    story.tell(input, loaded);
    for (Effect effect : story.last().effects()) {
      switch (effect) {
        case Effect.RunAction e -> actionWork.add(e.actionExecutionId());
        case Effect.RunRule e -> ruleWork.add(e.ruleExecutionId());
        case Effect.AbandonAction e -> actionWork.remove(e.actionExecutionId());
        case Effect.AbandonRule e -> ruleWork.remove(e.ruleExecutionId());
        case Effect.SetTimer e -> timers.put(e.timer(), e.at());
        case Effect.CancelTimer e -> timers.remove(e.timer());
        case Effect.StartRollback e -> rollbacks.add(e);
      }
    }
  }

  private void start() {
    if (starts < MOST_STARTS) {
      RunOptions options = new RunOptions(List.of(), until(), Map.of(), Optional.empty());
      starts++;
      String id = "run-" + starts;
      tell(new Input.Start(id, Story.BY_HAND, Map.of(), List.of(), options));
    }
  }

  private Optional<String> until() {
    return choices.oneIn(8) ? Optional.of(choices.among(stages())) : Optional.empty();
  }

  private List<String> stages() {
    return List.copyOf(story.state().gates().keySet());
  }

  private void answerAction() {
    if (actionWork.isEmpty()) {
      return;
    }
    String id = choices.among(List.copyOf(actionWork));
    actionWork.remove(id);
    switch (choices.below(16)) {
      case 0, 1, 2 -> report(id, new ActionOutcome.Failed(External.NONE, "JobFailed", "exit 1"));
      case 3 -> report(id, new ActionOutcome.Continue(External.NONE, "token", story.now()));
      case 4 -> report(id, new ActionOutcome.Waiting(External.NONE, Optional.empty()));
      case 5 ->
          report(
              id,
              new ActionOutcome.Waiting(External.NONE, Optional.of(story.now().plusSeconds(60))));
      case 6 -> tell(new Input.ActionInterrupted(id, true));
      case 7 -> tell(new Input.ActionInterrupted(id, false));
      default -> report(id, SUCCEEDED);
    }
  }

  private void report(String id, ActionOutcome outcome) {
    tell(new Input.ActionReported(id, outcome));
  }

  private void answerRule() {
    if (ruleWork.isEmpty()) {
      return;
    }
    String id = choices.among(List.copyOf(ruleWork));
    ruleWork.remove(id);
    ActionOutcome outcome =
        switch (choices.below(8)) {
          case 0, 1 -> new ActionOutcome.Failed(External.NONE, "JobFailed", "not so");
          case 2 -> new ActionOutcome.Failed(External.NONE, "ConfigurationError", "what?");
          case 3 -> new ActionOutcome.Continue(External.NONE, "token", story.now());
          default -> SUCCEEDED;
        };
    tell(new Input.RuleReported(id, outcome));
  }

  private String anyRun() {
    return choices.among(List.copyOf(story.stored().keySet()));
  }

  private void stop() {
    String run = anyRun();
    tell(new Input.Stop(run, choices.oneIn(2), "enough"), run);
  }

  private void retry() {
    String run = anyRun();
    RetryMode mode = choices.among(List.of(RetryMode.values()));
    tell(new Input.Retry(run, stageOf(run), mode), run);
  }

  /** Mostly the stage where it stands. */
  private String stageOf(String run) {
    return story
        .run(run)
        .current()
        .filter(s -> !choices.oneIn(6))
        .map(StageRun::name)
        .orElseGet(() -> choices.among(stages()));
  }

  private void override() {
    String run = anyRun();
    Gate gate = choices.among(List.of(Gate.values()));
    tell(new Input.OverrideCondition(run, stageOf(run), gate), run);
  }

  private void approve() {
    List<ActionRun> approvals = approvals();
    if (approvals.isEmpty()) {
      return;
    }
    ActionRun run = choices.among(approvals);
    boolean approved = !choices.oneIn(3);
    tell(new Input.Approve(run.stage(), run.action(), run.id(), approved, "", "arn:ann"));
  }

  /** Pending ones first; an old one now and then. */
  private List<ActionRun> approvals() {
    boolean old = choices.oneIn(8);
    return story.stored().values().stream()
        .flatMap(e -> e.actions().stream())
        .filter(r -> r.action().startsWith("Ok"))
        .filter(r -> old || r.status() == ActionStatus.IN_PROGRESS)
        .toList();
  }

  private void setTransition() {
    tell(new Input.SetTransition(choices.among(stages()), choices.oneIn(2), "freeze", "arn:ann"));
  }

  private void update() {
    if (choices.oneIn(4)) {
      version++;
      story.define(AnyPipeline.from(choices, version));
      tell(new Input.Update(version));
    }
  }

  private void rollBack() {
    if (starts < MOST_STARTS) {
      ExecutionState target = story.run(anyRun());
      starts++;
      Trigger trigger = new Trigger("ManualRollback", "");
      String stage = choices.among(stages());
      tell(new Input.Rollback("run-" + starts, stage, target, Optional.empty(), trigger));
    }
  }

  private void carryOutRollback(boolean fails) {
    if (rollbacks.isEmpty()) {
      return;
    }
    Effect.StartRollback wanted = rollbacks.removeFirst();
    String cause = wanted.causeExecutionId();
    try {
      if (fails) {
        throw Refused.because("Test", dev.baton.model.document.Problem.Kind.USER, "no.");
      }
      starts++;
      ExecutionState target = story.run(wanted.targetExecutionId());
      Trigger trigger = new Trigger("AutomatedRollback", cause);
      tell(
          new Input.Rollback("run-" + starts, wanted.stage(), target, Optional.of(cause), trigger),
          cause);
    } catch (Refused refused) {
      String why = String.valueOf(refused.getMessage());
      tell(new Input.RollbackFailed(cause, wanted.stage(), why), cause);
    }
  }

  private void fireTimer() {
    if (timers.isEmpty()) {
      return;
    }
    String timer = choices.among(List.copyOf(timers.keySet()));
    Instant at = Optional.ofNullable(timers.remove(timer)).orElseThrow();
    if (at.isAfter(story.now()) && !choices.oneIn(4)) {
      story.later(Duration.between(story.now(), at));
    }
    tell(new Input.TimerFired(timer));
  }

  private void staleFact() {
    ExecutionState execution = story.run(anyRun());
    PipelineState before = story.state().withoutFinished();
    List<ActionRun> over =
        execution.actions().stream().filter(r -> r.status() != ActionStatus.IN_PROGRESS).toList();
    if (over.isEmpty()) {
      tell(new Input.ActionReported("nobody", SUCCEEDED));
    } else {
      ActionRun run = choices.among(over);
      tell(
          switch (choices.below(4)) {
            case 0 -> new Input.ActionReported(run.id(), SUCCEEDED);
            case 1 -> new Input.ActionInterrupted(run.id(), true);
            case 2 -> new Input.TimerFired("action/" + run.id());
            default -> new Input.ActionProgressed(run.id(), new External("b-1", "", ""));
          });
    }
    assertThat(story.last().events()).as("events of a stale fact").isEmpty();
    assertThat(story.last().effects()).as("effects of a stale fact").isEmpty();
    assertThat(story.state()).isEqualTo(before);
  }

  private void breakDown() {
    if (choices.oneIn(3)) {
      String run = anyRun();
      tell(new Input.ExecutionBroken(run, "version 1 cannot be read"), run);
    }
  }

  private void passOfTime() {
    if (choices.oneIn(4)) {
      story.later(Duration.ofDays(choices.below(40)));
    }
  }

  private void progress() {
    if (!actionWork.isEmpty()) {
      String id = choices.among(List.copyOf(actionWork));
      tell(new Input.ActionProgressed(id, new External("build-" + id, "", "")));
    }
  }

  /** Every pending fact, timer and person answers; then every execution must be over. */
  private void rest() {
    stages().forEach(s -> tell(new Input.SetTransition(s, true, "", "arn:ann")));
    int patience = 5_000;
    while (answerOne()) {
      assertThat(--patience).as("answers until all rest").isPositive();
    }
    for (ExecutionState execution : story.stored().values()) {
      assertThat(execution.status().isTerminal())
          .as("every answer is given, and %s", execution)
          .isTrue();
      assertThat(execution.status() == ExecutionStatus.FAILED && execution.summary().isEmpty())
          .as("a failure without a cause: %s", execution)
          .isFalse();
    }
    story
        .state()
        .gates()
        .forEach((stage, gate) -> assertThat(gate.holder()).as("holder of " + stage).isEmpty());
  }

  private boolean answerOne() {
    if (!rollbacks.isEmpty()) {
      carryOutRollback(false);
    } else if (!actionWork.isEmpty()) {
      String id = actionWork.removeFirst();
      report(id, SUCCEEDED);
    } else if (!ruleWork.isEmpty()) {
      tell(new Input.RuleReported(ruleWork.removeFirst(), SUCCEEDED));
    } else if (!timers.isEmpty()) {
      fireTimer();
    } else {
      Optional<ActionRun> waiting = waiting();
      waiting.ifPresent(run -> report(run.id(), SUCCEEDED));
      return waiting.isPresent();
    }
    return true;
  }

  private Optional<ActionRun> waiting() {
    return story.stored().values().stream()
        .flatMap(e -> e.actions().stream())
        .filter(r -> r.status() == ActionStatus.IN_PROGRESS)
        .findFirst();
  }
}
