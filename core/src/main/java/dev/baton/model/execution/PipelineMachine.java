package dev.baton.model.execution;

import java.time.Instant;
import java.util.function.Supplier;

/**
 * The pipeline state machine. Pure: no clock, no chance, no IO. Safe for concurrent use as far as
 * its observer is.
 */
public final class PipelineMachine {

  private final TransitionObserver observer;

  /** A machine that nobody observes. */
  public PipelineMachine() {
    this(TransitionObserver.NONE);
  }

  /** A machine that tells which rows of its tables it goes through. */
  public PipelineMachine(TransitionObserver observer) {
    this.observer = observer;
  }

  /**
   * Decides what a command or fact brings about. A fact that no longer matters gives a decision
   * without events.
   *
   * @param definitions by version
   * @param now the instant that the events bear
   * @param ids random UUIDs, each given once
   * @throws dev.baton.model.document.Refused when a command cannot be carried out; the code is
   *     AWS's exception without {@code Exception}
   * @throws Stuck when one execution cannot be moved, be it the input's or one that follows from it
   * @throws IllegalStateException when the state would have to move in a way that no table holds: a
   *     fault of the machine
   */
  public Decision decide(
      Definitions definitions,
      PipelineState state,
      Input input,
      Instant now,
      Supplier<String> ids) {
    Draft draft = new Draft(definitions, state, now, ids, observer);
    begin(draft, input);
    new StageFlow(draft).settle();
    return draft.decision();
  }

  /** The state after the event. Folding a decision's events over its state gives its new state. */
  public static PipelineState apply(PipelineState state, Event event) {
    StateFold fold = new StateFold(state);
    fold.apply(event);
    return fold.freeze();
  }

  /** The input's own events; what follows from them is the coordinator's. */
  private static void begin(Draft draft, Input input) {
    switch (input) {
      case Input.Start c -> new StartCommands(draft).start(c);
      case Input.Rollback c -> new StartCommands(draft).rollBack(c);
      case Input.Stop c -> new RunCommands(draft).stop(c);
      case Input.Retry c -> new RunCommands(draft).retry(c);
      case Input.OverrideCondition c -> new RunCommands(draft).override(c);
      case Input.Approve c -> new ApprovalCommand(draft).answer(c);
      case Input.SetTransition c -> new PipelineCommands(draft).setTransition(c);
      case Input.Update c -> new PipelineCommands(draft).update(c);
      case Input.ActionReported f -> new Facts(draft).reported(f);
      case Input.ActionProgressed f -> new Facts(draft).progressed(f);
      case Input.ActionInterrupted f -> new Facts(draft).interrupted(f);
      case Input.RuleReported f -> new Facts(draft).reported(f);
      case Input.TimerFired f -> new Facts(draft).fired(f);
      case Input.RollbackFailed f -> new Facts(draft).rollbackFailed(f);
      case Input.ExecutionBroken f -> new Facts(draft).broken(f);
    }
  }
}
