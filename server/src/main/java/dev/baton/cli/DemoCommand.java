package dev.baton.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code baton demo}. */
@Command(name = "demo", description = "See it all at work, in under a minute.")
final class DemoCommand implements Callable<Integer> {

  @SuppressWarnings("unused")
  private final Session session;

  DemoCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    throw CommandFailure.refused(
        "baton demo: the story is told from a checkout, without options: ./baton demo");
  }
}
