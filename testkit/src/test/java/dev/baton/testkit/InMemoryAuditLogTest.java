package dev.baton.testkit;

import dev.baton.port.AuditLog;

final class InMemoryAuditLogTest extends AuditLogContract {

  private final AuditLog log = new InMemoryAuditLog();

  @Override
  protected AuditLog log() {
    return log;
  }
}
