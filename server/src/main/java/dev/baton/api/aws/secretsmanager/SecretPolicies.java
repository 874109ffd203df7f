package dev.baton.api.aws.secretsmanager;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.wire.Json;
import dev.baton.api.aws.wire.MalformedShape;
import dev.baton.port.SecretStore.Notes;
import dev.baton.port.SecretStore.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.secretsmanager.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.ValidateResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.ValidateResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.ValidationErrorsEntry;

/** Policies of secrets, kept and given back: nothing here is decided by them. */
final class SecretPolicies {

  private final SecretLookup secrets;

  SecretPolicies(SecretLookup secrets) {
    this.secrets = secrets;
  }

  PutResourcePolicyResponse put(Caller caller, PutResourcePolicyRequest request) {
    String policy = request.resourcePolicy();
    List<Map<?, ?>> statements =
        statements(policy)
            .orElseThrow(
                () ->
                    new AwsFault(
                        "MalformedPolicyDocumentException",
                        400,
                        "This resource policy contains invalid Json or has no Statement with an"
                            + " Effect, an Action and a Principal."));
    if (Boolean.TRUE.equals(request.blockPublicPolicy())
        && statements.stream().anyMatch(SecretPolicies::isPublic)) {
      throw new AwsFault(
          "PublicPolicyException", 400, "The policy gives broad access to the secret.");
    }
    Secret secret = note(request.secretId(), Optional.of(policy));
    return PutResourcePolicyResponse.builder().arn(secret.arn()).name(secret.name()).build();
  }

  GetResourcePolicyResponse get(Caller caller, GetResourcePolicyRequest request) {
    Secret secret = secrets.live(request.secretId());
    return GetResourcePolicyResponse.builder()
        .arn(secret.arn())
        .name(secret.name())
        .resourcePolicy(secret.notes().policy().orElse(null))
        .build();
  }

  DeleteResourcePolicyResponse delete(Caller caller, DeleteResourcePolicyRequest request) {
    Secret secret = note(request.secretId(), Optional.empty());
    return DeleteResourcePolicyResponse.builder().arn(secret.arn()).name(secret.name()).build();
  }

  ValidateResourcePolicyResponse validate(Caller caller, ValidateResourcePolicyRequest request) {
    if (request.secretId() != null) {
      secrets.live(request.secretId());
    }
    Optional<List<Map<?, ?>>> statements = statements(request.resourcePolicy());
    if (statements.isEmpty()) {
      return failed("JSON_SYNTAX", "No JSON object with a Statement as policies have it.");
    }
    return statements.get().stream().anyMatch(SecretPolicies::isPublic)
        ? failed("PUBLIC_POLICY", "The policy gives broad access to the secret.")
        : ValidateResourcePolicyResponse.builder()
            .policyValidationPassed(true)
            .validationErrors(List.of())
            .build();
  }

  private static ValidateResourcePolicyResponse failed(String check, String message) {
    return ValidateResourcePolicyResponse.builder()
        .policyValidationPassed(false)
        .validationErrors(
            ValidationErrorsEntry.builder().checkName(check).errorMessage(message).build())
        .build();
  }

  private Secret note(String id, Optional<String> policy) {
    return secrets.note(
        id,
        notes ->
            new Notes(notes.description(), notes.key(), notes.tags(), policy, notes.deletion()));
  }

  /** The statements of a policy; empty when it is none. */
  private static Optional<List<Map<?, ?>>> statements(String policy) {
    Object tree;
    try {
      tree = Json.tree(policy.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedShape e) {
      return Optional.empty();
    }
    if (!(tree instanceof Map<?, ?> document)) {
      return Optional.empty();
    }
    Object found = document.get("Statement");
    List<?> listed =
        found instanceof List<?> list ? list : Optional.ofNullable(found).stream().toList();
    List<Map<?, ?>> statements =
        listed.stream().<Map<?, ?>>mapMulti(SecretPolicies::statement).toList();
    return statements.isEmpty() || statements.size() < listed.size()
        ? Optional.empty()
        : Optional.of(statements);
  }

  private static void statement(Object listed, Consumer<Map<?, ?>> statements) {
    if (listed instanceof Map<?, ?> statement
        && List.of("Allow", "Deny").contains(String.valueOf(statement.get("Effect")))
        && (statement.containsKey("Action") || statement.containsKey("NotAction"))
        && (statement.containsKey("Principal") || statement.containsKey("NotPrincipal"))) {
      statements.accept(statement);
    }
  }

  private static boolean isPublic(Map<?, ?> statement) {
    Object principal = statement.get("Principal");
    boolean anybody =
        "*".equals(principal)
            || (principal instanceof Map<?, ?> named
                && ("*".equals(named.get("AWS"))
                    || (named.get("AWS") instanceof List<?> list && list.contains("*"))));
    return anybody
        && "Allow".equals(statement.get("Effect"))
        && !statement.containsKey("Condition");
  }
}
