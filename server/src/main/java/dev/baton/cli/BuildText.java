package dev.baton.cli;

import dev.baton.model.build.Build;
import dev.baton.model.build.BuildStatus;
import dev.baton.model.build.PhaseType;
import java.time.Duration;

/** A build for people: its phases, and why it failed. */
final class BuildText {

  private final Terminal terminal;

  BuildText(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The phase table, then the outcome. */
  void summary(Build build) {
    Table table = new Table("PHASE", "STATUS", "DURATION", "CONTEXT");
    for (Build.Phase phase : build.phases()) {
      if (phase.type() == PhaseType.COMPLETED) {
        continue;
      }
      table.row(
          phase.type().name(),
          phase.status().name(),
          phase
              .endedAt()
              .map(end -> Times.span(Duration.between(phase.startedAt(), end)))
              .orElse(""),
          phase
              .context()
              .filter(c -> !c.statusCode().isEmpty())
              .map(c -> c.statusCode() + ": " + firstLine(c.message()))
              .orElse(""));
    }
    terminal.line("");
    table.print(terminal);
    terminal.line("");
    build.artifacts().forEach(artifact -> terminal.line(artifact(artifact)));
    build.cause().ifPresent(terminal::line);
    terminal.line(
        "%s (build %d of %s): %s%s"
            .formatted(
                build.id(),
                build.number(),
                terminal.bold(build.project()),
                terminal.status(build.status().name()),
                build
                    .endedAt()
                    .map(end -> " after " + Times.span(Duration.between(build.startedAt(), end)))
                    .orElse("")));
  }

  /** The summary, and what was asked for. */
  void full(Build build) {
    terminal.line(
        "Started   %s by %s"
            .formatted(Times.local(build.startedAt()), build.request().initiator()));
    terminal.line(
        "Source    %s %s %s"
            .formatted(
                build.request().source().type(),
                build.request().source().location(),
                build.resolvedSourceVersion().orElse(build.request().source().version())));
    build.exported().forEach((name, value) -> terminal.line("Exported  " + name + "=" + value));
    summary(build);
  }

  /** The exit code that tells of the build. */
  static int exitCode(BuildStatus status) {
    return switch (status) {
      case SUCCEEDED -> ExitCode.SUCCEEDED;
      case STOPPED -> ExitCode.STOPPED;
      case FAILED, FAULT, TIMED_OUT, IN_PROGRESS -> ExitCode.FAILED;
    };
  }

  private static String artifact(Build.BuildArtifact artifact) {
    return "Artifact  %s%d files, %d bytes"
        .formatted(
            artifact.identifier().isEmpty() ? "" : artifact.identifier() + ": ",
            artifact.files(),
            artifact.size());
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
