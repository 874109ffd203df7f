package dev.baton.cli;

import dev.baton.model.build.Build;
import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ExecutionState;
import dev.baton.port.LogStore;

/** How following is shown. One for each command; not for concurrent use. */
interface View extends AutoCloseable {

  /** Shows nothing: for JSON and for quiet. */
  View SILENT = new View() {};

  /** The execution as it now stands; called again only when it changed. */
  default void execution(ExecutionState execution) {}

  /** A line of the log of a build of an action. */
  default void line(ActionRun action, Build build, LogStore.Line line) {}

  /** A line of the log of a build of its own. */
  default void line(Build build, LogStore.Line line) {}

  /** The build as it now stands. */
  default void build(Build build) {}

  /** Someone has to do something. */
  default void waitsFor(String what) {}

  /** Makes room: somebody else is about to write to the terminal. */
  default void clear() {}

  /** Called between looks, so that what moves can move. */
  default void tick() {}

  @Override
  default void close() {}
}
