package dev.baton.adapter.jdbc;

import dev.baton.port.ExecutionStore;
import dev.baton.port.PipelineStore;
import dev.baton.testkit.ExecutionStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcExecutionStoreTest extends ExecutionStoreContract {

  @RegisterExtension private final TemporaryDatabase database = new TemporaryDatabase();

  @Override
  protected ExecutionStore store() {
    return new JdbcExecutionStore(database.get(), database.clock());
  }

  @Override
  protected PipelineStore pipelines() {
    return new JdbcPipelineStore(database.get());
  }
}
