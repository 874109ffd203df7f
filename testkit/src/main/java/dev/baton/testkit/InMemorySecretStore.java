package dev.baton.testkit;

import dev.baton.port.IdSource;
import dev.baton.port.SecretStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Secrets in memory, behind one lock. */
public final class InMemorySecretStore implements SecretStore {

  private static final String ARN = "arn:aws:secretsmanager:us-east-1:000000000000:secret:";

  private final IdSource ids;
  private final NavigableMap<String, Secret> secrets = new TreeMap<>();
  private final Map<String, Fresh> values = new HashMap<>();

  public InMemorySecretStore(IdSource ids) {
    this.ids = ids;
  }

  @Override
  public synchronized Secret put(String name, String value, Instant at) {
    Fresh fresh = new Fresh(ids.uuid(), value, false);
    return change(name, Optional.of(fresh), secret -> secret.moved(CURRENT, fresh.id()), at)
        .or(() -> create(name, Notes.NONE, Optional.of(fresh), at))
        .orElseThrow();
  }

  @Override
  public synchronized Optional<Secret> create(
      String name, Notes notes, Optional<Fresh> version, Instant at) {
    if (secrets.containsKey(name)) {
      return Optional.empty();
    }
    String arn = ARN + name + "-" + ids.uuid().substring(0, 6);
    secrets.put(name, new Secret(name, arn, at, at, notes, Map.of()));
    return change(
        name,
        version,
        secret -> version.map(fresh -> secret.moved(CURRENT, fresh.id())).orElse(secret),
        at);
  }

  @Override
  public synchronized Optional<Secret> change(
      String nameOrArn, Optional<Fresh> fresh, UnaryOperator<Secret> change, Instant at) {
    return describe(nameOrArn)
        .map(
            before -> {
              Secret grown = fresh.map(version -> before.with(version.id(), at)).orElse(before);
              Secret after = change.apply(grown);
              Secret kept =
                  new Secret(
                      before.name(),
                      before.arn(),
                      before.createdAt(),
                      at,
                      after.notes(),
                      after.versions());
              secrets.put(kept.name(), kept);
              fresh.ifPresent(version -> values.put(kept.arn() + version.id(), version));
              return kept;
            });
  }

  @Override
  public synchronized Optional<Secret> describe(String nameOrArn) {
    return secrets.values().stream()
        .filter(secret -> secret.name().equals(nameOrArn) || secret.arn().equals(nameOrArn))
        .findFirst();
  }

  @Override
  public synchronized Optional<Value> get(
      String nameOrArn, Optional<String> stage, Optional<String> versionId) {
    return describe(nameOrArn)
        .filter(secret -> secret.notes().deletion().isEmpty())
        .flatMap(
            secret ->
                versionId
                    .or(() -> secret.holder(stage.orElse(CURRENT)))
                    .flatMap(id -> value(secret, id)));
  }

  private Optional<Value> value(Secret secret, String id) {
    return Optional.ofNullable(values.get(secret.arn() + id))
        .map(
            fresh -> {
              Version version =
                  secret.versions().getOrDefault(id, new Version(Instant.EPOCH, List.of()));
              return new Value(
                  secret.name(),
                  secret.arn(),
                  id,
                  version.stages(),
                  version.createdAt(),
                  fresh.value(),
                  fresh.binary());
            });
  }

  @Override
  public synchronized List<Secret> list(int limit, String after, boolean deleted) {
    return secrets.tailMap(after, false).values().stream()
        .filter(secret -> deleted || secret.notes().deletion().isEmpty())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized boolean delete(String nameOrArn) {
    return describe(nameOrArn).map(secret -> secrets.remove(secret.name())).isPresent();
  }

  @Override
  public synchronized int purge(Instant now) {
    int before = secrets.size();
    secrets
        .values()
        .removeIf(
            secret -> secret.notes().deletion().filter(it -> !it.due().isAfter(now)).isPresent());
    return before - secrets.size();
  }
}
