package dev.baton.api.aws.secretsmanager;

import static dev.baton.api.aws.AwsFault.required;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.port.Entropy;
import dev.baton.port.IdSource;
import dev.baton.port.SecretStore;
import dev.baton.port.SecretStore.Deletion;
import dev.baton.port.SecretStore.Fresh;
import dev.baton.port.SecretStore.Notes;
import dev.baton.port.SecretStore.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretResponse;

/** Secrets Manager over the port. */
public final class SecretsManagerHandlers {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_+=.@!\\-]{1,512}");
  private static final long USUAL_WINDOW = 30;

  private final SecretStore store;
  private final SecretLookup secrets;
  private final SecretReads reads;
  private final SecretVersions versions;
  private final SecretTags tags;
  private final SecretPolicies policies;
  private final RandomPasswords passwords;

  public SecretsManagerHandlers(
      SecretStore store, IdSource ids, Entropy entropy, InstantSource clock) {
    this.store = store;
    this.secrets = new SecretLookup(store, clock);
    this.reads = new SecretReads(secrets);
    this.versions = new SecretVersions(secrets, ids);
    this.tags = new SecretTags(secrets);
    this.policies = new SecretPolicies(secrets);
    this.passwords = new RandomPasswords(entropy);
  }

  /** Adds what only reads. */
  public void addReads(Dispatcher.Builder routes) {
    routes
        .on(SecretsManagerOperations.GET_SECRET_VALUE, reads::get)
        .on(SecretsManagerOperations.BATCH_GET_SECRET_VALUE, reads::batch)
        .on(SecretsManagerOperations.DESCRIBE_SECRET, reads::describe)
        .on(SecretsManagerOperations.LIST_SECRETS, reads::list)
        .on(SecretsManagerOperations.LIST_SECRET_VERSION_IDS, versions::list)
        .on(SecretsManagerOperations.GET_RESOURCE_POLICY, policies::get)
        .on(SecretsManagerOperations.VALIDATE_RESOURCE_POLICY, policies::validate)
        .on(SecretsManagerOperations.GET_RANDOM_PASSWORD, passwords::get);
  }

  /** Adds what changes something. */
  public void addChanges(Dispatcher.Builder routes) {
    routes
        .on(SecretsManagerOperations.CREATE_SECRET, this::create)
        .on(SecretsManagerOperations.PUT_SECRET_VALUE, versions::put)
        .on(SecretsManagerOperations.UPDATE_SECRET, versions::update)
        .on(SecretsManagerOperations.UPDATE_SECRET_VERSION_STAGE, versions::stage)
        .on(SecretsManagerOperations.DELETE_SECRET, this::delete)
        .on(SecretsManagerOperations.RESTORE_SECRET, this::restore)
        .on(SecretsManagerOperations.TAG_RESOURCE, tags::tag)
        .on(SecretsManagerOperations.UNTAG_RESOURCE, tags::untag)
        .on(SecretsManagerOperations.PUT_RESOURCE_POLICY, policies::put)
        .on(SecretsManagerOperations.DELETE_RESOURCE_POLICY, policies::delete);
  }

  private CreateSecretResponse create(Caller caller, CreateSecretRequest request) {
    String name = required(request.name(), "name");
    if (!NAME.matcher(name).matches()) {
      throw AwsFault.validation(
          "Invalid name. Must be a valid name containing alphanumeric characters, or any of the"
              + " following: -/_+=.@!");
    }
    if (!request.addReplicaRegions().isEmpty() || request.type() != null) {
      throw SecretFaults.invalid(
          "AddReplicaRegions and Type are not supported: there is one region here, and no secret is"
              + " managed by others.");
    }
    store.purge(secrets.now());
    Optional<Fresh> fresh =
        SecretValues.asked(
            versions.id(request.clientRequestToken()),
            request.secretString(),
            request.secretBinary());
    Notes notes =
        new Notes(
            Optional.ofNullable(request.description()),
            Optional.ofNullable(request.kmsKeyId()),
            SecretTags.of(request.tags()),
            Optional.empty(),
            Optional.empty());
    Secret secret =
        store.create(name, notes, fresh, secrets.now()).orElseGet(() -> again(name, fresh));
    return CreateSecretResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .versionId(fresh.map(Fresh::id).orElse(null))
        .build();
  }

  /** The secret that the same request has made before; every other one has the name for itself. */
  private Secret again(String name, Optional<Fresh> fresh) {
    Secret secret = store.describe(name).orElseThrow(SecretFaults::notFound);
    if (secret.notes().deletion().isPresent()) {
      throw SecretFaults.request(
          "You can't create this secret because a secret with this name is already scheduled for"
              + " deletion.");
    }
    boolean repeated = fresh.flatMap(version -> versions.same(secret, version)).isPresent();
    if (!repeated) {
      throw new AwsFault(
          "ResourceExistsException",
          400,
          "The operation failed because the secret " + name + " already exists.");
    }
    return secret;
  }

  private DeleteSecretResponse delete(Caller caller, DeleteSecretRequest request) {
    boolean atOnce = Boolean.TRUE.equals(request.forceDeleteWithoutRecovery());
    Long window = request.recoveryWindowInDays();
    if (atOnce && window != null) {
      throw SecretFaults.invalid(
          "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
    }
    if (window != null && (window < 7 || window > 30)) {
      throw SecretFaults.invalid(
          "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
    }
    store.purge(secrets.now());
    return atOnce
        ? deletedNow(required(request.secretId(), "secretId"))
        : deletedLater(request, Duration.ofDays(window == null ? USUAL_WINDOW : window));
  }

  private DeleteSecretResponse deletedNow(String id) {
    Secret secret = secrets.any(id).orElseThrow(SecretFaults::notFound);
    store.delete(secret.arn());
    return deletion(secret, secrets.now());
  }

  private DeleteSecretResponse deletedLater(DeleteSecretRequest request, Duration window) {
    Instant now = secrets.now();
    Deletion deletion = new Deletion(now, now.plus(window));
    Secret secret = secrets.note(request.secretId(), notes -> with(notes, Optional.of(deletion)));
    return deletion(secret, deletion.due());
  }

  private static DeleteSecretResponse deletion(Secret secret, Instant due) {
    return DeleteSecretResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .deletionDate(due)
        .build();
  }

  private static Notes with(Notes notes, Optional<Deletion> deletion) {
    return new Notes(notes.description(), notes.key(), notes.tags(), notes.policy(), deletion);
  }

  private RestoreSecretResponse restore(Caller caller, RestoreSecretRequest request) {
    Secret secret = secrets.any(request.secretId()).orElseThrow(SecretFaults::notFound);
    store.change(
        secret.arn(),
        Optional.empty(),
        before -> before.with(with(before.notes(), Optional.empty())),
        secrets.now());
    return RestoreSecretResponse.builder().arn(secret.arn()).name(secret.name()).build();
  }
}
