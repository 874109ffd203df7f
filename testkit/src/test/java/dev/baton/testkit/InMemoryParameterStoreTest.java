package dev.baton.testkit;

import dev.baton.port.ParameterStore;

final class InMemoryParameterStoreTest extends ParameterStoreContract {

  private final ParameterStore store = new InMemoryParameterStore();

  @Override
  protected ParameterStore store() {
    return store;
  }
}
