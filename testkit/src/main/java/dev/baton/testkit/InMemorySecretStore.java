package dev.baton.testkit;

import dev.baton.port.IdSource;
import dev.baton.port.SecretStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Secrets in memory, behind one lock. The current version is the newest one, the previous one the
 * one before.
 */
public final class InMemorySecretStore implements SecretStore {

  private static final String ARN = "arn:aws:secretsmanager:us-east-1:000000000000:secret:";

  private final IdSource ids;
  private final NavigableMap<String, Kept> secrets = new TreeMap<>();

  public InMemorySecretStore(IdSource ids) {
    this.ids = ids;
  }

  private record Kept(String name, String arn, List<Numbered> versions) {}

  private record Numbered(String id, String value, Instant at) {}

  @Override
  public synchronized Secret put(String name, String value, Instant at) {
    Kept kept =
        secrets.computeIfAbsent(
            name,
            _ -> new Kept(name, ARN + name + "-" + ids.uuid().substring(0, 6), new ArrayList<>()));
    kept.versions().add(new Numbered(ids.uuid(), value, at));
    return secret(kept);
  }

  @Override
  public synchronized Optional<Secret> describe(String nameOrArn) {
    return find(nameOrArn).map(InMemorySecretStore::secret);
  }

  @Override
  public synchronized Optional<Value> get(
      String nameOrArn, Optional<String> stage, Optional<String> versionId) {
    return find(nameOrArn).flatMap(kept -> value(kept, stage, versionId));
  }

  @Override
  public synchronized List<Secret> list(int limit, String after) {
    return secrets.tailMap(after, false).values().stream()
        .limit(limit)
        .map(InMemorySecretStore::secret)
        .toList();
  }

  @Override
  public synchronized boolean delete(String nameOrArn) {
    return find(nameOrArn).map(kept -> secrets.remove(kept.name())).isPresent();
  }

  private Optional<Kept> find(String nameOrArn) {
    return secrets.values().stream()
        .filter(kept -> kept.name().equals(nameOrArn) || kept.arn().equals(nameOrArn))
        .findFirst();
  }

  private static Optional<Value> value(
      Kept kept, Optional<String> stage, Optional<String> versionId) {
    for (Numbered version : kept.versions().reversed()) {
      List<String> stages = stages(kept, version);
      boolean wanted =
          versionId.isPresent()
              ? version.id().equals(versionId.get())
              : stages.contains(stage.orElse("AWSCURRENT"));
      if (wanted) {
        return Optional.of(
            new Value(
                kept.name(), kept.arn(), version.id(), stages, version.at(), version.value()));
      }
    }
    return Optional.empty();
  }

  private static List<String> stages(Kept kept, Numbered version) {
    int fromEnd = kept.versions().size() - kept.versions().indexOf(version);
    return switch (fromEnd) {
      case 1 -> List.of("AWSCURRENT");
      case 2 -> List.of("AWSPREVIOUS");
      default -> List.of();
    };
  }

  private static Secret secret(Kept kept) {
    Map<String, Version> versions = new LinkedHashMap<>();
    for (Numbered version : kept.versions()) {
      versions.put(version.id(), new Version(version.at(), stages(kept, version)));
    }
    return new Secret(
        kept.name(),
        kept.arn(),
        kept.versions().getFirst().at(),
        kept.versions().getLast().at(),
        versions);
  }
}
