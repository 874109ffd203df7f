package dev.baton.port;

import dev.baton.model.access.AccessKey;
import dev.baton.model.access.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Access keys, their secrets encrypted where they lie. Durable once a call returns; safe for
 * concurrent use. {@link #find} is asked for every request and answers from memory where it can; a
 * key that was revoked is not found from the moment on that {@link #revoke} has returned.
 */
public interface AccessKeyStore {

  /** How many keys there may be that last. */
  int LASTING = 1_000;

  /** How many temporary keys there may be that are not over. */
  int TEMPORARY = 10_000;

  /**
   * Keeps a new key. Of temporary ones, those that are over at its creation may be forgotten.
   *
   * @throws dev.baton.model.document.Refused as LimitExceeded when there are too many; as
   *     EntityAlreadyExists when the id is taken; as NoSuchEntity when its parent is gone
   */
  void create(AccessKey key);

  /** By id; also one that is over, as long as it is remembered. */
  Optional<AccessKey> find(String id);

  /** Keys that last, of one account, oldest first: after that id, or from the beginning. */
  List<Listed> list(String account, int limit, Optional<String> after);

  /**
   * Makes a key useless at once, with every temporary key that it or one of those asked for.
   *
   * @return whether there was one
   */
  boolean revoke(String id);

  /** A key without its secret. */
  record Listed(String id, Principal owner, Instant createdAt) {}
}
