package dev.baton.adapter.jdbc;

import dev.baton.port.BuildStore;
import dev.baton.testkit.BuildStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcBuildStoreTest extends BuildStoreContract {

  @RegisterExtension private final TemporaryDatabase database = new TemporaryDatabase();

  @Override
  protected BuildStore store() {
    return new JdbcBuildStore(database.get(), database.clock());
  }
}
