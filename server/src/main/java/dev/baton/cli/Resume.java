package dev.baton.cli;

import dev.baton.api.aws.codebuild.BuildDocument;
import dev.baton.api.aws.codepipeline.ExecutionDocument;
import dev.baton.api.aws.wire.Json;
import dev.baton.model.build.Build;
import dev.baton.model.execution.ExecutionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code baton resume}. */
@Command(
    name = "resume",
    description = {
      "Go on with every execution and build that a killed process left behind, until all rest:",
      "they are over, or wait for a person."
    })
final class Resume implements Callable<Integer> {

  private final Session session;

  Resume(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Deck deck = session.deck();
    Resting resting = new Resting(session);
    List<ExecutionState> before = resting.unfinished();
    List<Build> builds =
        deck.reading().unfinishedBuilds().stream()
            .filter(build -> build.request().parentAction().isEmpty())
            .toList();
    deck.carryOn();
    resting.untilEverythingRests();
    List<Build> builtNow = resting.builds(builds);
    List<ExecutionState> now = new ArrayList<>();
    for (ExecutionState e : before) {
      deck.reading().execution(e.pipeline(), e.id()).ifPresent(now::add);
    }
    print(now, builtNow);
    return ExitCode.SUCCEEDED;
  }

  private void print(List<ExecutionState> executions, List<Build> builds) {
    if (session.options().json()) {
      session
          .terminal()
          .out()
          .print(
              Json.pretty(
                  out -> {
                    out.writeStartObject();
                    ExecutionDocument.writeExecutions(out, executions);
                    BuildDocument.writeBuilds(out, builds);
                    out.writeEndObject();
                  }));
      return;
    }
    if (executions.isEmpty() && builds.isEmpty()) {
      session.terminal().line("Nothing was left behind.");
      return;
    }
    Table table = new Table("ID", "OF", "STATUS", "AFTER");
    executions.forEach(
        e ->
            table.row(
                e.id(),
                e.pipeline().name(),
                e.status().awsName(),
                Times.span(Duration.between(e.startedAt(), e.updatedAt()))));
    builds.forEach(b -> table.row(b.id(), b.project(), b.status().name(), b.cause().orElse("")));
    table.print(session.terminal());
  }
}
