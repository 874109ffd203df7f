package dev.baton.cli;

import picocli.CommandLine.Command;

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
final class Reject extends Answering {

  Reject(Session session) {
    super(session, false);
  }
}
