package dev.baton.testkit;

import dev.baton.port.BuildStore;

final class InMemoryBuildStoreTest extends BuildStoreContract {

  private final BuildStore store = new InMemoryBuildStore();

  @Override
  protected BuildStore store() {
    return store;
  }
}
