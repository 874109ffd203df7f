package dev.baton.testkit;

import dev.baton.port.CustomTypeStore;

final class InMemoryCustomTypeStoreTest extends CustomTypeStoreContract {

  private final CustomTypeStore store = new InMemoryCustomTypeStore();

  @Override
  protected CustomTypeStore store() {
    return store;
  }
}
