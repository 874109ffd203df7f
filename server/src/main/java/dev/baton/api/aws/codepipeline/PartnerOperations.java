package dev.baton.api.aws.codepipeline;

import dev.baton.api.aws.Operation;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeThirdPartyJobRequest;
import software.amazon.awssdk.services.codepipeline.model.AcknowledgeThirdPartyJobResponse;
import software.amazon.awssdk.services.codepipeline.model.GetActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.GetActionTypeResponse;
import software.amazon.awssdk.services.codepipeline.model.GetThirdPartyJobDetailsRequest;
import software.amazon.awssdk.services.codepipeline.model.GetThirdPartyJobDetailsResponse;
import software.amazon.awssdk.services.codepipeline.model.PollForThirdPartyJobsRequest;
import software.amazon.awssdk.services.codepipeline.model.PollForThirdPartyJobsResponse;
import software.amazon.awssdk.services.codepipeline.model.PutThirdPartyJobFailureResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutThirdPartyJobFailureResultResponse;
import software.amazon.awssdk.services.codepipeline.model.PutThirdPartyJobSuccessResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutThirdPartyJobSuccessResultResponse;
import software.amazon.awssdk.services.codepipeline.model.UpdateActionTypeRequest;
import software.amazon.awssdk.services.codepipeline.model.UpdateActionTypeResponse;

/** The operations of partners' action types and of their job workers. */
final class PartnerOperations {

  static final Operation<GetActionTypeRequest, GetActionTypeResponse> GET_ACTION_TYPE =
      Operation.reads(
          "CodePipeline_20150709.GetActionType",
          GetActionTypeRequest::builder,
          GetActionTypeResponse::builder);

  static final Operation<UpdateActionTypeRequest, UpdateActionTypeResponse> UPDATE_ACTION_TYPE =
      Operation.changes(
          "CodePipeline_20150709.UpdateActionType",
          UpdateActionTypeRequest::builder,
          UpdateActionTypeResponse::builder);

  static final Operation<PollForThirdPartyJobsRequest, PollForThirdPartyJobsResponse>
      POLL_FOR_THIRD_PARTY_JOBS =
          Operation.changes(
              "CodePipeline_20150709.PollForThirdPartyJobs",
              PollForThirdPartyJobsRequest::builder,
              PollForThirdPartyJobsResponse::builder);

  static final Operation<AcknowledgeThirdPartyJobRequest, AcknowledgeThirdPartyJobResponse>
      ACKNOWLEDGE_THIRD_PARTY_JOB =
          Operation.changes(
              "CodePipeline_20150709.AcknowledgeThirdPartyJob",
              AcknowledgeThirdPartyJobRequest::builder,
              AcknowledgeThirdPartyJobResponse::builder);

  /** Changes nothing, and shows secrets: for the owner of the data only. */
  static final Operation<GetThirdPartyJobDetailsRequest, GetThirdPartyJobDetailsResponse>
      GET_THIRD_PARTY_JOB_DETAILS =
          Operation.changes(
              "CodePipeline_20150709.GetThirdPartyJobDetails",
              GetThirdPartyJobDetailsRequest::builder,
              GetThirdPartyJobDetailsResponse::builder);

  static final Operation<
          PutThirdPartyJobSuccessResultRequest, PutThirdPartyJobSuccessResultResponse>
      PUT_THIRD_PARTY_JOB_SUCCESS_RESULT =
          Operation.changes(
              "CodePipeline_20150709.PutThirdPartyJobSuccessResult",
              PutThirdPartyJobSuccessResultRequest::builder,
              PutThirdPartyJobSuccessResultResponse::builder);

  static final Operation<
          PutThirdPartyJobFailureResultRequest, PutThirdPartyJobFailureResultResponse>
      PUT_THIRD_PARTY_JOB_FAILURE_RESULT =
          Operation.changes(
              "CodePipeline_20150709.PutThirdPartyJobFailureResult",
              PutThirdPartyJobFailureResultRequest::builder,
              PutThirdPartyJobFailureResultResponse::builder);

  private PartnerOperations() {}
}
