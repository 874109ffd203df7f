package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionCategory;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.ApprovalStatus;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.ConditionType;
import software.amazon.awssdk.services.codepipeline.model.FailureType;
import software.amazon.awssdk.services.codepipeline.model.InvalidNextTokenException;
import software.amazon.awssdk.services.codepipeline.model.InvalidStructureException;
import software.amazon.awssdk.services.codepipeline.model.JobNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;
import software.amazon.awssdk.services.codepipeline.model.Tag;
import software.amazon.awssdk.services.codepipeline.model.ValidationException;
import software.amazon.awssdk.services.codepipeline.model.WebhookAuthenticationType;
import software.amazon.awssdk.services.codepipeline.model.WebhookFilterRule;
import software.amazon.awssdk.services.codepipeline.model.WebhookNotFoundException;

/** What each operation of CodePipeline refuses, as the exception that the SDK has for it. */
@ExtendWith(SdkServer.class)
final class SdkPipelineRefusalsTest {

  private static final String NONE = "none";
  private static final String ID = "01234567-89ab-cdef-0123-456789abcdef";

  /**
   * A call that must be refused.
   *
   * @param error the class of the exception, no other and no wider one
   */
  record Row(
      String operation,
      Class<? extends CodePipelineException> error,
      Consumer<CodePipelineClient> call) {

    @Override
    public String toString() {
      return operation + ": " + error.getSimpleName();
    }
  }

  static Stream<Row> rows() {
    return Stream.of(pipelines(), executions(), jobs(), SdkPartnerJobsTest.refusals(), resources())
        .flatMap(List::stream);
  }

  private static List<Row> pipelines() {
    PipelineDeclaration one = SdkPipelines.of(NONE);
    return List.of(
        new Row(
            "CreatePipeline",
            InvalidStructureException.class,
            aws -> aws.createPipeline(r -> r.pipeline(one))),
        new Row(
            "UpdatePipeline",
            PipelineNotFoundException.class,
            aws ->
                aws.updatePipeline(
                    r ->
                        r.pipeline(
                            SdkPipelines.of(
                                NONE, SdkPipelines.stage("Gate", SdkPipelines.approval()))))),
        new Row(
            "GetPipeline",
            PipelineNotFoundException.class,
            aws -> aws.getPipeline(r -> r.name(NONE))),
        new Row(
            "DeletePipeline",
            ValidationException.class,
            aws -> aws.deletePipeline(r -> r.name("/"))),
        new Row(
            "ListPipelines",
            InvalidNextTokenException.class,
            aws -> aws.listPipelines(r -> r.nextToken("guessed"))),
        new Row(
            "ListActionTypes",
            InvalidNextTokenException.class,
            aws -> aws.listActionTypes(r -> r.nextToken("guessed"))),
        new Row(
            "ListRuleTypes",
            ValidationException.class,
            aws -> aws.listRuleTypes(r -> r.regionFilter("/"))));
  }

  private static List<Row> executions() {
    return List.of(
        new Row(
            "GetPipelineState",
            PipelineNotFoundException.class,
            aws -> aws.getPipelineState(r -> r.name(NONE))),
        new Row(
            "StartPipelineExecution",
            PipelineNotFoundException.class,
            aws -> aws.startPipelineExecution(r -> r.name(NONE))),
        new Row(
            "StopPipelineExecution",
            PipelineNotFoundException.class,
            aws -> aws.stopPipelineExecution(r -> r.pipelineName(NONE).pipelineExecutionId(ID))),
        new Row(
            "GetPipelineExecution",
            PipelineNotFoundException.class,
            aws -> aws.getPipelineExecution(r -> r.pipelineName(NONE).pipelineExecutionId(ID))),
        new Row(
            "ListPipelineExecutions",
            PipelineNotFoundException.class,
            aws -> aws.listPipelineExecutions(r -> r.pipelineName(NONE))),
        new Row(
            "ListActionExecutions",
            PipelineNotFoundException.class,
            aws -> aws.listActionExecutions(r -> r.pipelineName(NONE))),
        new Row(
            "ListRuleExecutions",
            PipelineNotFoundException.class,
            aws -> aws.listRuleExecutions(r -> r.pipelineName(NONE))),
        new Row(
            "ListDeployActionExecutionTargets",
            PipelineNotFoundException.class,
            aws ->
                aws.listDeployActionExecutionTargets(
                    r -> r.pipelineName(NONE).actionExecutionId(ID))),
        new Row(
            "PutActionRevision",
            PipelineNotFoundException.class,
            aws ->
                aws.putActionRevision(
                    r ->
                        r.pipelineName(NONE)
                            .stageName("Source")
                            .actionName("Object")
                            .actionRevision(
                                x ->
                                    x.revisionId("1")
                                        .revisionChangeId("1")
                                        .created(Instant.EPOCH)))),
        new Row(
            "RetryStageExecution",
            PipelineNotFoundException.class,
            aws ->
                aws.retryStageExecution(
                    r ->
                        r.pipelineName(NONE)
                            .stageName("Gate")
                            .retryMode(StageRetryMode.ALL_ACTIONS)
                            .pipelineExecutionId(ID))),
        new Row(
            "RollbackStage",
            PipelineNotFoundException.class,
            aws ->
                aws.rollbackStage(
                    r -> r.pipelineName(NONE).stageName("Gate").targetPipelineExecutionId(ID))),
        new Row(
            "OverrideStageCondition",
            PipelineNotFoundException.class,
            aws ->
                aws.overrideStageCondition(
                    r ->
                        r.pipelineName(NONE)
                            .stageName("Gate")
                            .conditionType(ConditionType.ON_SUCCESS)
                            .pipelineExecutionId(ID))),
        new Row(
            "DisableStageTransition",
            PipelineNotFoundException.class,
            aws ->
                aws.disableStageTransition(
                    r ->
                        r.pipelineName(NONE)
                            .stageName("Gate")
                            .transitionType(StageTransitionType.INBOUND)
                            .reason("why"))),
        new Row(
            "EnableStageTransition",
            ValidationException.class,
            aws ->
                aws.enableStageTransition(
                    r -> r.pipelineName(NONE).stageName("Gate").transitionType("Sideways"))),
        new Row(
            "PutApprovalResult",
            PipelineNotFoundException.class,
            aws ->
                aws.putApprovalResult(
                    r ->
                        r.pipelineName(NONE)
                            .stageName("Gate")
                            .actionName("Ask")
                            .token(ID)
                            .result(x -> x.status(ApprovalStatus.APPROVED).summary("")))));
  }

  private static List<Row> jobs() {
    return List.of(
        new Row(
            "PollForJobs",
            ActionTypeNotFoundException.class,
            aws ->
                aws.pollForJobs(r -> r.actionTypeId(SdkPipelines.type("Build", "Custom", NONE)))),
        new Row(
            "AcknowledgeJob",
            JobNotFoundException.class,
            aws -> aws.acknowledgeJob(r -> r.jobId(ID).nonce("n"))),
        new Row(
            "GetJobDetails",
            JobNotFoundException.class,
            aws -> aws.getJobDetails(r -> r.jobId(ID))),
        new Row(
            "PutJobSuccessResult",
            JobNotFoundException.class,
            aws -> aws.putJobSuccessResult(r -> r.jobId(ID))),
        new Row(
            "PutJobFailureResult",
            JobNotFoundException.class,
            aws ->
                aws.putJobFailureResult(
                    r ->
                        r.jobId(ID)
                            .failureDetails(f -> f.type(FailureType.JOB_FAILED).message("m")))));
  }

  private static List<Row> resources() {
    String arn = "arn:aws:codepipeline:us-east-1:000000000000:none";
    return List.of(
        new Row(
            "TagResource",
            ResourceNotFoundException.class,
            aws ->
                aws.tagResource(
                    r -> r.resourceArn(arn).tags(Tag.builder().key("k").value("v").build()))),
        new Row(
            "UntagResource",
            ResourceNotFoundException.class,
            aws -> aws.untagResource(r -> r.resourceArn(arn).tagKeys("k"))),
        new Row(
            "ListTagsForResource",
            ResourceNotFoundException.class,
            aws -> aws.listTagsForResource(r -> r.resourceArn(arn))),
        new Row(
            "PutWebhook",
            PipelineNotFoundException.class,
            aws ->
                aws.putWebhook(
                    r ->
                        r.webhook(
                            w ->
                                w.name("h")
                                    .targetPipeline(NONE)
                                    .targetAction("Object")
                                    .filters(WebhookFilterRule.builder().jsonPath("$.ref").build())
                                    .authentication(WebhookAuthenticationType.UNAUTHENTICATED)
                                    .authenticationConfiguration(_ -> {})))),
        new Row(
            "DeleteWebhook", ValidationException.class, aws -> aws.deleteWebhook(r -> r.name("/"))),
        new Row(
            "ListWebhooks",
            InvalidNextTokenException.class,
            aws -> aws.listWebhooks(r -> r.nextToken("guessed"))),
        new Row(
            "RegisterWebhookWithThirdParty",
            WebhookNotFoundException.class,
            aws -> aws.registerWebhookWithThirdParty(r -> r.webhookName(NONE))),
        new Row(
            "DeregisterWebhookWithThirdParty",
            WebhookNotFoundException.class,
            aws -> aws.deregisterWebhookWithThirdParty(r -> r.webhookName(NONE))),
        new Row(
            "CreateCustomActionType",
            ValidationException.class,
            aws ->
                aws.createCustomActionType(
                    r ->
                        r.category(ActionCategory.APPROVAL)
                            .provider(NONE)
                            .version("1")
                            .inputArtifactDetails(d -> d.minimumCount(0).maximumCount(0))
                            .outputArtifactDetails(d -> d.minimumCount(0).maximumCount(0)))),
        new Row(
            "DeleteCustomActionType",
            ValidationException.class,
            aws ->
                aws.deleteCustomActionType(
                    r -> r.category(ActionCategory.BUILD).provider("/").version("1"))));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void itIsRefusedWithTheModelledException(Row row, Sdk sdk) {
    assertThatExceptionOfType(CodePipelineException.class)
        .isThrownBy(() -> row.call().accept(sdk.pipelines))
        .isExactlyInstanceOf(row.error());
    sdk.hasSeen(List.of(), List.of(row.operation()));
  }
}
