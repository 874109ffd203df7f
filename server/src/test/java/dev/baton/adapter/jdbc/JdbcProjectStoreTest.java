package dev.baton.adapter.jdbc;

import dev.baton.port.ProjectStore;
import dev.baton.testkit.ProjectStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcProjectStoreTest extends ProjectStoreContract {

  @RegisterExtension private final TemporaryDatabase database = new TemporaryDatabase();

  @Override
  protected ProjectStore store() {
    return new JdbcProjectStore(database.get());
  }
}
