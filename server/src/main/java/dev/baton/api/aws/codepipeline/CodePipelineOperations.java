package dev.baton.api.aws.codepipeline;

import dev.baton.api.aws.Operation;
import java.util.List;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.CreatePipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.DeletePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.DeletePipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.DisableStageTransitionResponse;
import software.amazon.awssdk.services.codepipeline.model.EnableStageTransitionRequest;
import software.amazon.awssdk.services.codepipeline.model.EnableStageTransitionResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineResponse;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateRequest;
import software.amazon.awssdk.services.codepipeline.model.GetPipelineStateResponse;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListActionExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.ListDeployActionExecutionTargetsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListDeployActionExecutionTargetsResponse;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelineExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.ListPipelinesRequest;
import software.amazon.awssdk.services.codepipeline.model.ListPipelinesResponse;
import software.amazon.awssdk.services.codepipeline.model.ListRuleExecutionsRequest;
import software.amazon.awssdk.services.codepipeline.model.ListRuleExecutionsResponse;
import software.amazon.awssdk.services.codepipeline.model.ListRuleTypesRequest;
import software.amazon.awssdk.services.codepipeline.model.ListRuleTypesResponse;
import software.amazon.awssdk.services.codepipeline.model.OverrideStageConditionRequest;
import software.amazon.awssdk.services.codepipeline.model.OverrideStageConditionResponse;
import software.amazon.awssdk.services.codepipeline.model.PutActionRevisionRequest;
import software.amazon.awssdk.services.codepipeline.model.PutActionRevisionResponse;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultRequest;
import software.amazon.awssdk.services.codepipeline.model.PutApprovalResultResponse;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.RetryStageExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageRequest;
import software.amazon.awssdk.services.codepipeline.model.RollbackStageResponse;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StartPipelineExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionRequest;
import software.amazon.awssdk.services.codepipeline.model.StopPipelineExecutionResponse;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineRequest;
import software.amazon.awssdk.services.codepipeline.model.UpdatePipelineResponse;

/** The operations of CodePipeline that Baton answers. */
public final class CodePipelineOperations {

  public static final Operation<CreatePipelineRequest, CreatePipelineResponse> CREATE_PIPELINE =
      Operation.changes(
          "CodePipeline_20150709.CreatePipeline",
          CreatePipelineRequest::builder,
          CreatePipelineResponse::builder);

  public static final Operation<UpdatePipelineRequest, UpdatePipelineResponse> UPDATE_PIPELINE =
      Operation.changes(
          "CodePipeline_20150709.UpdatePipeline",
          UpdatePipelineRequest::builder,
          UpdatePipelineResponse::builder);

  public static final Operation<GetPipelineRequest, GetPipelineResponse> GET_PIPELINE =
      Operation.reads(
          "CodePipeline_20150709.GetPipeline",
          GetPipelineRequest::builder,
          GetPipelineResponse::builder);

  public static final Operation<DeletePipelineRequest, DeletePipelineResponse> DELETE_PIPELINE =
      Operation.changes(
          "CodePipeline_20150709.DeletePipeline",
          DeletePipelineRequest::builder,
          DeletePipelineResponse::builder);

  public static final Operation<ListPipelinesRequest, ListPipelinesResponse> LIST_PIPELINES =
      Operation.reads(
          "CodePipeline_20150709.ListPipelines",
          ListPipelinesRequest::builder,
          ListPipelinesResponse::builder);

  public static final Operation<GetPipelineStateRequest, GetPipelineStateResponse>
      GET_PIPELINE_STATE =
          Operation.reads(
              "CodePipeline_20150709.GetPipelineState",
              GetPipelineStateRequest::builder,
              GetPipelineStateResponse::builder);

  public static final Operation<StartPipelineExecutionRequest, StartPipelineExecutionResponse>
      START_PIPELINE_EXECUTION =
          Operation.changes(
              "CodePipeline_20150709.StartPipelineExecution",
              StartPipelineExecutionRequest::builder,
              StartPipelineExecutionResponse::builder);

  public static final Operation<StopPipelineExecutionRequest, StopPipelineExecutionResponse>
      STOP_PIPELINE_EXECUTION =
          Operation.changes(
              "CodePipeline_20150709.StopPipelineExecution",
              StopPipelineExecutionRequest::builder,
              StopPipelineExecutionResponse::builder);

  public static final Operation<GetPipelineExecutionRequest, GetPipelineExecutionResponse>
      GET_PIPELINE_EXECUTION =
          Operation.reads(
              "CodePipeline_20150709.GetPipelineExecution",
              GetPipelineExecutionRequest::builder,
              GetPipelineExecutionResponse::builder);

  public static final Operation<ListPipelineExecutionsRequest, ListPipelineExecutionsResponse>
      LIST_PIPELINE_EXECUTIONS =
          Operation.reads(
              "CodePipeline_20150709.ListPipelineExecutions",
              ListPipelineExecutionsRequest::builder,
              ListPipelineExecutionsResponse::builder);

  public static final Operation<ListActionExecutionsRequest, ListActionExecutionsResponse>
      LIST_ACTION_EXECUTIONS =
          Operation.reads(
              "CodePipeline_20150709.ListActionExecutions",
              ListActionExecutionsRequest::builder,
              ListActionExecutionsResponse::builder);

  public static final Operation<ListRuleExecutionsRequest, ListRuleExecutionsResponse>
      LIST_RULE_EXECUTIONS =
          Operation.reads(
              "CodePipeline_20150709.ListRuleExecutions",
              ListRuleExecutionsRequest::builder,
              ListRuleExecutionsResponse::builder);

  public static final Operation<RetryStageExecutionRequest, RetryStageExecutionResponse>
      RETRY_STAGE_EXECUTION =
          Operation.changes(
              "CodePipeline_20150709.RetryStageExecution",
              RetryStageExecutionRequest::builder,
              RetryStageExecutionResponse::builder);

  public static final Operation<RollbackStageRequest, RollbackStageResponse> ROLLBACK_STAGE =
      Operation.changes(
          "CodePipeline_20150709.RollbackStage",
          RollbackStageRequest::builder,
          RollbackStageResponse::builder);

  public static final Operation<EnableStageTransitionRequest, EnableStageTransitionResponse>
      ENABLE_STAGE_TRANSITION =
          Operation.changes(
              "CodePipeline_20150709.EnableStageTransition",
              EnableStageTransitionRequest::builder,
              EnableStageTransitionResponse::builder);

  public static final Operation<DisableStageTransitionRequest, DisableStageTransitionResponse>
      DISABLE_STAGE_TRANSITION =
          Operation.changes(
              "CodePipeline_20150709.DisableStageTransition",
              DisableStageTransitionRequest::builder,
              DisableStageTransitionResponse::builder);

  public static final Operation<PutApprovalResultRequest, PutApprovalResultResponse>
      PUT_APPROVAL_RESULT =
          Operation.changes(
              "CodePipeline_20150709.PutApprovalResult",
              PutApprovalResultRequest::builder,
              PutApprovalResultResponse::builder);

  public static final Operation<OverrideStageConditionRequest, OverrideStageConditionResponse>
      OVERRIDE_STAGE_CONDITION =
          Operation.changes(
              "CodePipeline_20150709.OverrideStageCondition",
              OverrideStageConditionRequest::builder,
              OverrideStageConditionResponse::builder);

  public static final Operation<ListRuleTypesRequest, ListRuleTypesResponse> LIST_RULE_TYPES =
      Operation.reads(
          "CodePipeline_20150709.ListRuleTypes",
          ListRuleTypesRequest::builder,
          ListRuleTypesResponse::builder);

  public static final Operation<PutActionRevisionRequest, PutActionRevisionResponse>
      PUT_ACTION_REVISION =
          Operation.changes(
              "CodePipeline_20150709.PutActionRevision",
              PutActionRevisionRequest::builder,
              PutActionRevisionResponse::builder);

  public static final Operation<
          ListDeployActionExecutionTargetsRequest, ListDeployActionExecutionTargetsResponse>
      LIST_DEPLOY_ACTION_EXECUTION_TARGETS =
          Operation.reads(
              "CodePipeline_20150709.ListDeployActionExecutionTargets",
              ListDeployActionExecutionTargetsRequest::builder,
              ListDeployActionExecutionTargetsResponse::builder);

  private CodePipelineOperations() {}

  /** Every one of them. */
  public static List<Operation<?, ?>> all() {
    return List.of(
        CREATE_PIPELINE,
        UPDATE_PIPELINE,
        GET_PIPELINE,
        DELETE_PIPELINE,
        LIST_PIPELINES,
        GET_PIPELINE_STATE,
        START_PIPELINE_EXECUTION,
        STOP_PIPELINE_EXECUTION,
        GET_PIPELINE_EXECUTION,
        LIST_PIPELINE_EXECUTIONS,
        LIST_ACTION_EXECUTIONS,
        LIST_RULE_EXECUTIONS,
        RETRY_STAGE_EXECUTION,
        ROLLBACK_STAGE,
        ENABLE_STAGE_TRANSITION,
        DISABLE_STAGE_TRANSITION,
        PUT_APPROVAL_RESULT,
        OVERRIDE_STAGE_CONDITION,
        LIST_RULE_TYPES,
        PUT_ACTION_REVISION,
        LIST_DEPLOY_ACTION_EXECUTION_TARGETS);
  }
}
