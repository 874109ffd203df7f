package dev.baton.cli;

import dev.baton.model.build.Build;
import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ActionStatus;
import dev.baton.model.execution.ExecutionState;
import dev.baton.port.LogStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Lines, as they come: logs on stdout, what starts and ends on stderr. */
final class PlainView implements View {

  private final Terminal terminal;
  private final Set<String> endedBefore;
  private final Map<String, ActionStatus> told = new HashMap<>();
  private String speaking = "";
  private String waitingFor = "";

  /**
   * @param endedBefore the action executions that are left out, because they had ended before the
   *     command began: whoever approves wants to see what follows
   */
  PlainView(Terminal terminal, Set<String> endedBefore) {
    this.terminal = terminal;
    this.endedBefore = Set.copyOf(endedBefore);
  }

  private boolean isOld(ActionRun run) {
    return endedBefore.contains(run.id());
  }

  @Override
  public void execution(ExecutionState execution) {
    for (ActionRun run : execution.actions()) {
      ActionStatus before = told.put(run.id(), run.status());
      if (before == run.status() || isOld(run)) {
        continue;
      }
      String name = run.stage() + "/" + run.action();
      if (before == null) {
        terminal.note("-- " + name + (run.attempt() > 1 ? " (attempt " + run.attempt() + ")" : ""));
      }
      if (run.status() != ActionStatus.IN_PROGRESS) {
        terminal.note(
            "-- "
                + name
                + " "
                + terminal.status(run.status().awsName())
                + " in "
                + Times.span(Duration.between(run.startedAt(), run.updatedAt())));
      }
    }
  }

  @Override
  public void line(ActionRun action, Build build, LogStore.Line line) {
    if (isOld(action)) {
      return;
    }
    String name = action.stage() + "/" + action.action();
    if (!speaking.equals(name)) {
      terminal.line(terminal.dim("==> " + name + " <=="));
      speaking = name;
    }
    terminal.line(line.message());
  }

  @Override
  public void line(Build build, LogStore.Line line) {
    terminal.line(line.message());
  }

  @Override
  public void waitsFor(String what) {
    if (!waitingFor.equals(what)) {
      terminal.note("-- " + terminal.yellow(what));
      waitingFor = what;
    }
  }

  @Override
  public void tick() {
    terminal.out().flush();
  }
}
