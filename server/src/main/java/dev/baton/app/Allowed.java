package dev.baton.app;

import dev.baton.provider.LocalCommand;

/**
 * What an owner lets run.
 *
 * @param commands which programs LocalCommand actions may start
 * @param buildsAtOnce further ones wait in the queue
 */
record Allowed(LocalCommand.Permission commands, int buildsAtOnce) {

  private static final int LEAST_BUILDS_AT_ONCE = 8;

  /** For who owns the data directory, and writes the definitions that run in it. */
  static Allowed toOwner() {
    return new Allowed(LocalCommand.Permission.ALL, suitingBuilds());
  }

  /** As many builds as suit the machine. */
  static int suitingBuilds() {
    return Math.max(LEAST_BUILDS_AT_ONCE, 4 * Runtime.getRuntime().availableProcessors());
  }
}
