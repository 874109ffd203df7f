package dev.baton.adapter.jdbc;

import dev.baton.port.ExecutionStore;
import dev.baton.testkit.ExecutionListsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcExecutionListsTest extends ExecutionListsContract {

  @RegisterExtension private final TemporaryDatabase database = new TemporaryDatabase();

  @Override
  protected ExecutionStore store() {
    return new JdbcExecutionStore(database.get(), database.clock());
  }
}
