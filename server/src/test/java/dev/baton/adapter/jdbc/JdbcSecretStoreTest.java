package dev.baton.adapter.jdbc;

import dev.baton.port.SecretStore;
import dev.baton.testkit.Samples;
import dev.baton.testkit.SecretStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcSecretStoreTest extends SecretStoreContract {

  @RegisterExtension private final TemporaryDatabase database = new TemporaryDatabase();

  @Override
  protected SecretStore store() {
    return new JdbcSecretStore(
        database.get(), database.vault(), database.ids(), Samples.ACCOUNT, Samples.REGION);
  }
}
