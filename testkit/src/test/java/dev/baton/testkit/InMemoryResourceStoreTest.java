package dev.baton.testkit;

import dev.baton.port.ResourceStore;

final class InMemoryResourceStoreTest extends ResourceStoreContract {

  private final ResourceStore store = new InMemoryResourceStore();

  @Override
  protected ResourceStore store() {
    return store;
  }
}
