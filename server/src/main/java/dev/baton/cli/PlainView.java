package dev.baton.cli;

import dev.baton.model.build.Build;
import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ActionStatus;
import dev.baton.model.execution.ExecutionState;
import dev.baton.port.LogStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Lines, as they come: logs on stdout, what starts and ends on stderr. */
final class PlainView implements View {

  private final Terminal terminal;
  private final Instant since;
  private final Map<String, ActionStatus> told = new HashMap<>();
  private String speaking = "";
  private String waitingFor = "";

  /**
   * @param since what had ended before is left out: whoever approves wants to see what follows
   */
  PlainView(Terminal terminal, Instant since) {
    this.terminal = terminal;
    this.since = since;
  }

  private boolean isOld(ActionRun run) {
    return run.status() != ActionStatus.IN_PROGRESS && run.updatedAt().isBefore(since);
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
