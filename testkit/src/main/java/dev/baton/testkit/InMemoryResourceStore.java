package dev.baton.testkit;

import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.port.ResourceStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resources in memory, behind one lock. */
public final class InMemoryResourceStore implements ResourceStore {

  private record Held(Stored stored, Optional<String> secret) {}

  private final Map<Key, Held> resources = new HashMap<>();

  @Override
  public synchronized Optional<Stored> find(Key key) {
    return Optional.ofNullable(resources.get(key)).map(Held::stored);
  }

  @Override
  public synchronized Optional<String> secret(Key key) {
    return Optional.ofNullable(resources.get(key)).flatMap(Held::secret);
  }

  @Override
  public synchronized boolean create(
      Key key, String document, Optional<String> secret, Instant at, int most) {
    if (resources.containsKey(key)) {
      return false;
    }
    if (of(key.kind(), key.account(), key.region()).size() >= most) {
      throw Refused.because(
          "LimitExceeded",
          Problem.Kind.LIMIT,
          "There are " + most + " resources of this kind already; delete some first");
    }
    resources.put(key, new Held(new Stored(key, document, at, at), secret));
    return true;
  }

  @Override
  public synchronized boolean replace(
      Stored before, String document, Optional<String> secret, Instant at) {
    Held held = resources.get(before.key());
    if (held == null || !held.stored().equals(before)) {
      return false;
    }
    Stored after = new Stored(before.key(), document, before.created(), at);
    resources.put(before.key(), new Held(after, secret));
    return true;
  }

  @Override
  public synchronized boolean amend(Stored before, String document, Instant at) {
    return replace(before, document, secret(before.key()), at);
  }

  @Override
  public synchronized boolean delete(Key key) {
    return resources.remove(key) != null;
  }

  @Override
  public synchronized List<Stored> list(
      String kind, String account, String region, int limit, String after) {
    return of(kind, account, region).stream()
        .filter(stored -> stored.key().name().compareTo(after) > 0)
        .limit(limit)
        .toList();
  }

  private List<Stored> of(String kind, String account, String region) {
    return resources.values().stream()
        .map(Held::stored)
        .filter(s -> new Key(kind, account, region, s.key().name()).equals(s.key()))
        .sorted(Comparator.comparing(s -> s.key().name()))
        .toList();
  }
}
