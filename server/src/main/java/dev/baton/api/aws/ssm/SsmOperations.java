package dev.baton.api.aws.ssm;

import dev.baton.api.aws.Operation;
import java.util.List;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.ssm.model.AddTagsToResourceResponse;
import software.amazon.awssdk.services.ssm.model.DeleteParameterRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParameterResponse;
import software.amazon.awssdk.services.ssm.model.DeleteParametersRequest;
import software.amazon.awssdk.services.ssm.model.DeleteParametersResponse;
import software.amazon.awssdk.services.ssm.model.DescribeParametersRequest;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryResponse;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.LabelParameterVersionRequest;
import software.amazon.awssdk.services.ssm.model.LabelParameterVersionResponse;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ssm.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.ssm.model.RemoveTagsFromResourceResponse;
import software.amazon.awssdk.services.ssm.model.UnlabelParameterVersionRequest;
import software.amazon.awssdk.services.ssm.model.UnlabelParameterVersionResponse;

/** The operations of Parameter Store that Baton answers. */
public final class SsmOperations {

  public static final Operation<PutParameterRequest, PutParameterResponse> PUT_PARAMETER =
      Operation.changes(
          "AmazonSSM.PutParameter", PutParameterRequest::builder, PutParameterResponse::builder);

  public static final Operation<GetParameterRequest, GetParameterResponse> GET_PARAMETER =
      Operation.reads(
          "AmazonSSM.GetParameter", GetParameterRequest::builder, GetParameterResponse::builder);

  public static final Operation<GetParametersRequest, GetParametersResponse> GET_PARAMETERS =
      Operation.reads(
          "AmazonSSM.GetParameters", GetParametersRequest::builder, GetParametersResponse::builder);

  public static final Operation<GetParametersByPathRequest, GetParametersByPathResponse>
      GET_PARAMETERS_BY_PATH =
          Operation.reads(
              "AmazonSSM.GetParametersByPath",
              GetParametersByPathRequest::builder,
              GetParametersByPathResponse::builder);

  public static final Operation<DeleteParameterRequest, DeleteParameterResponse> DELETE_PARAMETER =
      Operation.changes(
          "AmazonSSM.DeleteParameter",
          DeleteParameterRequest::builder,
          DeleteParameterResponse::builder);

  public static final Operation<DescribeParametersRequest, DescribeParametersResponse>
      DESCRIBE_PARAMETERS =
          Operation.reads(
              "AmazonSSM.DescribeParameters",
              DescribeParametersRequest::builder,
              DescribeParametersResponse::builder);

  public static final Operation<DeleteParametersRequest, DeleteParametersResponse>
      DELETE_PARAMETERS =
          Operation.changes(
              "AmazonSSM.DeleteParameters",
              DeleteParametersRequest::builder,
              DeleteParametersResponse::builder);

  public static final Operation<GetParameterHistoryRequest, GetParameterHistoryResponse>
      GET_PARAMETER_HISTORY =
          Operation.reads(
              "AmazonSSM.GetParameterHistory",
              GetParameterHistoryRequest::builder,
              GetParameterHistoryResponse::builder);

  public static final Operation<LabelParameterVersionRequest, LabelParameterVersionResponse>
      LABEL_PARAMETER_VERSION =
          Operation.changes(
              "AmazonSSM.LabelParameterVersion",
              LabelParameterVersionRequest::builder,
              LabelParameterVersionResponse::builder);

  public static final Operation<UnlabelParameterVersionRequest, UnlabelParameterVersionResponse>
      UNLABEL_PARAMETER_VERSION =
          Operation.changes(
              "AmazonSSM.UnlabelParameterVersion",
              UnlabelParameterVersionRequest::builder,
              UnlabelParameterVersionResponse::builder);

  public static final Operation<AddTagsToResourceRequest, AddTagsToResourceResponse>
      ADD_TAGS_TO_RESOURCE =
          Operation.changes(
              "AmazonSSM.AddTagsToResource",
              AddTagsToResourceRequest::builder,
              AddTagsToResourceResponse::builder);

  public static final Operation<RemoveTagsFromResourceRequest, RemoveTagsFromResourceResponse>
      REMOVE_TAGS_FROM_RESOURCE =
          Operation.changes(
              "AmazonSSM.RemoveTagsFromResource",
              RemoveTagsFromResourceRequest::builder,
              RemoveTagsFromResourceResponse::builder);

  public static final Operation<ListTagsForResourceRequest, ListTagsForResourceResponse>
      LIST_TAGS_FOR_RESOURCE =
          Operation.reads(
              "AmazonSSM.ListTagsForResource",
              ListTagsForResourceRequest::builder,
              ListTagsForResourceResponse::builder);

  private SsmOperations() {}

  /** Every one of them. */
  public static List<Operation<?, ?>> all() {
    return List.of(
        PUT_PARAMETER,
        GET_PARAMETER,
        GET_PARAMETERS,
        GET_PARAMETERS_BY_PATH,
        DELETE_PARAMETER,
        DESCRIBE_PARAMETERS,
        DELETE_PARAMETERS,
        GET_PARAMETER_HISTORY,
        LABEL_PARAMETER_VERSION,
        UNLABEL_PARAMETER_VERSION,
        ADD_TAGS_TO_RESOURCE,
        REMOVE_TAGS_FROM_RESOURCE,
        LIST_TAGS_FOR_RESOURCE);
  }
}
