package dev.baton.testkit;

import dev.baton.port.ProjectStore;

final class InMemoryProjectStoreTest extends ProjectStoreContract {

  private final ProjectStore store = new InMemoryProjectStore();

  @Override
  protected ProjectStore store() {
    return store;
  }
}
