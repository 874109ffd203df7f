package dev.baton.cli;

import dev.baton.api.aws.codebuild.BuildDocument;
import dev.baton.model.build.Build;
import dev.baton.model.build.BuildSummary;
import dev.baton.port.BuildStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton builds}. */
@Command(name = "builds", description = "List builds, newest first.")
final class BuildsCommand implements Callable<Integer> {

  private static final int MOST = 1000;

  private final Session session;

  @Parameters(paramLabel = "PROJECT", arity = "0..1", description = "One project's only.")
  private Optional<String> project = Optional.empty();

  @Option(names = "--limit", paramLabel = "N", description = "How many at the most (100).")
  private int limit = 100;

  BuildsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (limit < 1 || limit > MOST) {
      throw CommandFailure.refused("--limit: 1 to " + MOST);
    }
    Deck deck = session.deck();
    List<BuildSummary> found =
        deck.reading().buildList(project, BuildStore.Order.NEWEST_FIRST.begin(), limit).stream()
            .map(BuildStore.Listed::summary)
            .toList();
    project
        .filter(name -> found.isEmpty() && isUnknown(deck, name))
        .ifPresent(
            name -> {
              throw CommandFailure.refused(
                  "ResourceNotFoundException: there is no project "
                      + name
                      + " and no build of one; see baton projects, baton builds");
            });
    if (session.options().json()) {
      List<Build> whole = deck.reading().builds(found.stream().map(BuildSummary::id).toList());
      session.terminal().out().print(BuildDocument.json(whole));
      return ExitCode.SUCCEEDED;
    }
    Table table = new Table("ID", "NUMBER", "STATUS", "STARTED", "TIME", "BY");
    for (BuildSummary b : found) {
      table.row(
          b.id(),
          Long.toString(b.number()),
          b.status().name(),
          Times.local(b.startedAt()),
          b.endedAt().map(end -> Times.span(Duration.between(b.startedAt(), end))).orElse(""),
          b.initiator());
    }
    table.print(session.terminal());
    return ExitCode.SUCCEEDED;
  }

  private static boolean isUnknown(Deck deck, String project) {
    return deck.reading().project(project).isEmpty();
  }
}
