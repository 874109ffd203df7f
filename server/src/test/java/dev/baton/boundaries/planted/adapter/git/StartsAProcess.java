package dev.baton.boundaries.planted.adapter.git;

import java.io.IOException;

public final class StartsAProcess {
  Process start() throws IOException {
    return new ProcessBuilder("true").start();
  }
}
