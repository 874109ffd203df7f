package dev.baton.adapter.jdbc;

import dev.baton.port.JobStore;
import dev.baton.testkit.JobStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcJobStoreTest extends JobStoreContract {

  @RegisterExtension private final TemporaryDatabase database = new TemporaryDatabase();

  @Override
  protected JobStore store() {
    return new JdbcJobStore(database.get());
  }
}
