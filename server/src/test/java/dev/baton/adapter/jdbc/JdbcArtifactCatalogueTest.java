package dev.baton.adapter.jdbc;

import dev.baton.port.ArtifactCatalogue;
import dev.baton.testkit.ArtifactCatalogueContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcArtifactCatalogueTest extends ArtifactCatalogueContract {

  @RegisterExtension private final TemporaryDatabase database = new TemporaryDatabase();

  @Override
  protected ArtifactCatalogue catalogue() {
    return new JdbcArtifactCatalogue(database.get(), database.ids());
  }
}
