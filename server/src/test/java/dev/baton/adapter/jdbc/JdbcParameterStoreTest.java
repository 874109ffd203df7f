package dev.baton.adapter.jdbc;

import dev.baton.port.ParameterStore;
import dev.baton.testkit.ParameterStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcParameterStoreTest extends ParameterStoreContract {

  @RegisterExtension private final TemporaryDatabase database = new TemporaryDatabase();

  @Override
  protected ParameterStore store() {
    return new JdbcParameterStore(database.get(), database.vault());
  }
}
