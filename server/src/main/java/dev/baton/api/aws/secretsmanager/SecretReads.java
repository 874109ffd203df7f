package dev.baton.api.aws.secretsmanager;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Page;
import dev.baton.port.SecretStore.Notes;
import dev.baton.port.SecretStore.Secret;
import dev.baton.port.SecretStore.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.model.APIErrorType;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SecretValueEntry;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** What is asked of secrets. */
final class SecretReads {

  private static final int PAGE = 100;
  private static final int BATCH = 20;
  private static final int SCAN = 500;

  private final SecretLookup secrets;

  SecretReads(SecretLookup secrets) {
    this.secrets = secrets;
  }

  GetSecretValueResponse get(Caller caller, GetSecretValueRequest request) {
    Value value = value(request.secretId(), request.versionStage(), request.versionId());
    return GetSecretValueResponse.builder()
        .arn(value.arn())
        .name(value.name())
        .versionId(value.versionId())
        .secretString(value.binary() ? null : value.value())
        .secretBinary(value.binary() ? SecretValues.bytes(value.value()) : null)
        .versionStages(value.stages())
        .createdDate(value.createdAt())
        .build();
  }

  private Value value(@Nullable String id, @Nullable String stage, @Nullable String version) {
    Secret secret = secrets.live(id);
    if (version != null && stage != null) {
      boolean there = secret.holder(stage).filter(version::equals).isPresent();
      if (!there) {
        throw SecretFaults.request(
            "You provided a VersionStage that is not associated to the provided VersionId.");
      }
    }
    Optional<String> asked = Optional.ofNullable(version);
    return secrets
        .store()
        .get(secret.arn(), asked.isPresent() ? Optional.empty() : Optional.ofNullable(stage), asked)
        .orElseThrow(
            () ->
                SecretFaults.noValue(
                    version == null
                        ? "staging label: " + (stage == null ? "AWSCURRENT" : stage)
                        : "VersionId: " + version));
  }

  DescribeSecretResponse describe(Caller caller, DescribeSecretRequest request) {
    Secret secret = secrets.any(request.secretId()).orElseThrow(SecretFaults::notFound);
    Notes notes = secret.notes();
    return DescribeSecretResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .description(notes.description().orElse(null))
        .kmsKeyId(notes.key().orElse(null))
        .lastChangedDate(secret.changedAt())
        .createdDate(secret.createdAt())
        .deletedDate(notes.deletion().map(it -> it.asked()).orElse(null))
        .tags(tags(notes))
        .versionIdsToStages(stages(secret))
        .build();
  }

  ListSecretsResponse list(Caller caller, ListSecretsRequest request) {
    Predicate<Secret> wanted = SecretFilters.of(request.filters());
    boolean deleted = Boolean.TRUE.equals(request.includePlannedDeletion());
    Comparator<Secret> byKey = Comparator.comparing(Secret::createdAt);
    boolean descending = "desc".equals(request.sortOrderAsString());
    Page<Secret> page =
        page(
            all(deleted).stream().filter(wanted).toList(),
            descending ? byKey.reversed() : byKey,
            request.nextToken(),
            Page.size(request.maxResults(), PAGE));
    return ListSecretsResponse.builder()
        .secretList(page.elements().stream().map(SecretReads::entry).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private List<Secret> all(boolean deleted) {
    List<Secret> all = new ArrayList<>();
    List<Secret> some;
    String after = "";
    do {
      some = secrets.store().list(SCAN, after, deleted);
      some.stream().filter(secret -> !secrets.isDue(secret)).forEach(all::add);
      after = some.isEmpty() ? after : some.getLast().name();
    } while (some.size() == SCAN);
    return all;
  }

  /** From the secret of the token on, which is where it stands now. */
  private static Page<Secret> page(
      List<Secret> found, Comparator<Secret> order, @Nullable String token, int size) {
    String after = Page.after(token, "InvalidNextTokenException").orElse("");
    List<Secret> sorted = found.stream().sorted(order.thenComparing(Secret::name)).toList();
    int from = after.isEmpty() ? 0 : position(sorted, after);
    return Page.cut(sorted.stream().skip(from).limit(size + 1L).toList(), size, Secret::name);
  }

  private static int position(List<Secret> sorted, String name) {
    for (int i = 0; i < sorted.size(); i++) {
      if (sorted.get(i).name().equals(name)) {
        return i + 1;
      }
    }
    throw new AwsFault(
        "InvalidNextTokenException",
        400,
        "The secret that the token stands at is gone; begin the list anew.");
  }

  private static SecretListEntry entry(Secret secret) {
    Notes notes = secret.notes();
    return SecretListEntry.builder()
        .arn(secret.arn())
        .name(secret.name())
        .description(notes.description().orElse(null))
        .kmsKeyId(notes.key().orElse(null))
        .lastChangedDate(secret.changedAt())
        .createdDate(secret.createdAt())
        .deletedDate(notes.deletion().map(it -> it.asked()).orElse(null))
        .tags(tags(notes))
        .secretVersionsToStages(stages(secret))
        .build();
  }

  BatchGetSecretValueResponse batch(Caller caller, BatchGetSecretValueRequest request) {
    boolean named = !request.secretIdList().isEmpty();
    if (named == !request.filters().isEmpty()) {
      throw SecretFaults.invalid("Specify either SecretIdList or Filters.");
    }
    if (named && request.maxResults() != null) {
      throw SecretFaults.invalid("MaxResults goes with Filters only.");
    }
    List<SecretValueEntry> values = new ArrayList<>();
    List<APIErrorType> errors = new ArrayList<>();
    Page<String> page = named ? new Page<>(request.secretIdList(), null) : filtered(request);
    for (String id : page.elements()) {
      try {
        values.add(entry(value(id, null, null)));
      } catch (AwsFault fault) {
        errors.add(
            APIErrorType.builder()
                .secretId(id)
                .errorCode(fault.type())
                .message(fault.message())
                .build());
      }
    }
    return BatchGetSecretValueResponse.builder()
        .secretValues(values)
        .errors(errors)
        .nextToken(page.nextToken())
        .build();
  }

  private Page<String> filtered(BatchGetSecretValueRequest request) {
    Page<Secret> page =
        page(
            all(false).stream().filter(SecretFilters.of(request.filters())).toList(),
            Comparator.comparing(Secret::name),
            request.nextToken(),
            Page.size(request.maxResults(), BATCH));
    return new Page<>(page.elements().stream().map(Secret::name).toList(), page.nextToken());
  }

  private static SecretValueEntry entry(Value value) {
    return SecretValueEntry.builder()
        .arn(value.arn())
        .name(value.name())
        .versionId(value.versionId())
        .secretString(value.binary() ? null : value.value())
        .secretBinary(value.binary() ? SecretValues.bytes(value.value()) : null)
        .versionStages(value.stages())
        .createdDate(value.createdAt())
        .build();
  }

  private static List<Tag> tags(Notes notes) {
    return new TreeMap<>(notes.tags())
        .entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
  }

  private static Map<String, List<String>> stages(Secret secret) {
    Map<String, List<String>> stages = new TreeMap<>();
    secret.versions().forEach((id, version) -> stages.put(id, version.stages()));
    stages.values().removeIf(List::isEmpty);
    return stages;
  }
}
