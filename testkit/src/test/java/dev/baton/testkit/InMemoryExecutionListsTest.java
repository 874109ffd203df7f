package dev.baton.testkit;

import dev.baton.port.ExecutionStore;

final class InMemoryExecutionListsTest extends ExecutionListsContract {

  private final InMemoryExecutionStore store = new InMemoryExecutionStore();

  @Override
  protected ExecutionStore store() {
    return store;
  }
}
