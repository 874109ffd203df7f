package dev.baton.boundaries.planted.adapter.process;

import java.io.IOException;

/** What the rules permit here, so that a rule which complains of everything is found out. */
final class Innocent {
  Process start() throws IOException {
    return new ProcessBuilder("true").start();
  }
}
