package dev.baton.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Resources that an edge keeps as documents of its own: webhooks, report groups, source
 * credentials, tags. A resource may have one secret, encrypted where it lies and never part of the
 * document. Durable once a call returns; safe for concurrent use; each call is one transaction.
 */
public interface ResourceStore {

  /**
   * What a resource is called.
   *
   * @param kind whose names these are, as {@code codepipeline/webhook}
   */
  record Key(String kind, String account, String region, String name) {}

  /**
   * A resource as it was read.
   *
   * @param document JSON text
   * @param modified when the document was last written
   */
  record Stored(Key key, String document, Instant created, Instant modified) {}

  Optional<Stored> find(Key key);

  /** The secret; empty when there is none, or no such resource. */
  Optional<String> secret(Key key);

  /**
   * Adds a resource, unless there is one of that name.
   *
   * @param most how many of the kind the account may have in the region
   * @return false when the name is taken
   * @throws dev.baton.model.document.Refused as {@code LimitExceeded} when there are as many
   */
  boolean create(Key key, String document, Optional<String> secret, Instant at, int most);

  /**
   * Replaces the document and the secret, if the resource still is as it was read; an empty secret
   * takes the former away.
   *
   * @return false when it was changed or deleted meanwhile
   */
  boolean replace(Stored before, String document, Optional<String> secret, Instant at);

  /**
   * Replaces the document and keeps the secret, if the resource still is as it was read.
   *
   * @return false when it was changed or deleted meanwhile
   */
  boolean amend(Stored before, String document, Instant at);

  /** Deletes the resource with its secret; false when there was none. */
  boolean delete(Key key);

  /** Those of a kind after that name, by name. */
  List<Stored> list(String kind, String account, String region, int limit, String after);
}
