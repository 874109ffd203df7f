package dev.baton.api.aws.codebuild;

import dev.baton.api.aws.Operation;
import java.util.List;
import software.amazon.awssdk.services.codebuild.model.BatchDeleteBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchDeleteBuildsResponse;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsResponse;
import software.amazon.awssdk.services.codebuild.model.BatchGetProjectsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetProjectsResponse;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.CreateProjectResponse;
import software.amazon.awssdk.services.codebuild.model.DeleteProjectRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteProjectResponse;
import software.amazon.awssdk.services.codebuild.model.InvalidateProjectCacheRequest;
import software.amazon.awssdk.services.codebuild.model.InvalidateProjectCacheResponse;
import software.amazon.awssdk.services.codebuild.model.ListBuildsForProjectRequest;
import software.amazon.awssdk.services.codebuild.model.ListBuildsForProjectResponse;
import software.amazon.awssdk.services.codebuild.model.ListBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.ListBuildsResponse;
import software.amazon.awssdk.services.codebuild.model.ListProjectsRequest;
import software.amazon.awssdk.services.codebuild.model.ListProjectsResponse;
import software.amazon.awssdk.services.codebuild.model.RetryBuildRequest;
import software.amazon.awssdk.services.codebuild.model.RetryBuildResponse;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StartBuildResponse;
import software.amazon.awssdk.services.codebuild.model.StopBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StopBuildResponse;
import software.amazon.awssdk.services.codebuild.model.UpdateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.UpdateProjectResponse;
import software.amazon.awssdk.services.codebuild.model.UpdateProjectVisibilityRequest;
import software.amazon.awssdk.services.codebuild.model.UpdateProjectVisibilityResponse;

/** The operations of CodeBuild that Baton answers. */
public final class CodeBuildOperations {

  public static final Operation<CreateProjectRequest, CreateProjectResponse> CREATE_PROJECT =
      Operation.changes(
          "CodeBuild_20161006.CreateProject",
          CreateProjectRequest::builder,
          CreateProjectResponse::builder);

  public static final Operation<UpdateProjectRequest, UpdateProjectResponse> UPDATE_PROJECT =
      Operation.changes(
          "CodeBuild_20161006.UpdateProject",
          UpdateProjectRequest::builder,
          UpdateProjectResponse::builder);

  public static final Operation<UpdateProjectVisibilityRequest, UpdateProjectVisibilityResponse>
      UPDATE_PROJECT_VISIBILITY =
          Operation.changes(
              "CodeBuild_20161006.UpdateProjectVisibility",
              UpdateProjectVisibilityRequest::builder,
              UpdateProjectVisibilityResponse::builder);

  public static final Operation<DeleteProjectRequest, DeleteProjectResponse> DELETE_PROJECT =
      Operation.changes(
          "CodeBuild_20161006.DeleteProject",
          DeleteProjectRequest::builder,
          DeleteProjectResponse::builder);

  public static final Operation<InvalidateProjectCacheRequest, InvalidateProjectCacheResponse>
      INVALIDATE_PROJECT_CACHE =
          Operation.changes(
              "CodeBuild_20161006.InvalidateProjectCache",
              InvalidateProjectCacheRequest::builder,
              InvalidateProjectCacheResponse::builder);

  public static final Operation<BatchGetProjectsRequest, BatchGetProjectsResponse>
      BATCH_GET_PROJECTS =
          Operation.reads(
              "CodeBuild_20161006.BatchGetProjects",
              BatchGetProjectsRequest::builder,
              BatchGetProjectsResponse::builder);

  public static final Operation<ListProjectsRequest, ListProjectsResponse> LIST_PROJECTS =
      Operation.reads(
          "CodeBuild_20161006.ListProjects",
          ListProjectsRequest::builder,
          ListProjectsResponse::builder);

  public static final Operation<StartBuildRequest, StartBuildResponse> START_BUILD =
      Operation.changes(
          "CodeBuild_20161006.StartBuild", StartBuildRequest::builder, StartBuildResponse::builder);

  public static final Operation<StopBuildRequest, StopBuildResponse> STOP_BUILD =
      Operation.changes(
          "CodeBuild_20161006.StopBuild", StopBuildRequest::builder, StopBuildResponse::builder);

  public static final Operation<RetryBuildRequest, RetryBuildResponse> RETRY_BUILD =
      Operation.changes(
          "CodeBuild_20161006.RetryBuild", RetryBuildRequest::builder, RetryBuildResponse::builder);

  public static final Operation<BatchDeleteBuildsRequest, BatchDeleteBuildsResponse>
      BATCH_DELETE_BUILDS =
          Operation.changes(
              "CodeBuild_20161006.BatchDeleteBuilds",
              BatchDeleteBuildsRequest::builder,
              BatchDeleteBuildsResponse::builder);

  public static final Operation<BatchGetBuildsRequest, BatchGetBuildsResponse> BATCH_GET_BUILDS =
      Operation.reads(
          "CodeBuild_20161006.BatchGetBuilds",
          BatchGetBuildsRequest::builder,
          BatchGetBuildsResponse::builder);

  public static final Operation<ListBuildsRequest, ListBuildsResponse> LIST_BUILDS =
      Operation.reads(
          "CodeBuild_20161006.ListBuilds", ListBuildsRequest::builder, ListBuildsResponse::builder);

  public static final Operation<ListBuildsForProjectRequest, ListBuildsForProjectResponse>
      LIST_BUILDS_FOR_PROJECT =
          Operation.reads(
              "CodeBuild_20161006.ListBuildsForProject",
              ListBuildsForProjectRequest::builder,
              ListBuildsForProjectResponse::builder);

  private CodeBuildOperations() {}

  /** Every one of them. */
  public static List<Operation<?, ?>> all() {
    return List.of(
        CREATE_PROJECT,
        UPDATE_PROJECT,
        UPDATE_PROJECT_VISIBILITY,
        DELETE_PROJECT,
        INVALIDATE_PROJECT_CACHE,
        BATCH_GET_PROJECTS,
        LIST_PROJECTS,
        START_BUILD,
        STOP_BUILD,
        RETRY_BUILD,
        BATCH_DELETE_BUILDS,
        BATCH_GET_BUILDS,
        LIST_BUILDS,
        LIST_BUILDS_FOR_PROJECT);
  }
}
