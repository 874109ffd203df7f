package dev.baton.app;

import dev.baton.port.AuditLog;
import dev.baton.provider.LocalCommand;

/**
 * What an owner lets run, and keeps.
 *
 * @param commands which programs LocalCommand actions may start
 * @param buildsAtOnce further ones wait in the queue
 * @param audit how much of the audit record is kept
 */
record Allowed(LocalCommand.Permission commands, int buildsAtOnce, AuditLog.Retention audit) {

  private static final int LEAST_BUILDS_AT_ONCE = 8;

  /** For who owns the data directory, and writes the definitions that run in it. */
  static Allowed toOwner() {
    return new Allowed(LocalCommand.Permission.ALL, suitingBuilds(), AuditLog.Retention.USUAL);
  }

  /** As many builds as suit the machine. */
  static int suitingBuilds() {
    return Math.max(LEAST_BUILDS_AT_ONCE, 4 * Runtime.getRuntime().availableProcessors());
  }
}
