package dev.baton.adapter.jdbc;

import dev.baton.port.CustomTypeStore;
import dev.baton.testkit.CustomTypeStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcCustomTypeStoreTest extends CustomTypeStoreContract {

  @RegisterExtension private final TemporaryDatabase database = new TemporaryDatabase();

  @Override
  protected CustomTypeStore store() {
    return new JdbcCustomTypeStore(database.get());
  }
}
