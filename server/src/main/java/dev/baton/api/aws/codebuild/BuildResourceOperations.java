package dev.baton.api.aws.codebuild;

import dev.baton.api.aws.Operation;
import java.util.List;
import software.amazon.awssdk.services.codebuild.model.BatchGetReportGroupsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetReportGroupsResponse;
import software.amazon.awssdk.services.codebuild.model.BatchGetReportsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetReportsResponse;
import software.amazon.awssdk.services.codebuild.model.CreateReportGroupRequest;
import software.amazon.awssdk.services.codebuild.model.CreateReportGroupResponse;
import software.amazon.awssdk.services.codebuild.model.CreateWebhookRequest;
import software.amazon.awssdk.services.codebuild.model.CreateWebhookResponse;
import software.amazon.awssdk.services.codebuild.model.DeleteReportGroupRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteReportGroupResponse;
import software.amazon.awssdk.services.codebuild.model.DeleteReportRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteReportResponse;
import software.amazon.awssdk.services.codebuild.model.DeleteResourcePolicyRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteResourcePolicyResponse;
import software.amazon.awssdk.services.codebuild.model.DeleteSourceCredentialsRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteSourceCredentialsResponse;
import software.amazon.awssdk.services.codebuild.model.DeleteWebhookRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteWebhookResponse;
import software.amazon.awssdk.services.codebuild.model.GetResourcePolicyRequest;
import software.amazon.awssdk.services.codebuild.model.GetResourcePolicyResponse;
import software.amazon.awssdk.services.codebuild.model.ImportSourceCredentialsRequest;
import software.amazon.awssdk.services.codebuild.model.ImportSourceCredentialsResponse;
import software.amazon.awssdk.services.codebuild.model.ListCuratedEnvironmentImagesRequest;
import software.amazon.awssdk.services.codebuild.model.ListCuratedEnvironmentImagesResponse;
import software.amazon.awssdk.services.codebuild.model.ListReportGroupsRequest;
import software.amazon.awssdk.services.codebuild.model.ListReportGroupsResponse;
import software.amazon.awssdk.services.codebuild.model.ListReportsForReportGroupRequest;
import software.amazon.awssdk.services.codebuild.model.ListReportsForReportGroupResponse;
import software.amazon.awssdk.services.codebuild.model.ListReportsRequest;
import software.amazon.awssdk.services.codebuild.model.ListReportsResponse;
import software.amazon.awssdk.services.codebuild.model.ListSourceCredentialsRequest;
import software.amazon.awssdk.services.codebuild.model.ListSourceCredentialsResponse;
import software.amazon.awssdk.services.codebuild.model.PutResourcePolicyRequest;
import software.amazon.awssdk.services.codebuild.model.PutResourcePolicyResponse;
import software.amazon.awssdk.services.codebuild.model.UpdateReportGroupRequest;
import software.amazon.awssdk.services.codebuild.model.UpdateReportGroupResponse;
import software.amazon.awssdk.services.codebuild.model.UpdateWebhookRequest;
import software.amazon.awssdk.services.codebuild.model.UpdateWebhookResponse;

/** CodeBuild's operations on what is kept beside projects and builds. */
public final class BuildResourceOperations {

  public static final Operation<BatchGetReportGroupsRequest, BatchGetReportGroupsResponse>
      BATCH_GET_REPORT_GROUPS =
          Operation.reads(
              "CodeBuild_20161006.BatchGetReportGroups",
              BatchGetReportGroupsRequest::builder,
              BatchGetReportGroupsResponse::builder);

  public static final Operation<ListReportGroupsRequest, ListReportGroupsResponse>
      LIST_REPORT_GROUPS =
          Operation.reads(
              "CodeBuild_20161006.ListReportGroups",
              ListReportGroupsRequest::builder,
              ListReportGroupsResponse::builder);

  public static final Operation<ListReportsRequest, ListReportsResponse> LIST_REPORTS =
      Operation.reads(
          "CodeBuild_20161006.ListReports",
          ListReportsRequest::builder,
          ListReportsResponse::builder);

  public static final Operation<ListReportsForReportGroupRequest, ListReportsForReportGroupResponse>
      LIST_REPORTS_FOR_REPORT_GROUP =
          Operation.reads(
              "CodeBuild_20161006.ListReportsForReportGroup",
              ListReportsForReportGroupRequest::builder,
              ListReportsForReportGroupResponse::builder);

  public static final Operation<BatchGetReportsRequest, BatchGetReportsResponse> BATCH_GET_REPORTS =
      Operation.reads(
          "CodeBuild_20161006.BatchGetReports",
          BatchGetReportsRequest::builder,
          BatchGetReportsResponse::builder);

  public static final Operation<ListSourceCredentialsRequest, ListSourceCredentialsResponse>
      LIST_SOURCE_CREDENTIALS =
          Operation.reads(
              "CodeBuild_20161006.ListSourceCredentials",
              ListSourceCredentialsRequest::builder,
              ListSourceCredentialsResponse::builder);

  public static final Operation<
          ListCuratedEnvironmentImagesRequest, ListCuratedEnvironmentImagesResponse>
      LIST_CURATED_ENVIRONMENT_IMAGES =
          Operation.reads(
              "CodeBuild_20161006.ListCuratedEnvironmentImages",
              ListCuratedEnvironmentImagesRequest::builder,
              ListCuratedEnvironmentImagesResponse::builder);

  public static final Operation<GetResourcePolicyRequest, GetResourcePolicyResponse>
      GET_RESOURCE_POLICY =
          Operation.reads(
              "CodeBuild_20161006.GetResourcePolicy",
              GetResourcePolicyRequest::builder,
              GetResourcePolicyResponse::builder);

  public static final Operation<CreateWebhookRequest, CreateWebhookResponse> CREATE_WEBHOOK =
      Operation.changes(
          "CodeBuild_20161006.CreateWebhook",
          CreateWebhookRequest::builder,
          CreateWebhookResponse::builder);

  public static final Operation<UpdateWebhookRequest, UpdateWebhookResponse> UPDATE_WEBHOOK =
      Operation.changes(
          "CodeBuild_20161006.UpdateWebhook",
          UpdateWebhookRequest::builder,
          UpdateWebhookResponse::builder);

  public static final Operation<DeleteWebhookRequest, DeleteWebhookResponse> DELETE_WEBHOOK =
      Operation.changes(
          "CodeBuild_20161006.DeleteWebhook",
          DeleteWebhookRequest::builder,
          DeleteWebhookResponse::builder);

  public static final Operation<CreateReportGroupRequest, CreateReportGroupResponse>
      CREATE_REPORT_GROUP =
          Operation.changes(
              "CodeBuild_20161006.CreateReportGroup",
              CreateReportGroupRequest::builder,
              CreateReportGroupResponse::builder);

  public static final Operation<UpdateReportGroupRequest, UpdateReportGroupResponse>
      UPDATE_REPORT_GROUP =
          Operation.changes(
              "CodeBuild_20161006.UpdateReportGroup",
              UpdateReportGroupRequest::builder,
              UpdateReportGroupResponse::builder);

  public static final Operation<DeleteReportGroupRequest, DeleteReportGroupResponse>
      DELETE_REPORT_GROUP =
          Operation.changes(
              "CodeBuild_20161006.DeleteReportGroup",
              DeleteReportGroupRequest::builder,
              DeleteReportGroupResponse::builder);

  public static final Operation<DeleteReportRequest, DeleteReportResponse> DELETE_REPORT =
      Operation.changes(
          "CodeBuild_20161006.DeleteReport",
          DeleteReportRequest::builder,
          DeleteReportResponse::builder);

  public static final Operation<ImportSourceCredentialsRequest, ImportSourceCredentialsResponse>
      IMPORT_SOURCE_CREDENTIALS =
          Operation.changes(
              "CodeBuild_20161006.ImportSourceCredentials",
              ImportSourceCredentialsRequest::builder,
              ImportSourceCredentialsResponse::builder);

  public static final Operation<DeleteSourceCredentialsRequest, DeleteSourceCredentialsResponse>
      DELETE_SOURCE_CREDENTIALS =
          Operation.changes(
              "CodeBuild_20161006.DeleteSourceCredentials",
              DeleteSourceCredentialsRequest::builder,
              DeleteSourceCredentialsResponse::builder);

  public static final Operation<PutResourcePolicyRequest, PutResourcePolicyResponse>
      PUT_RESOURCE_POLICY =
          Operation.changes(
              "CodeBuild_20161006.PutResourcePolicy",
              PutResourcePolicyRequest::builder,
              PutResourcePolicyResponse::builder);

  public static final Operation<DeleteResourcePolicyRequest, DeleteResourcePolicyResponse>
      DELETE_RESOURCE_POLICY =
          Operation.changes(
              "CodeBuild_20161006.DeleteResourcePolicy",
              DeleteResourcePolicyRequest::builder,
              DeleteResourcePolicyResponse::builder);

  private BuildResourceOperations() {}

  /** Every one of them. */
  public static List<Operation<?, ?>> all() {
    return List.of(
        BATCH_GET_REPORT_GROUPS,
        LIST_REPORT_GROUPS,
        LIST_REPORTS,
        LIST_REPORTS_FOR_REPORT_GROUP,
        BATCH_GET_REPORTS,
        LIST_SOURCE_CREDENTIALS,
        LIST_CURATED_ENVIRONMENT_IMAGES,
        GET_RESOURCE_POLICY,
        CREATE_WEBHOOK,
        UPDATE_WEBHOOK,
        DELETE_WEBHOOK,
        CREATE_REPORT_GROUP,
        UPDATE_REPORT_GROUP,
        DELETE_REPORT_GROUP,
        DELETE_REPORT,
        IMPORT_SOURCE_CREDENTIALS,
        DELETE_SOURCE_CREDENTIALS,
        PUT_RESOURCE_POLICY,
        DELETE_RESOURCE_POLICY);
  }
}
