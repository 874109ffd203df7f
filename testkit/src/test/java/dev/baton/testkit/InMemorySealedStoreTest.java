package dev.baton.testkit;

import dev.baton.port.SealedStore;

final class InMemorySealedStoreTest extends SealedStoreContract {

  private final SealedStore store = new InMemorySealedStore();

  @Override
  protected SealedStore store() {
    return store;
  }
}
