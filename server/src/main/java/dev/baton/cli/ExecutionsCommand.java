package dev.baton.cli;

import dev.baton.api.aws.codepipeline.ExecutionDocument;
import dev.baton.model.execution.ExecutionSummary;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton executions}. */
@Command(
    name = "executions",
    description = "List executions, newest first.",
    footer = {"", "Examples:", "  baton executions", "  baton executions shop --limit 10"})
final class ExecutionsCommand implements Callable<Integer> {

  private static final int MOST = 1000;

  private final Session session;

  @Parameters(paramLabel = "NAME", arity = "0..1", description = "One pipeline's only.")
  private Optional<String> pipeline = Optional.empty();

  @Option(names = "--limit", paramLabel = "N", description = "How many at the most (100).")
  private int limit = 100;

  ExecutionsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (limit < 1 || limit > MOST) {
      throw CommandFailure.refused("--limit: 1 to " + MOST);
    }
    List<ExecutionSummary> found = listed();
    if (session.options().json()) {
      session.terminal().out().print(ExecutionDocument.summaries(found));
      return ExitCode.SUCCEEDED;
    }
    Table table = new Table("ID", "PIPELINE", "STATUS", "STARTED", "TIME", "REVISION");
    for (ExecutionSummary e : found) {
      table.row(
          e.id(),
          e.pipeline().name(),
          e.status().awsName(),
          Times.local(e.startedAt()),
          Times.span(Duration.between(e.startedAt(), e.updatedAt())),
          e.revisions().stream().findFirst().map(r -> shortened(r.revisionId())).orElse(""));
    }
    table.print(session.terminal());
    return ExitCode.SUCCEEDED;
  }

  private List<ExecutionSummary> listed() {
    Deck deck = session.deck();
    List<ExecutionSummary> found = deck.reading().executions(pipeline, limit);
    if (found.isEmpty()
        && pipeline.filter(name -> deck.reading().pipeline(name).isEmpty()).isPresent()) {
      throw CommandFailure.refused(
          "PipelineNotFoundException: The account with AWS account ID '%s' does not include a pipeline named '%s'"
              .formatted(deck.account(), pipeline.get()));
    }
    return found;
  }

  private static String shortened(String revision) {
    return revision.length() > 10 ? revision.substring(0, 10) : revision;
  }
}
