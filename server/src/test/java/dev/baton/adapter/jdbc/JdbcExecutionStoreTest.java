package dev.baton.adapter.jdbc;

import dev.baton.port.ExecutionStore;
import dev.baton.port.PipelineStore;
import dev.baton.testkit.ExecutionStoreContract;
import dev.baton.testkit.ManualClock;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class JdbcExecutionStoreTest extends ExecutionStoreContract {

  @TempDir private Path directory;
  private Database database;

  @BeforeEach
  void open() {
    database = Database.open(directory.resolve("baton.db"), new ManualClock());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected ExecutionStore store() {
    return new JdbcExecutionStore(database, new ManualClock());
  }

  @Override
  protected PipelineStore pipelines() {
    return new JdbcPipelineStore(database);
  }
}
