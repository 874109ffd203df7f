package dev.baton.port;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Secrets as in Secrets Manager: versions with stages; values encrypted where they lie. Durable
 * once a call returns; safe for concurrent use; each call is one transaction.
 */
public interface SecretStore {

  /** The stage of the version that is given to whoever names none. */
  String CURRENT = "AWSCURRENT";

  /** The stage of the version that was current before. */
  String PREVIOUS = "AWSPREVIOUS";

  /** Makes the secret with a first version, or puts a new AWSCURRENT version of one that exists. */
  Secret put(String name, String value, Instant at);

  /**
   * Makes a secret; empty when the name is taken.
   *
   * @throws dev.baton.model.document.Refused when there are too many
   */
  Optional<Secret> create(String name, Notes notes, Optional<Fresh> version, Instant at);

  /**
   * Changes a secret.
   *
   * @param fresh a version to add, without a stage unless the change gives it one
   * @param change gets the secret, with the fresh version in it, and gives it with other stages and
   *     notes; may be called again; what it throws ends the call
   * @return the secret as it is now; empty when there is none
   */
  Optional<Secret> change(
      String nameOrArn, Optional<Fresh> fresh, UnaryOperator<Secret> change, Instant at);

  /** Name, ARN, notes and versions; no values. By name or ARN, deleted ones too. */
  Optional<Secret> describe(String nameOrArn);

  /**
   * A value of a secret that is not to be deleted. Stage and version id exclude each other; neither
   * means AWSCURRENT.
   */
  Optional<Value> get(String nameOrArn, Optional<String> stage, Optional<String> versionId);

  /** Those that are not to be deleted, by name. */
  default List<Secret> list(int limit, String after) {
    return list(limit, after, false);
  }

  /**
   * Secrets by name.
   *
   * @param deleted whether those that are to be deleted are among them
   */
  List<Secret> list(int limit, String after, boolean deleted);

  /** Deletes it at once; whether there was one. */
  boolean delete(String nameOrArn);

  /** Deletes what was to be deleted by then; how many there were. */
  int purge(Instant now);

  /**
   * What is noted of a secret beside its versions.
   *
   * @param key the key that was named; Baton encrypts with its own
   * @param deletion when it will be gone, and when that was asked for
   */
  record Notes(
      Optional<String> description,
      Optional<String> key,
      Map<String, String> tags,
      Optional<String> policy,
      Optional<Deletion> deletion) {

    public static final Notes NONE =
        new Notes(Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), Optional.empty());

    public Notes {
      tags = Map.copyOf(tags);
    }
  }

  /** A deletion to come. */
  record Deletion(Instant asked, Instant due) {}

  /**
   * A version to be.
   *
   * @param binary whether the value is bytes, written in base64
   */
  record Fresh(String id, String value, boolean binary) {

    @Override
    public String toString() {
      return id;
    }
  }

  /** A secret; {@code versions}: version id to stages, the newest first. */
  record Secret(
      String name,
      String arn,
      Instant createdAt,
      Instant changedAt,
      Notes notes,
      Map<String, Version> versions) {

    /** The same with other notes. */
    public Secret with(Notes other) {
      return new Secret(name, arn, createdAt, changedAt, other, versions);
    }

    /** The same with other versions. */
    public Secret with(Map<String, Version> other) {
      return new Secret(name, arn, createdAt, changedAt, notes, other);
    }

    /** The same with one more version, the newest, that has no stage. */
    public Secret with(String version, Instant at) {
      Map<String, Version> all = new LinkedHashMap<>();
      all.put(version, new Version(at, List.of()));
      all.putAll(versions);
      return with(all);
    }

    /**
     * The same with a stage at that version and nowhere else; where AWSCURRENT was, there
     * AWSPREVIOUS is then.
     */
    public Secret moved(String stage, String to) {
      Optional<String> from = holder(stage);
      Secret moved = without(stage).put(stage, to);
      return stage.equals(CURRENT) && from.isPresent() && !from.get().equals(to)
          ? moved.without(PREVIOUS).put(PREVIOUS, from.get())
          : moved;
    }

    /** The same without a stage. */
    public Secret without(String stage) {
      return stages((_, before) -> before.stream().filter(it -> !it.equals(stage)).toList());
    }

    private Secret put(String stage, String to) {
      return stages(
          (id, before) ->
              id.equals(to)
                  ? Stream.concat(before.stream(), Stream.of(stage)).sorted().toList()
                  : before);
    }

    private Secret stages(BiFunction<String, List<String>, List<String>> change) {
      Map<String, Version> all = new LinkedHashMap<>();
      versions.forEach(
          (id, version) ->
              all.put(id, new Version(version.createdAt(), change.apply(id, version.stages()))));
      return with(all);
    }

    /** The version that has a stage. */
    public Optional<String> holder(String stage) {
      return versions.entrySet().stream()
          .filter(version -> version.getValue().stages().contains(stage))
          .map(Map.Entry::getKey)
          .findFirst();
    }
  }

  /** A version without its value. */
  record Version(Instant createdAt, List<String> stages) {

    public Version {
      stages = List.copyOf(stages);
    }
  }

  /**
   * A version's value.
   *
   * @param binary whether the value is bytes, written in base64
   */
  record Value(
      String name,
      String arn,
      String versionId,
      List<String> stages,
      Instant createdAt,
      String value,
      boolean binary) {

    @Override
    public String toString() {
      return name + ":" + versionId;
    }
  }
}
