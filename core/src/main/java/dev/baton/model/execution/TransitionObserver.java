package dev.baton.model.execution;

/** Told of each row of a transition table that a machine goes through. */
@FunctionalInterface
public interface TransitionObserver {

  /** Does nothing. */
  TransitionObserver NONE = (table, from, on, to) -> {};

  /** A thing of that table went from one status to another. */
  void visited(String table, String from, String on, String to);
}
