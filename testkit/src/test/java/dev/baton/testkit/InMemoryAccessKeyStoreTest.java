package dev.baton.testkit;

import dev.baton.port.AccessKeyStore;

final class InMemoryAccessKeyStoreTest extends AccessKeyStoreContract {

  private final AccessKeyStore store = new InMemoryAccessKeyStore();

  @Override
  protected AccessKeyStore store() {
    return store;
  }
}
