package dev.baton.testkit;

import dev.baton.port.ExecutionStore;
import dev.baton.port.PipelineStore;

final class InMemoryExecutionStoreTest extends ExecutionStoreContract {

  private final InMemoryExecutionStore store = new InMemoryExecutionStore();

  @Override
  protected ExecutionStore store() {
    return store;
  }

  @Override
  protected PipelineStore pipelines() {
    return store.pipelines();
  }
}
