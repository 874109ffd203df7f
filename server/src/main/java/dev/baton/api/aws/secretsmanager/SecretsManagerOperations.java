package dev.baton.api.aws.secretsmanager;

import dev.baton.api.aws.Operation;
import java.util.List;
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
        DELETE_SECRET);
  }
}
