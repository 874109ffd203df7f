package dev.baton.boundaries.planted.adapter.git;

import java.io.IOException;

final class StartsAProcessByRuntime {
  Process start() throws IOException {
    return Runtime.getRuntime().exec(new String[] {"true"});
  }
}
