package dev.baton.testkit;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.artifact.Digest;
import dev.baton.port.ArtifactCatalogue;
import dev.baton.port.IdSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The catalogue in memory, behind one lock. */
public final class InMemoryArtifactCatalogue implements ArtifactCatalogue {

  private final IdSource ids;
  private final List<Entry> entries = new ArrayList<>();

  public InMemoryArtifactCatalogue(IdSource ids) {
    this.ids = ids;
  }

  @Override
  public synchronized Entry put(ArtifactLocation location, Digest digest, long size, Instant at) {
    Entry entry = new Entry(location, ids.uuid(), digest, size, at);
    entries.add(entry);
    return entry;
  }

  @Override
  public synchronized Optional<Entry> latest(ArtifactLocation location) {
    return entries.reversed().stream()
        .filter(entry -> entry.location().equals(location))
        .findFirst();
  }

  @Override
  public synchronized Optional<Entry> version(ArtifactLocation location, String version) {
    return entries.stream()
        .filter(entry -> entry.location().equals(location) && entry.version().equals(version))
        .findFirst();
  }

  @Override
  public synchronized List<Entry> list(String bucket, String prefix, int limit) {
    return entries.stream()
        .map(Entry::location)
        .distinct()
        .filter(location -> location.bucket().equals(bucket) && location.key().startsWith(prefix))
        .sorted(Comparator.comparing(ArtifactLocation::key))
        .limit(limit)
        .map(location -> latest(location).orElseThrow())
        .toList();
  }
}
