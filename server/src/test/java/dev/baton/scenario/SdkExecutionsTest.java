package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.ActionOwner;
import software.amazon.awssdk.services.codepipeline.model.CodePipelineException;
import software.amazon.awssdk.services.codepipeline.model.Condition;
import software.amazon.awssdk.services.codepipeline.model.ConditionType;
import software.amazon.awssdk.services.codepipeline.model.DeployActionExecutionTarget;
import software.amazon.awssdk.services.codepipeline.model.InputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionNotStoppableException;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.PipelineNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.PipelineSummary;
import software.amazon.awssdk.services.codepipeline.model.PutActionRevisionResponse;
import software.amazon.awssdk.services.codepipeline.model.Result;
import software.amazon.awssdk.services.codepipeline.model.RuleDeclaration;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.SourceRevisionOverride;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;
import software.amazon.awssdk.services.codepipeline.model.StageNotFoundException;
import software.amazon.awssdk.services.codepipeline.model.StageNotRetryableException;
import software.amazon.awssdk.services.codepipeline.model.StageRetryMode;
import software.amazon.awssdk.services.codepipeline.model.StageState;
import software.amazon.awssdk.services.codepipeline.model.StageTransitionType;
import software.amazon.awssdk.services.codepipeline.model.Tag;
import software.amazon.awssdk.services.codepipeline.model.UnableToRollbackStageException;
import software.amazon.awssdk.services.codepipeline.model.ValidationException;
import software.amazon.awssdk.services.codepipeline.model.WebhookAuthenticationType;
import software.amazon.awssdk.services.codepipeline.model.WebhookFilterRule;

/** Pipelines and their executions, through AWS's SDK and over HTTP. */
@ExtendWith(SdkServer.class)
final class SdkExecutionsTest {

  private CodePipelineClient aws;
  private SdkPipelines pipelines;

  @BeforeEach
  void clients(Sdk sdk) {
    aws = sdk.pipelines;
    pipelines = new SdkPipelines(sdk);
  }

  @Test
  @Answers({"CreatePipeline", "GetPipeline", "UpdatePipeline", "ListPipelines", "DeletePipeline"})
  @Refuses("GetPipeline")
  void aPipelineIsKeptInVersions() {
    pipelines.approved("kept");
    aws.updatePipeline(
        r ->
            r.pipeline(
                SdkPipelines.of(
                    "kept",
                    SdkPipelines.stage(
                        "Gate", SdkPipelines.approval().toBuilder().name("Again").build()))));
    assertThat(
            aws.getPipeline(r -> r.name("kept").version(1))
                .pipeline()
                .stages()
                .getLast()
                .actions()
                .getFirst()
                .name())
        .isEqualTo("Ask");
    assertThat(aws.getPipeline(r -> r.name("kept")).pipeline().version()).isEqualTo(2);
    assertThat(aws.listPipelinesPaginator(r -> r.maxResults(1)).pipelines())
        .extracting(PipelineSummary::name)
        .contains("kept");
    aws.deletePipeline(r -> r.name("kept"));
    assertThatExceptionOfType(PipelineNotFoundException.class)
        .isThrownBy(() -> aws.getPipeline(r -> r.name("kept")));
  }

  @Test
  @Answers({
    "StartPipelineExecution",
    "GetPipelineState",
    "GetPipelineExecution",
    "ListPipelineExecutions",
    "ListActionExecutions",
    "PutApprovalResult"
  })
  void anApprovedExecutionSucceeds() {
    String first = pipelines.approved("approved");
    pipelines.answer("approved", "Approved");
    pipelines.ended("approved", first, PipelineExecutionStatus.SUCCEEDED);
    String second = aws.startPipelineExecution(r -> r.name("approved")).pipelineExecutionId();
    pipelines.answer("approved", "Approved");
    pipelines.ended("approved", second, PipelineExecutionStatus.SUCCEEDED);
    assertThat(
            aws
                .listPipelineExecutionsPaginator(r -> r.pipelineName("approved").maxResults(1))
                .pipelineExecutionSummaries()
                .stream()
                .map(e -> e.trigger().triggerTypeAsString()))
        .containsExactly("StartPipelineExecution", "CreatePipeline");
    assertThat(
            aws
                .listActionExecutionsPaginator(r -> r.pipelineName("approved").maxResults(1))
                .actionExecutionDetails()
                .stream()
                .map(ActionExecutionDetail::actionName))
        .containsExactly("Ask", "Object", "Ask", "Object");
  }

  @Test
  @Answers("RetryStageExecution")
  @Refuses("RetryStageExecution")
  void aRejectedStageIsRetriedAndASucceededOneIsNot() {
    String id = pipelines.approved("retried");
    pipelines.answer("retried", "Rejected");
    pipelines.ended("retried", id, PipelineExecutionStatus.FAILED);
    retry("retried", id);
    pipelines.answer("retried", "Approved");
    pipelines.ended("retried", id, PipelineExecutionStatus.SUCCEEDED);
    assertThatExceptionOfType(StageNotRetryableException.class)
        .isThrownBy(() -> retry("retried", id));
  }

  private void retry(String pipeline, String id) {
    aws.retryStageExecution(
        r ->
            r.pipelineName(pipeline)
                .stageName("Gate")
                .retryMode(StageRetryMode.FAILED_ACTIONS)
                .pipelineExecutionId(id));
  }

  @Test
  @Answers("StopPipelineExecution")
  @Refuses("StopPipelineExecution")
  void aStoppedExecutionEndsAndIsNotStoppedAgain() {
    String id = pipelines.approved("stopped");
    pipelines.token("stopped");
    aws.stopPipelineExecution(
        r -> r.pipelineName("stopped").pipelineExecutionId(id).abandon(true).reason("enough"));
    pipelines.ended("stopped", id, PipelineExecutionStatus.STOPPED);
    assertThatExceptionOfType(PipelineExecutionNotStoppableException.class)
        .isThrownBy(
            () ->
                aws.stopPipelineExecution(r -> r.pipelineName("stopped").pipelineExecutionId(id)));
  }

  @Test
  @Answers({"DisableStageTransition", "EnableStageTransition"})
  void aDisabledTransitionHoldsAnExecutionBack() {
    pipelines.approved("held");
    pipelines.answer("held", "Approved");
    aws.disableStageTransition(
        r ->
            r.pipelineName("held")
                .stageName("Gate")
                .transitionType(StageTransitionType.INBOUND)
                .reason("a holiday"));
    String id = aws.startPipelineExecution(r -> r.name("held")).pipelineExecutionId();
    StageState gate =
        Sdk.until(
            () -> aws.getPipelineState(r -> r.name("held")).stageStates().getLast(),
            stage ->
                stage.inboundExecution() != null
                    && id.equals(stage.inboundExecution().pipelineExecutionId()));
    assertThat(gate.inboundTransitionState().disabledReason()).isEqualTo("a holiday");
    aws.enableStageTransition(
        r -> r.pipelineName("held").stageName("Gate").transitionType(StageTransitionType.INBOUND));
    pipelines.answer("held", "Approved");
    pipelines.ended("held", id, PipelineExecutionStatus.SUCCEEDED);
  }

  @Test
  @Answers({"DisableStageTransition", "EnableStageTransition"})
  @Refuses({"DisableStageTransition", "EnableStageTransition"})
  void aTransitionIsDisabledAtEitherEnd() {
    pipelines.approved("ends");
    aws.disableStageTransition(
        r ->
            r.pipelineName("ends")
                .stageName("Source")
                .transitionType(StageTransitionType.OUTBOUND)
                .reason("a holiday"));
    assertThat(isOpen("ends")).isFalse();
    aws.enableStageTransition(
        r -> r.pipelineName("ends").stageName("Gate").transitionType(StageTransitionType.INBOUND));
    assertThat(isOpen("ends")).isTrue();
    assertThatExceptionOfType(ValidationException.class)
        .isThrownBy(
            () ->
                aws.disableStageTransition(
                    r ->
                        r.pipelineName("ends")
                            .stageName("Gate")
                            .transitionType(StageTransitionType.OUTBOUND)
                            .reason("nowhere to go")));
    assertThatExceptionOfType(StageNotFoundException.class)
        .isThrownBy(
            () ->
                aws.enableStageTransition(
                    r ->
                        r.pipelineName("ends")
                            .stageName("None")
                            .transitionType(StageTransitionType.OUTBOUND)));
  }

  private boolean isOpen(String pipeline) {
    return aws.getPipelineState(r -> r.name(pipeline))
        .stageStates()
        .getLast()
        .inboundTransitionState()
        .enabled();
  }

  @Test
  @Answers("PutActionRevision")
  @Refuses("PutActionRevision")
  void aRevisionStartsOneExecution() {
    String first = pipelines.approved("revised");
    pipelines.token("revised");
    String revision =
        aws.getPipelineExecution(r -> r.pipelineName("revised").pipelineExecutionId(first))
            .pipelineExecution()
            .artifactRevisions()
            .getFirst()
            .revisionId();
    PutActionRevisionResponse put = put("Source", "Object", revision);
    assertThat(put.newRevision()).isTrue();
    PutActionRevisionResponse again = put("Source", "Object", revision);
    assertThat(again.newRevision()).isFalse();
    assertThat(again.pipelineExecutionId()).isEqualTo(put.pipelineExecutionId());
    pipelines.answer("revised", "Approved");
    pipelines.ended("revised", first, PipelineExecutionStatus.SUCCEEDED);
    pipelines.answer("revised", "Approved");
    pipelines.ended("revised", put.pipelineExecutionId(), PipelineExecutionStatus.SUCCEEDED);
    assertThat(
            aws.listPipelineExecutions(r -> r.pipelineName("revised")).pipelineExecutionSummaries())
        .extracting(e -> e.trigger().triggerTypeAsString())
        .containsExactly("PutActionRevision", "CreatePipeline");
    assertThatExceptionOfType(StageNotFoundException.class)
        .isThrownBy(() -> put("None", "Object", "1"));
    assertThatExceptionOfType(ActionNotFoundException.class)
        .isThrownBy(() -> put("Source", "None", "1"));
    assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> put("Gate", "Ask", "1"));
  }

  private PutActionRevisionResponse put(String stage, String action, String revision) {
    return aws.putActionRevision(
        r ->
            r.pipelineName("revised")
                .stageName(stage)
                .actionName(action)
                .actionRevision(
                    x -> x.revisionId(revision).revisionChangeId("c").created(Instant.EPOCH)));
  }

  @Test
  @Answers("ListDeployActionExecutionTargets")
  @Refuses("ListDeployActionExecutionTargets")
  void aDeploymentAsAWholeHasNoTargets() {
    ActionDeclaration deploy =
        ActionDeclaration.builder()
            .name("Put")
            .actionTypeId(SdkPipelines.type("Deploy", "AWS", "S3"))
            .configuration(Map.of("BucketName", "site", "Extract", "false", "ObjectKey", "app.txt"))
            .inputArtifacts(InputArtifact.builder().name("App").build())
            .build();
    String id =
        pipelines.created(SdkPipelines.of("deployed", SdkPipelines.stage("Deploy", deploy)));
    pipelines.ended("deployed", id, PipelineExecutionStatus.SUCCEEDED);
    assertThat(targets(0)).isEmpty();
    assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> targets(1));
  }

  private List<DeployActionExecutionTarget> targets(int newestFirst) {
    String action =
        aws.listActionExecutions(r -> r.pipelineName("deployed"))
            .actionExecutionDetails()
            .get(newestFirst)
            .actionExecutionId();
    return aws.listDeployActionExecutionTargets(
            r -> r.pipelineName("deployed").actionExecutionId(action))
        .targets();
  }

  @Test
  @Answers({"CreatePipeline", "StartPipelineExecution"})
  @Refuses("StartPipelineExecution")
  void aStartIsRepeatedByItsTokenAndTakesARevision() {
    String first = pipelines.approved("repeated");
    pipelines.token("repeated");
    String version =
        aws.getPipelineExecution(r -> r.pipelineName("repeated").pipelineExecutionId(first))
            .pipelineExecution()
            .artifactRevisions()
            .getFirst()
            .revisionId();
    String id = start("Object", version);
    assertThat(start("Object", version)).isEqualTo(id).isNotEqualTo(first);
    assertThatExceptionOfType(ValidationException.class).isThrownBy(() -> start("None", "1"));
  }

  private String start(String action, String version) {
    SourceRevisionOverride revision =
        SourceRevisionOverride.builder()
            .actionName(action)
            .revisionType("S3_OBJECT_VERSION_ID")
            .revisionValue(version)
            .build();
    return aws.startPipelineExecution(
            r -> r.name("repeated").clientRequestToken("night").sourceRevisions(revision))
        .pipelineExecutionId();
  }

  @Test
  @Answers({"CreatePipeline", "PutApprovalResult", "GetPipelineExecution"})
  void aPipelineBuildsAndIsApproved(Sdk sdk) {
    sdk.builds.createProject(
        SdkBuilds.project("built", "unused")
            .source(
                s ->
                    s.type("CODEPIPELINE")
                        .buildspec(
                            "{version: 0.2, env: {exported-variables: [ANSWER]}, phases: {build:"
                                + " {commands: [export ANSWER=42]}}}"))
            .artifacts(a -> a.type("CODEPIPELINE"))
            .build());
    ActionDeclaration build =
        ActionDeclaration.builder()
            .name("Compile")
            .actionTypeId(SdkPipelines.type("Build", "AWS", "CodeBuild"))
            .configuration(Map.of("ProjectName", "built"))
            .inputArtifacts(InputArtifact.builder().name("App").build())
            .namespace("made")
            .build();
    ActionDeclaration folder =
        SdkPipelines.object().toBuilder()
            .configuration(Map.of("S3Bucket", "releases", "S3ObjectKey", "folder"))
            .build();
    String id =
        pipelines.created(
            SdkPipelines.of("story").toBuilder()
                .stages(
                    SdkPipelines.stage("Source", folder),
                    SdkPipelines.stage("Build", build),
                    SdkPipelines.stage("Gate", SdkPipelines.approval()))
                .build());
    pipelines.answer("story", "Approved");
    pipelines.ended("story", id, PipelineExecutionStatus.SUCCEEDED);
    ActionExecutionDetail built =
        aws.listActionExecutions(r -> r.pipelineName("story")).actionExecutionDetails().stream()
            .filter(action -> action.actionName().equals("Compile"))
            .findFirst()
            .orElseThrow();
    assertThat(built.output().outputVariables()).containsEntry("ANSWER", "42");
    String buildId = built.output().executionResult().externalExecutionId();
    assertThat(sdk.builds.batchGetBuilds(r -> r.ids(buildId)).builds().getFirst().initiator())
        .isEqualTo("codepipeline/story");
  }

  @Test
  @Answers("RollbackStage")
  @Refuses("RollbackStage")
  void aStageIsRolledBackToAnExecutionThatSucceeded() {
    String id = pipelines.approved("rolled");
    assertThatExceptionOfType(UnableToRollbackStageException.class)
        .isThrownBy(() -> rollback("rolled", id));
    pipelines.answer("rolled", "Approved");
    pipelines.ended("rolled", id, PipelineExecutionStatus.SUCCEEDED);
    String back = rollback("rolled", id);
    pipelines.answer("rolled", "Approved");
    pipelines.ended("rolled", back, PipelineExecutionStatus.SUCCEEDED);
  }

  private String rollback(String pipeline, String target) {
    return aws.rollbackStage(
            r -> r.pipelineName(pipeline).stageName("Gate").targetPipelineExecutionId(target))
        .pipelineExecutionId();
  }

  @Test
  @Answers({"OverrideStageCondition", "ListRuleExecutions"})
  @Refuses("OverrideStageCondition")
  void aConditionThatFailedIsOverriddenOnce() {
    StageDeclaration gate =
        SdkPipelines.stage("Gate", SdkPipelines.approval()).toBuilder()
            .beforeEntry(entry -> entry.conditions(never()))
            .build();
    String id = pipelines.created(SdkPipelines.of("overridden", gate));
    pipelines.ended("overridden", id, PipelineExecutionStatus.FAILED);
    assertThat(
            aws.listRuleExecutions(r -> r.pipelineName("overridden"))
                .ruleExecutionDetails()
                .getFirst()
                .status())
        .isEqualTo(RuleExecutionStatus.FAILED);
    override(id);
    assertThatExceptionOfType(CodePipelineException.class).isThrownBy(() -> override(id));
    pipelines.answer("overridden", "Approved");
    pipelines.ended("overridden", id, PipelineExecutionStatus.SUCCEEDED);
  }

  private static Condition never() {
    RuleDeclaration rule =
        RuleDeclaration.builder()
            .name("Never")
            .ruleTypeId(t -> t.category("Rule").owner("AWS").provider("VariableCheck").version("1"))
            .configuration(
                Map.of(
                    "Variable", "#{codepipeline.PipelineExecutionId}",
                    "Value", "never",
                    "Operator", "EQ"))
            .build();
    return Condition.builder().result(Result.FAIL).rules(rule).build();
  }

  private void override(String id) {
    aws.overrideStageCondition(
        r ->
            r.pipelineName("overridden")
                .stageName("Gate")
                .conditionType(ConditionType.BEFORE_ENTRY)
                .pipelineExecutionId(id));
  }

  @Test
  @Answers({"TagResource", "UntagResource", "ListTagsForResource"})
  void tagsArePutOnAPipelineAndTakenOff() {
    pipelines.approved("tagged");
    String arn = aws.getPipeline(r -> r.name("tagged")).metadata().pipelineArn();
    aws.tagResource(r -> r.resourceArn(arn).tags(Tag.builder().key("team").value("shop").build()));
    assertThat(aws.listTagsForResource(r -> r.resourceArn(arn)).tags())
        .extracting(Tag::value)
        .containsExactly("shop");
    aws.untagResource(r -> r.resourceArn(arn).tagKeys("team"));
    assertThat(aws.listTagsForResource(r -> r.resourceArn(arn)).tags()).isEmpty();
  }

  @Test
  @Answers({
    "PutWebhook",
    "ListWebhooks",
    "RegisterWebhookWithThirdParty",
    "DeregisterWebhookWithThirdParty",
    "DeleteWebhook"
  })
  void aWebhookIsKeptUntilItIsDeleted() {
    pipelines.approved("hooked");
    aws.putWebhook(
        r ->
            r.webhook(
                w ->
                    w.name("hook")
                        .targetPipeline("hooked")
                        .targetAction("Object")
                        .filters(WebhookFilterRule.builder().jsonPath("$.ref").build())
                        .authentication(WebhookAuthenticationType.UNAUTHENTICATED)
                        .authenticationConfiguration(_ -> {})));
    aws.registerWebhookWithThirdParty(r -> r.webhookName("hook"));
    aws.deregisterWebhookWithThirdParty(r -> r.webhookName("hook"));
    assertThat(aws.listWebhooks().webhooks())
        .extracting(w -> w.definition().name())
        .contains("hook");
    aws.deleteWebhook(r -> r.name("hook"));
    assertThat(aws.listWebhooks().webhooks())
        .extracting(w -> w.definition().name())
        .doesNotContain("hook");
  }

  @Test
  @Answers({"ListActionTypes", "ListRuleTypes"})
  void theTypesThatAPipelineCanUseAreListed() {
    assertThat(aws.listActionTypes(r -> r.actionOwnerFilter(ActionOwner.AWS)).actionTypes())
        .extracting(type -> type.id().provider())
        .contains("Manual", "S3");
    assertThat(aws.listRuleTypes(_ -> {}).ruleTypes())
        .extracting(type -> type.id().provider())
        .contains("VariableCheck");
    assertThat(aws.listActionTypes(r -> r.regionFilter("us-east-1")).actionTypes()).isNotEmpty();
    assertThat(aws.listActionTypes(r -> r.regionFilter("eu-west-1")).actionTypes()).isEmpty();
    assertThat(aws.listRuleTypes(r -> r.regionFilter("eu-west-1")).ruleTypes()).isEmpty();
  }
}
