package dev.baton.api.aws.secretsmanager;

import dev.baton.api.aws.Operation;
import java.util.List;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.BatchGetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DeleteSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetRandomPasswordResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.RestoreSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.TagResourceResponse;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceRequest;
import software.amazon.awssdk.services.secretsmanager.model.UntagResourceResponse;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageResponse;
import software.amazon.awssdk.services.secretsmanager.model.ValidateResourcePolicyRequest;
import software.amazon.awssdk.services.secretsmanager.model.ValidateResourcePolicyResponse;

/** The operations of Secrets Manager that Baton answers. */
public final class SecretsManagerOperations {

  public static final Operation<CreateSecretRequest, CreateSecretResponse> CREATE_SECRET =
      Operation.changes(
          "secretsmanager.CreateSecret",
          CreateSecretRequest::builder,
          CreateSecretResponse::builder);

  public static final Operation<PutSecretValueRequest, PutSecretValueResponse> PUT_SECRET_VALUE =
      Operation.changes(
          "secretsmanager.PutSecretValue",
          PutSecretValueRequest::builder,
          PutSecretValueResponse::builder);

  public static final Operation<GetSecretValueRequest, GetSecretValueResponse> GET_SECRET_VALUE =
      Operation.reads(
          "secretsmanager.GetSecretValue",
          GetSecretValueRequest::builder,
          GetSecretValueResponse::builder);

  public static final Operation<DescribeSecretRequest, DescribeSecretResponse> DESCRIBE_SECRET =
      Operation.reads(
          "secretsmanager.DescribeSecret",
          DescribeSecretRequest::builder,
          DescribeSecretResponse::builder);

  public static final Operation<ListSecretsRequest, ListSecretsResponse> LIST_SECRETS =
      Operation.reads(
          "secretsmanager.ListSecrets", ListSecretsRequest::builder, ListSecretsResponse::builder);

  public static final Operation<ListSecretVersionIdsRequest, ListSecretVersionIdsResponse>
      LIST_SECRET_VERSION_IDS =
          Operation.reads(
              "secretsmanager.ListSecretVersionIds",
              ListSecretVersionIdsRequest::builder,
              ListSecretVersionIdsResponse::builder);

  public static final Operation<DeleteSecretRequest, DeleteSecretResponse> DELETE_SECRET =
      Operation.changes(
          "secretsmanager.DeleteSecret",
          DeleteSecretRequest::builder,
          DeleteSecretResponse::builder);

  public static final Operation<UpdateSecretRequest, UpdateSecretResponse> UPDATE_SECRET =
      Operation.changes(
          "secretsmanager.UpdateSecret",
          UpdateSecretRequest::builder,
          UpdateSecretResponse::builder);

  public static final Operation<UpdateSecretVersionStageRequest, UpdateSecretVersionStageResponse>
      UPDATE_SECRET_VERSION_STAGE =
          Operation.changes(
              "secretsmanager.UpdateSecretVersionStage",
              UpdateSecretVersionStageRequest::builder,
              UpdateSecretVersionStageResponse::builder);

  public static final Operation<RestoreSecretRequest, RestoreSecretResponse> RESTORE_SECRET =
      Operation.changes(
          "secretsmanager.RestoreSecret",
          RestoreSecretRequest::builder,
          RestoreSecretResponse::builder);

  public static final Operation<TagResourceRequest, TagResourceResponse> TAG_RESOURCE =
      Operation.changes(
          "secretsmanager.TagResource", TagResourceRequest::builder, TagResourceResponse::builder);

  public static final Operation<UntagResourceRequest, UntagResourceResponse> UNTAG_RESOURCE =
      Operation.changes(
          "secretsmanager.UntagResource",
          UntagResourceRequest::builder,
          UntagResourceResponse::builder);

  public static final Operation<PutResourcePolicyRequest, PutResourcePolicyResponse>
      PUT_RESOURCE_POLICY =
          Operation.changes(
              "secretsmanager.PutResourcePolicy",
              PutResourcePolicyRequest::builder,
              PutResourcePolicyResponse::builder);

  public static final Operation<DeleteResourcePolicyRequest, DeleteResourcePolicyResponse>
      DELETE_RESOURCE_POLICY =
          Operation.changes(
              "secretsmanager.DeleteResourcePolicy",
              DeleteResourcePolicyRequest::builder,
              DeleteResourcePolicyResponse::builder);

  public static final Operation<GetResourcePolicyRequest, GetResourcePolicyResponse>
      GET_RESOURCE_POLICY =
          Operation.reads(
              "secretsmanager.GetResourcePolicy",
              GetResourcePolicyRequest::builder,
              GetResourcePolicyResponse::builder);

  public static final Operation<ValidateResourcePolicyRequest, ValidateResourcePolicyResponse>
      VALIDATE_RESOURCE_POLICY =
          Operation.reads(
              "secretsmanager.ValidateResourcePolicy",
              ValidateResourcePolicyRequest::builder,
              ValidateResourcePolicyResponse::builder);

  public static final Operation<BatchGetSecretValueRequest, BatchGetSecretValueResponse>
      BATCH_GET_SECRET_VALUE =
          Operation.reads(
              "secretsmanager.BatchGetSecretValue",
              BatchGetSecretValueRequest::builder,
              BatchGetSecretValueResponse::builder);

  public static final Operation<GetRandomPasswordRequest, GetRandomPasswordResponse>
      GET_RANDOM_PASSWORD =
          Operation.reads(
              "secretsmanager.GetRandomPassword",
              GetRandomPasswordRequest::builder,
              GetRandomPasswordResponse::builder);

  private SecretsManagerOperations() {}

  /** Every one of them. */
  public static List<Operation<?, ?>> all() {
    return List.of(
        CREATE_SECRET,
        PUT_SECRET_VALUE,
        GET_SECRET_VALUE,
        DESCRIBE_SECRET,
        LIST_SECRETS,
        LIST_SECRET_VERSION_IDS,
        DELETE_SECRET,
        UPDATE_SECRET,
        UPDATE_SECRET_VERSION_STAGE,
        RESTORE_SECRET,
        TAG_RESOURCE,
        UNTAG_RESOURCE,
        PUT_RESOURCE_POLICY,
        DELETE_RESOURCE_POLICY,
        GET_RESOURCE_POLICY,
        VALIDATE_RESOURCE_POLICY,
        BATCH_GET_SECRET_VALUE,
        GET_RANDOM_PASSWORD);
  }
}
