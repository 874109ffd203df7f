package dev.baton.api.aws.codepipeline;

import dev.baton.api.aws.Operation;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeJobRequest;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeJobResponse;
import software.amazon.awssdk.services.codepipeline.model.CreateCustomActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.CreateCustomActionTypeResponse;
import software.amazon.awssdk.services.codepipeline.model.DeleteCustomActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.DeleteCustomActionTypeResponse;
import software.amazon.awssdk.services.codepipeline.model.GetJobDetailsRequest;
import software.amazon.awssdk.services.codepipeline.model.GetJobDetailsResponse;
import software.amazon.awssdk.services.codepipeline.model.ListActionTypesRequest;
import software.amazon.awssdk.services.codepipeline.model.ListActionTypesResponse;
import software.amazon.awssdk.services.codepipeline.model.PollForJobsRequest;
import software.amazon.awssdk.services.codepipeline.model.PollForJobsResponse;
import software.amazon.awssdk.services.codepipeline.model.PutJobFailureResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutJobFailureResultResponse;
import software.amazon.awssdk.services.codepipeline.model.PutJobSuccessResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutJobSuccessResultResponse;

/** The operations of action types and of job workers. */
final class JobOperations {

  static final Operation<CreateCustomActionTypeRequest, CreateCustomActionTypeResponse>
      CREATE_CUSTOM_ACTION_TYPE =
          Operation.changes(
              "CodePipeline_20150709.CreateCustomActionType",
              CreateCustomActionTypeRequest::builder,
              CreateCustomActionTypeResponse::builder);

  static final Operation<DeleteCustomActionTypeRequest, DeleteCustomActionTypeResponse>
      DELETE_CUSTOM_ACTION_TYPE =
          Operation.changes(
              "CodePipeline_20150709.DeleteCustomActionType",
              DeleteCustomActionTypeRequest::builder,
              DeleteCustomActionTypeResponse::builder);

  static final Operation<ListActionTypesRequest, ListActionTypesResponse> LIST_ACTION_TYPES =
      Operation.reads(
          "CodePipeline_20150709.ListActionTypes",
          ListActionTypesRequest::builder,
          ListActionTypesResponse::builder);

  static final Operation<PollForJobsRequest, PollForJobsResponse> POLL_FOR_JOBS =
      Operation.changes(
          "CodePipeline_20150709.PollForJobs",
          PollForJobsRequest::builder,
          PollForJobsResponse::builder);

  static final Operation<AcknowledgeJobRequest, AcknowledgeJobResponse> ACKNOWLEDGE_JOB =
      Operation.changes(
          "CodePipeline_20150709.AcknowledgeJob",
          AcknowledgeJobRequest::builder,
          AcknowledgeJobResponse::builder);

  /** Changes nothing, and shows secrets: for the owner of the data only. */
  static final Operation<GetJobDetailsRequest, GetJobDetailsResponse> GET_JOB_DETAILS =
      Operation.changes(
          "CodePipeline_20150709.GetJobDetails",
          GetJobDetailsRequest::builder,
          GetJobDetailsResponse::builder);

  static final Operation<PutJobSuccessResultRequest, PutJobSuccessResultResponse>
      PUT_JOB_SUCCESS_RESULT =
          Operation.changes(
              "CodePipeline_20150709.PutJobSuccessResult",
              PutJobSuccessResultRequest::builder,
              PutJobSuccessResultResponse::builder);

  static final Operation<PutJobFailureResultRequest, PutJobFailureResultResponse>
      PUT_JOB_FAILURE_RESULT =
          Operation.changes(
              "CodePipeline_20150709.PutJobFailureResult",
              PutJobFailureResultRequest::builder,
              PutJobFailureResultResponse::builder);

  private JobOperations() {}
}
