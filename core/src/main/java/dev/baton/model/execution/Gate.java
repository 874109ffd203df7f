package dev.baton.model.execution;

/** The three places of a stage at which a condition may stand. */
public enum Gate {
  BEFORE_ENTRY,
  ON_SUCCESS,
  ON_FAILURE
}
