package dev.baton.testkit;

import dev.baton.port.SecretStore;

final class InMemorySecretStoreTest extends SecretStoreContract {

  private final SecretStore store = new InMemorySecretStore(new SeededIds());

  @Override
  protected SecretStore store() {
    return store;
  }
}
