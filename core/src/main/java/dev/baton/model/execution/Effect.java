package dev.baton.model.execution;

import java.time.Instant;

/**
 * What the world should do; recorded in the transaction of its events, done at least once, keyed by
 * id.
 */
public sealed interface Effect {

  /** Ask the action's provider; also again after Continue, not before the instant. */
  record RunAction(String executionId, String actionExecutionId, Instant notBefore)
      implements Effect {}

  /** Ask the rule's provider. */
  record RunRule(String executionId, String ruleExecutionId, Instant notBefore) implements Effect {}

  /** The action's result no longer matters: end its work where this process owns it. */
  record AbandonAction(String executionId, String actionExecutionId) implements Effect {}

  /** The rule's result no longer matters: end its work where this process owns it. */
  record AbandonRule(String executionId, String ruleExecutionId) implements Effect {}

  /** Report {@link Input.TimerFired} at that time; a timer of the same key is replaced. */
  record SetTimer(String timer, Instant at) implements Effect {}

  /** Forget a timer; one that has just fired may still be reported. */
  record CancelTimer(String timer) implements Effect {}

  /** Start an execution that rolls the stage back to the target. */
  record StartRollback(String causeExecutionId, String stage, String targetExecutionId)
      implements Effect {}
}
