package dev.baton.cli;

import picocli.CommandLine.Command;

/** {@code baton approve}. */
@Command(
    name = "approve",
    description = "Approve what waits for a person in an execution.",
    footer = {
      "",
      "Examples:",
      "  baton approve @",
      "  baton approve 1f2e3d4c Approve/Release -m \"see ticket 42\""
    })
final class Approve extends Answering {

  Approve(Session session) {
    super(session, true);
  }
}
