package dev.baton.adapter.jdbc;

import dev.baton.port.SealedStore;
import dev.baton.testkit.SealedStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcSealedStoreTest extends SealedStoreContract {

  @RegisterExtension private final TemporaryDatabase database = new TemporaryDatabase();

  @Override
  protected SealedStore store() {
    return new JdbcSealedStore(database.get(), database.vault());
  }
}
