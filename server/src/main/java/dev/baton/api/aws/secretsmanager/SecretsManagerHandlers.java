package dev.baton.api.aws.secretsmanager;

import static dev.baton.api.aws.AwsFault.required;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.api.aws.Page;
import dev.baton.port.SecretStore;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;

/** Secrets Manager over the port. */
public final class SecretsManagerHandlers {

  private static final int PAGE = 100;
  private static final int MAX_VALUE = 65_536;
  private static final String CURRENT = "AWSCURRENT";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9/_+=.@\\-]{1,512}");

  private final SecretStore store;
  private final InstantSource clock;

  public SecretsManagerHandlers(SecretStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Adds what only reads. */
  public void addReads(Dispatcher.Builder routes) {
    routes
        .on(SecretsManagerOperations.GET_SECRET_VALUE, this::get)
        .on(SecretsManagerOperations.DESCRIBE_SECRET, this::describe)
        .on(SecretsManagerOperations.LIST_SECRETS, this::list)
        .on(SecretsManagerOperations.LIST_SECRET_VERSION_IDS, this::versions);
  }

  /** Adds what changes something. */
  public void addChanges(Dispatcher.Builder routes) {
    routes
        .on(SecretsManagerOperations.CREATE_SECRET, this::create)
        .on(SecretsManagerOperations.PUT_SECRET_VALUE, this::put)
        .on(SecretsManagerOperations.DELETE_SECRET, this::delete);
  }

  private CreateSecretResponse create(Caller caller, CreateSecretRequest request) {
    String name = required(request.name(), "name");
    if (!NAME.matcher(name).matches()) {
      throw AwsFault.validation(
          "Invalid name. Must be a valid name containing alphanumeric characters, or any of the"
              + " following: -/_+=.@!");
    }
    if (request.secretBinary() != null) {
      throw invalid("Binary secrets are not supported yet; give SecretString.");
    }
    String value = checked(required(request.secretString(), "secretString"));
    if (store.describe(name).isPresent()) {
      throw new AwsFault(
          "ResourceExistsException",
          400,
          "The operation failed because the secret " + name + " already exists.");
    }
    SecretStore.Secret secret = store.put(name, value, clock.instant());
    return CreateSecretResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .versionId(current(secret))
        .build();
  }

  private PutSecretValueResponse put(Caller caller, PutSecretValueRequest request) {
    String id = required(request.secretId(), "secretId");
    if (request.secretBinary() != null) {
      throw invalid("Binary secrets are not supported yet; give SecretString.");
    }
    if (request.hasVersionStages() && !request.versionStages().equals(List.of(CURRENT))) {
      throw invalid("Only the stage AWSCURRENT can be given to a new version yet.");
    }
    String value = checked(required(request.secretString(), "secretString"));
    SecretStore.Secret before = store.describe(id).orElseThrow(SecretsManagerHandlers::notFound);
    SecretStore.Secret secret = store.put(before.name(), value, clock.instant());
    return PutSecretValueResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .versionId(current(secret))
        .versionStages(CURRENT)
        .build();
  }

  private GetSecretValueResponse get(Caller caller, GetSecretValueRequest request) {
    String id = required(request.secretId(), "secretId");
    if (request.versionId() != null && request.versionStage() != null) {
      throw invalid("VersionId and VersionStage exclude each other.");
    }
    SecretStore.Value value =
        store
            .get(
                id,
                Optional.ofNullable(request.versionStage()),
                Optional.ofNullable(request.versionId()))
            .orElseThrow(SecretsManagerHandlers::notFound);
    return GetSecretValueResponse.builder()
        .arn(value.arn())
        .name(value.name())
        .versionId(value.versionId())
        .secretString(value.value())
        .versionStages(value.stages())
        .createdDate(value.createdAt())
        .build();
  }

  private DescribeSecretResponse describe(Caller caller, DescribeSecretRequest request) {
    SecretStore.Secret secret = find(request.secretId());
    return DescribeSecretResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .lastChangedDate(secret.changedAt())
        .createdDate(secret.createdAt())
        .versionIdsToStages(stages(secret))
        .build();
  }

  private ListSecretsResponse list(Caller caller, ListSecretsRequest request) {
    if (!request.filters().isEmpty()) {
      throw invalid("Filters of ListSecrets are not supported yet.");
    }
    int size = Page.size(request.maxResults(), PAGE);
    String after = Page.after(request.nextToken(), "InvalidNextTokenException").orElse("");
    Page<SecretStore.Secret> page =
        Page.cut(store.list(size + 1, after), size, SecretStore.Secret::name);
    return ListSecretsResponse.builder()
        .secretList(page.elements().stream().map(SecretsManagerHandlers::entry).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private static SecretListEntry entry(SecretStore.Secret secret) {
    return SecretListEntry.builder()
        .arn(secret.arn())
        .name(secret.name())
        .lastChangedDate(secret.changedAt())
        .createdDate(secret.createdAt())
        .secretVersionsToStages(stages(secret))
        .build();
  }

  private ListSecretVersionIdsResponse versions(
      Caller caller, ListSecretVersionIdsRequest request) {
    SecretStore.Secret secret = find(request.secretId());
    boolean all = Boolean.TRUE.equals(request.includeDeprecated());
    return ListSecretVersionIdsResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .versions(
            secret.versions().entrySet().stream()
                .filter(v -> all || !v.getValue().stages().isEmpty())
                .sorted(
                    Comparator.comparing(
                            (Map.Entry<String, SecretStore.Version> v) -> v.getValue().createdAt())
                        .reversed())
                .map(
                    v ->
                        SecretVersionsListEntry.builder()
                            .versionId(v.getKey())
                            .versionStages(v.getValue().stages())
                            .createdDate(v.getValue().createdAt())
                            .build())
                .toList())
        .build();
  }

  private DeleteSecretResponse delete(Caller caller, DeleteSecretRequest request) {
    SecretStore.Secret secret = find(request.secretId());
    if (!Boolean.TRUE.equals(request.forceDeleteWithoutRecovery())) {
      throw invalid(
          "A recovery window is not supported yet: a secret is deleted at once, with"
              + " ForceDeleteWithoutRecovery.");
    }
    store.delete(secret.name());
    return DeleteSecretResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .deletionDate(clock.instant())
        .build();
  }

  private SecretStore.Secret find(@Nullable String id) {
    return store.describe(required(id, "secretId")).orElseThrow(SecretsManagerHandlers::notFound);
  }

  private static Map<String, List<String>> stages(SecretStore.Secret secret) {
    Map<String, List<String>> stages = new TreeMap<>();
    secret.versions().forEach((id, version) -> stages.put(id, version.stages()));
    stages.values().removeIf(List::isEmpty);
    return stages;
  }

  private static String current(SecretStore.Secret secret) {
    return secret.versions().entrySet().stream()
        .filter(v -> v.getValue().stages().contains(CURRENT))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no current version of " + secret.name()));
  }

  private static String checked(String value) {
    if (value.isEmpty() || value.length() > MAX_VALUE) {
      throw invalid(
          "SecretString has "
              + value.length()
              + " characters; 1 to "
              + MAX_VALUE
              + " are allowed.");
    }
    return value;
  }

  private static AwsFault notFound() {
    return new AwsFault(
        "ResourceNotFoundException", 400, "Secrets Manager can't find the specified secret.");
  }

  private static AwsFault invalid(String message) {
    return new AwsFault("InvalidParameterException", 400, message);
  }
}
