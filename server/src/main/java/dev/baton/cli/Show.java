package dev.baton.cli;

import dev.baton.api.aws.codebuild.BuildDocument;
import dev.baton.api.aws.codepipeline.ExecutionDocument;
import dev.baton.model.build.Build;
import dev.baton.model.execution.ExecutionState;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code baton show}. */
@Command(
    name = "show",
    description = "Show an execution (stages, actions, causes, artifacts) or a build (phases).",
    footer = {"", "Examples:", "  baton show @", "  baton show 1f2e3d4c --output json"})
final class Show implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "ID", description = "An id, the beginning of one, or @ for the newest.")
  private String id = "@";

  Show(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    switch (new Finder(session.deck()).find(id)) {
      case Finder.OfExecution(ExecutionState execution) -> show(execution);
      case Finder.OfBuild(Build build) -> show(build);
    }
    return ExitCode.SUCCEEDED;
  }

  private void show(ExecutionState execution) {
    if (session.options().json()) {
      printJson(session, execution);
    } else {
      new ExecutionText(session.terminal()).full(execution);
    }
  }

  /** The document of {@code run}, {@code start} and {@code show}. */
  static void printJson(Session session, ExecutionState execution) {
    Following following = new Following(session, View.SILENT);
    session
        .terminal()
        .out()
        .print(
            ExecutionDocument.json(
                execution,
                following.definition(execution),
                following.unit(execution.pipeline()),
                session.deck().reading()));
  }

  private void show(Build build) {
    if (session.options().json()) {
      session.terminal().out().print(BuildDocument.json(List.of(build)));
    } else {
      new BuildText(session.terminal()).full(build);
    }
  }
}
