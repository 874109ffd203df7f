package dev.baton.testkit;

import dev.baton.port.ArtifactCatalogue;

final class InMemoryArtifactCatalogueTest extends ArtifactCatalogueContract {

  private final ArtifactCatalogue store = new InMemoryArtifactCatalogue(new SeededIds());

  @Override
  protected ArtifactCatalogue catalogue() {
    return store;
  }
}
