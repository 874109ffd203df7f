package dev.baton.port;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.artifact.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * (bucket, key, version) to digest: what an S3 bucket is to its users. Durable once a call returns;
 * safe for concurrent use.
 */
public interface ArtifactCatalogue {

  /** Adds a version under the key and returns it. */
  Entry put(ArtifactLocation location, Digest digest, long size, Instant at);

  /** The latest version; empty when the key has none. */
  Optional<Entry> latest(ArtifactLocation location);

  /** One version; empty when there is none. */
  Optional<Entry> version(ArtifactLocation location, String version);

  /**
   * The latest entries of a bucket whose key begins with the prefix, by key, {@code limit} at the
   * most.
   */
  List<Entry> list(String bucket, String prefix, int limit);

  /** One version of a key. */
  record Entry(
      ArtifactLocation location, String version, Digest digest, long size, Instant createdAt) {}
}
