package dev.baton.cli;

import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ActionStatus;
import dev.baton.model.execution.ArtifactRevision;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.RuleRun;
import dev.baton.model.execution.StageRun;
import java.time.Duration;
import java.util.List;

/** An execution for people: how it stands, its stages and actions, and why it failed. */
final class ExecutionText {

  private final Terminal terminal;

  ExecutionText(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Stages and actions, then the outcome. */
  void summary(ExecutionState execution) {
    Table table = new Table("STAGE", "ACTION", "STATUS", "TIME", "");
    for (StageRun stage : execution.stages()) {
      List<ActionRun> runs =
          execution.actions().stream().filter(run -> run.stage().equals(stage.name())).toList();
      if (runs.isEmpty()) {
        table.row(stage.name(), "", shown(stage), "", "");
      }
      for (ActionRun run : runs) {
        table.row(run.stage(), run.action(), run.status().awsName(), time(run), remark(run));
      }
      rules(table, execution, stage);
    }
    terminal.line("");
    table.print(terminal);
    terminal.line("");
    execution.actions().stream()
        .filter(run -> run.error().isPresent())
        .forEach(
            run ->
                terminal.line(
                    terminal.red(run.stage() + "/" + run.action())
                        + ": "
                        + run.error().orElseThrow().message()));
    if (!execution.summary().isEmpty()) {
      terminal.line(execution.summary());
    }
    terminal.line(
        "%s of %s: %s after %s"
            .formatted(
                execution.id(),
                terminal.bold(execution.pipeline().name()),
                terminal.status(execution.status().awsName()),
                Times.span(Duration.between(execution.startedAt(), execution.updatedAt()))));
  }

  /** The summary, and what it was made from. */
  void full(ExecutionState execution) {
    terminal.line(
        "Pipeline  %s, version %d, %s"
            .formatted(execution.pipeline().name(), execution.version(), execution.mode()));
    terminal.line(
        "Started   %s by %s %s"
            .formatted(
                Times.local(execution.startedAt()),
                execution.trigger().type(),
                execution.trigger().detail()));
    execution.rollbackTarget().ifPresent(target -> terminal.line("Rollback  to " + target));
    for (ArtifactRevision revision : execution.revisions()) {
      terminal.line(
          "Revision  %s %s %s"
              .formatted(revision.action(), revision.revisionId(), firstLine(revision.summary())));
    }
    execution
        .variables()
        .forEach((name, value) -> terminal.line("Variable  " + name + "=" + value));
    execution
        .outputs()
        .forEach(
            (space, values) ->
                values.forEach(
                    (name, value) ->
                        terminal.line("Output    " + space + "." + name + "=" + firstLine(value))));
    execution
        .artifacts()
        .forEach(
            (name, at) -> terminal.line("Artifact  " + name + " " + at.bucket() + "/" + at.key()));
    summary(execution);
  }

  private static void rules(Table table, ExecutionState execution, StageRun stage) {
    for (RuleRun run : execution.rules()) {
      if (run.stage().equals(stage.name())) {
        table.row(
            run.stage(),
            run.gate().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                + ": "
                + run.rule(),
            run.status().awsName(),
            Times.span(Duration.between(run.startedAt(), run.updatedAt())),
            run.error()
                .map(e -> firstLine(e.message()))
                .orElse(firstLine(run.external().summary())));
      }
    }
  }

  private static String shown(StageRun stage) {
    return stage.status().awsName().isEmpty()
        ? stage.status().name().toLowerCase(java.util.Locale.ROOT)
        : stage.status().awsName();
  }

  private static String time(ActionRun run) {
    return run.status() == ActionStatus.IN_PROGRESS
        ? ""
        : Times.span(Duration.between(run.startedAt(), run.updatedAt()));
  }

  private static String remark(ActionRun run) {
    String text =
        run.updatedBy().isPresent() ? "by " + run.updatedBy().get() : run.external().summary();
    String id = run.external().id();
    String shown = text.isEmpty() ? id : text;
    return firstLine(shown);
  }

  private static String firstLine(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() > 80 ? line.substring(0, 79) + "…" : line;
  }
}
