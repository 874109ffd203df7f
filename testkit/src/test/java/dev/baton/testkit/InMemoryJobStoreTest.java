package dev.baton.testkit;

import dev.baton.port.JobStore;

final class InMemoryJobStoreTest extends JobStoreContract {

  private final JobStore store = new InMemoryJobStore();

  @Override
  protected JobStore store() {
    return store;
  }
}
