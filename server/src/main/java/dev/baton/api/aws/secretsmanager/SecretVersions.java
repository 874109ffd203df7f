package dev.baton.api.aws.secretsmanager;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Page;
import dev.baton.port.IdSource;
import dev.baton.port.SecretStore.Fresh;
import dev.baton.port.SecretStore.Notes;
import dev.baton.port.SecretStore.Secret;
import dev.baton.port.SecretStore.Value;
import dev.baton.port.SecretStore.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageResponse;

/** Versions of secrets and their stages. */
final class SecretVersions {

  private static final int PAGE = 100;
  private static final int MOST_STAGES = 20;
  private static final String CURRENT = "AWSCURRENT";

  private final SecretLookup secrets;
  private final IdSource ids;

  SecretVersions(SecretLookup secrets, IdSource ids) {
    this.secrets = secrets;
    this.ids = ids;
  }

  /** The id that a new version gets: the token of the request, which makes repeats harmless. */
  String id(@Nullable String token) {
    return token == null ? ids.uuid() : token;
  }

  PutSecretValueResponse put(Caller caller, PutSecretValueRequest request) {
    refuseRotation(request);
    Secret secret = secrets.live(request.secretId());
    Fresh fresh =
        SecretValues.asked(
                id(request.clientRequestToken()), request.secretString(), request.secretBinary())
            .orElseThrow(
                () ->
                    SecretFaults.invalid("You must provide either SecretString or SecretBinary."));
    List<String> stages =
        request.versionStages().isEmpty() ? List.of(CURRENT) : request.versionStages();
    Secret after = added(secret, fresh, stages, secret.notes());
    return PutSecretValueResponse.builder()
        .arn(after.arn())
        .name(after.name())
        .versionId(fresh.id())
        .versionStages(version(after, fresh.id()).stages())
        .build();
  }

  private static void refuseRotation(PutSecretValueRequest request) {
    if (request.rotationToken() != null) {
      throw SecretFaults.invalid("RotationToken is not supported: no secret is rotated.");
    }
  }

  UpdateSecretResponse update(Caller caller, UpdateSecretRequest request) {
    if (request.type() != null) {
      throw SecretFaults.invalid("Type is not supported: no secret is managed by others.");
    }
    Secret secret = secrets.live(request.secretId());
    Optional<Fresh> fresh =
        SecretValues.asked(
            id(request.clientRequestToken()), request.secretString(), request.secretBinary());
    Notes before = secret.notes();
    Notes notes =
        new Notes(
            Optional.ofNullable(request.description()).or(before::description),
            Optional.ofNullable(request.kmsKeyId()).or(before::key),
            before.tags(),
            before.policy(),
            before.deletion());
    Secret after =
        fresh
            .map(version -> added(secret, version, List.of(CURRENT), notes))
            .orElseGet(() -> secrets.change(secret, Optional.empty(), s -> s.with(notes)));
    return UpdateSecretResponse.builder()
        .arn(after.arn())
        .name(after.name())
        .versionId(fresh.map(Fresh::id).orElse(null))
        .build();
  }

  /** Adds a version; the same one once more changes nothing, another of its id is refused. */
  private Secret added(Secret secret, Fresh fresh, List<String> stages, Notes notes) {
    Optional<Value> known = same(secret, fresh);
    if (known.isPresent()) {
      return secret;
    }
    return secrets.change(
        secret,
        Optional.of(fresh),
        before -> {
          Secret after = before.with(notes);
          for (String stage : stages) {
            after = after.moved(stage, fresh.id());
          }
          checkStages(after);
          return after;
        });
  }

  /** The version that is there already; refused when its value is another. */
  Optional<Value> same(Secret secret, Fresh fresh) {
    Optional<Value> known =
        secrets.store().get(secret.arn(), Optional.empty(), Optional.of(fresh.id()));
    boolean other =
        known
            .filter(v -> !v.value().equals(fresh.value()) || v.binary() != fresh.binary())
            .isPresent();
    if (other) {
      throw SecretFaults.tokenInUse(fresh.id(), secret.arn());
    }
    return known;
  }

  private static void checkStages(Secret secret) {
    if (secret.versions().values().stream().anyMatch(v -> v.stages().size() > MOST_STAGES)) {
      throw new AwsFault(
          "LimitExceededException", 400, "A version has at most " + MOST_STAGES + " stages.");
    }
  }

  UpdateSecretVersionStageResponse stage(Caller caller, UpdateSecretVersionStageRequest request) {
    Secret secret = secrets.live(request.secretId());
    String stage = request.versionStage();
    Optional<String> from = Optional.ofNullable(request.removeFromVersionId());
    Optional<String> to = Optional.ofNullable(request.moveToVersionId());
    Secret after =
        secrets.change(
            secret,
            Optional.empty(),
            before -> {
              check(before, stage, from, to);
              Secret moved =
                  to.map(version -> before.moved(stage, version))
                      .orElseGet(() -> before.without(stage));
              checkStages(moved);
              return moved;
            });
    return UpdateSecretVersionStageResponse.builder().arn(after.arn()).name(after.name()).build();
  }

  private static void check(
      Secret secret, String stage, Optional<String> from, Optional<String> to) {
    for (String version : all(from, to)) {
      if (!secret.versions().containsKey(version)) {
        throw SecretFaults.noValue("VersionId: " + version);
      }
    }
    Optional<String> holder = secret.holder(stage);
    if (from.isEmpty() && to.isEmpty()) {
      throw SecretFaults.invalid("Specify MoveToVersionId, RemoveFromVersionId or both.");
    }
    boolean elsewhere = holder.isPresent() && !holder.equals(to);
    if (!from.equals(holder) && (from.isPresent() || elsewhere)) {
      throw SecretFaults.invalid(
          "The parameter RemoveFromVersionId must be the version that has the staging label %s: %s."
              .formatted(stage, holder.orElse("none has it")));
    }
    if (to.isEmpty() && stage.equals(CURRENT)) {
      throw SecretFaults.invalid(
          "You can't take AWSCURRENT away without giving it to another version.");
    }
  }

  private static List<String> all(Optional<String> from, Optional<String> to) {
    List<String> all = new ArrayList<>(from.stream().toList());
    to.ifPresent(all::add);
    return all;
  }

  ListSecretVersionIdsResponse list(Caller caller, ListSecretVersionIdsRequest request) {
    Secret secret = secrets.live(request.secretId());
    boolean all = Boolean.TRUE.equals(request.includeDeprecated());
    List<String> ordered =
        secret.versions().entrySet().stream()
            .filter(version -> all || !version.getValue().stages().isEmpty())
            .map(Map.Entry::getKey)
            .toList();
    String after = Page.after(request.nextToken(), "InvalidNextTokenException").orElse("");
    int size = Page.size(request.maxResults(), PAGE);
    List<String> rest =
        ordered.stream().skip(ordered.indexOf(after) + 1L).limit(size + 1L).toList();
    Page<String> page = Page.cut(rest, size, id -> id);
    return ListSecretVersionIdsResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .versions(page.elements().stream().map(id -> entry(secret, id)).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private static Version version(Secret secret, String id) {
    return Optional.ofNullable(secret.versions().get(id))
        .orElseThrow(() -> SecretFaults.noValue("VersionId: " + id));
  }

  private static SecretVersionsListEntry entry(Secret secret, String id) {
    Version version = version(secret, id);
    return SecretVersionsListEntry.builder()
        .versionId(id)
        .versionStages(version.stages())
        .createdDate(version.createdAt())
        .build();
  }
}
