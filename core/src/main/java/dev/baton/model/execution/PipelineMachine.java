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
   * @throws IllegalStateException when the state would have to move in a way that no table holds: a
   *     fault of the machine
   */
  public Decision decide(
      Definitions definitions,
      PipelineState state,
      Input input,
      Instant now,
      Supplier<String> ids) {
    throw new UnsupportedOperationException("not built yet: " + input + observer);
  }

  /** The state after the event. Folding a decision's events over its state gives its new state. */
  public static PipelineState apply(PipelineState state, Event event) {
    throw new UnsupportedOperationException("not built yet: " + event);
  }
}
