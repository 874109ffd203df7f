package dev.baton.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Secrets as in Secrets Manager: versions with stages; values encrypted where they lie. Durable
 * once a call returns.
 */
public interface SecretStore {

  /** Makes the secret with a first version, or puts a new AWSCURRENT version of one that exists. */
  Secret put(String name, String value, Instant at);

  /** Name, ARN, and versions; no values. By name or ARN. */
  Optional<Secret> describe(String nameOrArn);

  /** A value. Stage and version id exclude each other; neither means AWSCURRENT. */
  Optional<Value> get(String nameOrArn, Optional<String> stage, Optional<String> versionId);

  List<Secret> list(int limit, String after);

  /** Whether there was one. */
  boolean delete(String nameOrArn);

  /** A secret; {@code versions}: version id to stages. */
  record Secret(
      String name,
      String arn,
      Instant createdAt,
      Instant changedAt,
      Map<String, Version> versions) {}

  /** A version without its value. */
  record Version(Instant createdAt, List<String> stages) {}

  /** A version's value. */
  record Value(
      String name,
      String arn,
      String versionId,
      List<String> stages,
      Instant createdAt,
      String value) {

    @Override
    public String toString() {
      return name + ":" + versionId;
    }
  }
}
