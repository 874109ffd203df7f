package dev.baton.testkit;

import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.port.CustomTypeStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Custom action types in memory. */
public final class InMemoryCustomTypeStore implements CustomTypeStore {

  private record Key(String account, String region, ActionTypeId id) {}

  private record Kept(CustomType type, boolean deleted) {}

  private final Map<Key, Kept> types = new LinkedHashMap<>();

  @Override
  public synchronized Creation create(
      String account, String region, CustomType type, int atMost, Instant now) {
    Key key = new Key(account, region, type.id());
    Kept before = types.get(key);
    if (before != null && !before.deleted()) {
      return Creation.EXISTS;
    }
    if (before != null && !before.type().equals(type)) {
      return Creation.WAS_OTHER;
    }
    if (isFull(account, region, type, atMost)) {
      return Creation.FULL;
    }
    types.remove(key);
    types.put(key, new Kept(type, false));
    return Creation.CREATED;
  }

  private boolean isFull(String account, String region, CustomType type, int atMost) {
    String owner = type.id().owner();
    return list(account, region).stream().filter(t -> t.id().owner().equals(owner)).count()
        >= atMost;
  }

  @Override
  public synchronized boolean put(
      String account, String region, CustomType type, int atMost, Instant now) {
    if (find(account, region, type.id()).isEmpty() && isFull(account, region, type, atMost)) {
      return false;
    }
    types.put(new Key(account, region, type.id()), new Kept(type, false));
    return true;
  }

  @Override
  public synchronized boolean delete(String account, String region, ActionTypeId id, Instant now) {
    Optional<CustomType> type = find(account, region, id);
    type.ifPresent(t -> types.put(new Key(account, region, id), new Kept(t, true)));
    return type.isPresent();
  }

  @Override
  public synchronized Optional<CustomType> find(String account, String region, ActionTypeId id) {
    return Optional.ofNullable(types.get(new Key(account, region, id)))
        .filter(kept -> !kept.deleted())
        .map(Kept::type);
  }

  @Override
  public synchronized Optional<CustomType> remembered(
      String account, String region, ActionTypeId id) {
    return Optional.ofNullable(types.get(new Key(account, region, id))).map(Kept::type);
  }

  @Override
  public synchronized List<CustomType> list(String account, String region) {
    return types.entrySet().stream()
        .filter(e -> e.getKey().account().equals(account) && e.getKey().region().equals(region))
        .filter(e -> !e.getValue().deleted())
        .map(e -> e.getValue().type())
        .toList();
  }
}
