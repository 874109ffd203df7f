package dev.baton.cli;

import dev.baton.api.aws.wire.Json;
import dev.baton.model.build.Build;
import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ExecutionState;
import dev.baton.port.LogStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton logs}. */
@Command(
    name = "logs",
    description = "Print the log of a build, or of all builds of an execution.",
    footer = {
      "",
      "Examples:",
      "  baton logs @",
      "  baton logs -f @",
      "  baton logs --timestamps ID"
    })
final class Logs implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "ID", description = "An id, the beginning of one, or @ for the newest.")
  private String id = "@";

  @Option(
      names = {"-f", "--follow"},
      description = "Go on until it is over.")
  private boolean follow;

  @Option(names = "--timestamps", description = "Put each line's time before it.")
  private boolean timestamps;

  Logs(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    switch (new Finder(session.deck()).find(id)) {
      case Finder.OfBuild(Build build) -> ofBuild(build);
      case Finder.OfExecution(ExecutionState execution) -> ofExecution(execution);
    }
    return ExitCode.SUCCEEDED;
  }

  private void ofBuild(Build build) {
    if (follow) {
      new Following(session, new Printing()).thisBuild(build.id(), false);
      return;
    }
    new LogPrinter(session.deck()).drain(build, this::print);
  }

  private void ofExecution(ExecutionState execution) {
    if (follow) {
      new Following(session, new Printing())
          .execution(execution.pipeline(), execution.id(), Following.Until.OVER, false);
      return;
    }
    LogPrinter logs = new LogPrinter(session.deck());
    boolean several = execution.actions().size() > 1 && !session.options().json();
    for (ActionRun run : execution.actions()) {
      for (Build build : session.deck().reading().buildsOf(run.id())) {
        if (several) {
          session.terminal().line("==> " + run.stage() + "/" + run.action() + " <==");
        }
        logs.drain(build, this::print);
      }
    }
  }

  private void print(Build build, LogStore.Line line) {
    if (session.options().json()) {
      session
          .terminal()
          .line(
              Json.compact(
                  out -> {
                    out.writeStartObject();
                    out.writeNumberProperty("timestamp", line.at().toEpochMilli());
                    out.writeStringProperty("message", line.message());
                    out.writeStringProperty("logStreamName", build.uuid());
                    out.writeEndObject();
                  }));
      return;
    }
    session.terminal().line(timestamps ? line.at() + " " + line.message() : line.message());
  }

  /** Prints lines alone. */
  private final class Printing implements View {

    @Override
    public void line(ActionRun action, Build build, LogStore.Line line) {
      print(build, line);
    }

    @Override
    public void line(Build build, LogStore.Line line) {
      print(build, line);
    }

    @Override
    public void tick() {
      session.terminal().out().flush();
    }
  }
}
