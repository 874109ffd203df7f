package dev.baton.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code baton reject}. */
@Command(
    name = "reject",
    description = "Reject what waits for a person in an execution.",
    footer = {
      "",
      "Examples:",
      "  baton reject @",
      "  baton reject 1f2e3d4c Approve/Release -m \"see ticket 42\""
    })
final class Reject implements Callable<Integer> {

  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "An execution's id, the beginning of one, or @ for the newest.")
  private String id = "@";

  @Parameters(
      index = "1",
      paramLabel = "STAGE/ACTION",
      arity = "0..1",
      description = "Which approval, when several wait.")
  private Optional<String> which = Optional.empty();

  @Option(
      names = {"-m", "--message"},
      paramLabel = "TEXT",
      description = "The summary.")
  private Optional<String> text = Optional.empty();

  @Option(names = "--wait", description = "Wait for the execution and exit with its code.")
  private boolean wait;

  Reject(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return new Answering(session).answer(id, which, text, false, wait);
  }
}
