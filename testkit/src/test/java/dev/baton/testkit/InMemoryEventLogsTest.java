package dev.baton.testkit;

import dev.baton.port.EventLogs;

final class InMemoryEventLogsTest extends EventLogsContract {

  private final EventLogs store = new InMemoryEventLogs();

  @Override
  protected EventLogs store() {
    return store;
  }
}
