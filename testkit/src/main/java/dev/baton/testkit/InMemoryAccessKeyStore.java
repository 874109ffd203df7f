package dev.baton.testkit;

import dev.baton.model.access.AccessKey;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.port.AccessKeyStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Access keys in memory, in the clear. */
public final class InMemoryAccessKeyStore implements AccessKeyStore {

  private final Map<String, AccessKey> keys = new LinkedHashMap<>();

  @Override
  public synchronized void create(AccessKey key) {
    keys.values().removeIf(k -> k.isExpired(key.createdAt()) && children(k.id()).isEmpty());
    if (keys.containsKey(key.id())) {
      throw Refused.because(
          "EntityAlreadyExists", Problem.Kind.CONFLICT, key.id() + " exists already");
    }
    Optional<String> parent = key.temporary().flatMap(AccessKey.Temporary::parent);
    if (parent.isPresent() && !keys.containsKey(parent.get())) {
      throw Refused.because(
          "NoSuchEntity", Problem.Kind.NOT_FOUND, "There is no key " + parent.get());
    }
    boolean temporary = key.temporary().isPresent();
    long alike = keys.values().stream().filter(k -> k.temporary().isPresent() == temporary).count();
    if (alike >= (temporary ? TEMPORARY : LASTING)) {
      throw Refused.because("LimitExceeded", Problem.Kind.LIMIT, "There are too many keys");
    }
    keys.put(key.id(), key);
  }

  @Override
  public synchronized Optional<AccessKey> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  @Override
  public synchronized List<Listed> list(String account, int limit, Optional<String> after) {
    return keys.values().stream()
        .filter(k -> k.temporary().isEmpty() && k.owner().account().equals(account))
        .dropWhile(k -> after.isPresent() && !k.id().equals(after.get()))
        .skip(after.isPresent() ? 1 : 0)
        .limit(limit)
        .map(k -> new Listed(k.id(), k.owner(), k.createdAt()))
        .toList();
  }

  @Override
  public synchronized boolean revoke(String id) {
    boolean found = keys.remove(id) != null;
    children(id).forEach(this::revoke);
    return found;
  }

  private List<String> children(String id) {
    return keys.values().stream()
        .filter(k -> k.temporary().flatMap(AccessKey.Temporary::parent).equals(Optional.of(id)))
        .map(AccessKey::id)
        .toList();
  }
}
