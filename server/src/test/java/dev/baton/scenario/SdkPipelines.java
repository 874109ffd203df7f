package dev.baton.scenario;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.codepipeline.model.ActionDeclaration;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.OutputArtifact;
import software.amazon.awssdk.services.codepipeline.model.PipelineDeclaration;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionStatus;
import software.amazon.awssdk.services.codepipeline.model.StageDeclaration;

/** Pipelines as a test needs them: an object as the source, and one stage more. */
record SdkPipelines(Sdk sdk) {

  static ActionDeclaration object() {
    return ActionDeclaration.builder()
        .name("Object")
        .actionTypeId(type("Source", "AWS", "S3"))
        .configuration(
            Map.of(
                "S3Bucket", "releases", "S3ObjectKey", "app.txt", "PollForSourceChanges", "false"))
        .outputArtifacts(OutputArtifact.builder().name("App").build())
        .build();
  }

  static ActionDeclaration approval() {
    return ActionDeclaration.builder()
        .name("Ask")
        .actionTypeId(type("Approval", "AWS", "Manual"))
        .build();
  }

  static ActionTypeId type(String category, String owner, String provider) {
    return ActionTypeId.builder()
        .category(category)
        .owner(owner)
        .provider(provider)
        .version("1")
        .build();
  }

  static StageDeclaration stage(String name, ActionDeclaration... actions) {
    return StageDeclaration.builder().name(name).actions(actions).build();
  }

  static PipelineDeclaration of(String name, StageDeclaration... more) {
    return PipelineDeclaration.builder()
        .name(name)
        .roleArn(Sdk.ROLE)
        .pipelineType("V2")
        .executionMode("QUEUED")
        .artifactStore(store -> store.type("S3").location("artifacts"))
        .stages(
            Stream.concat(Stream.of(stage("Source", object())), List.of(more).stream()).toList())
        .build();
  }

  /** Makes a pipeline with an approval; gives the execution that starts with it. */
  String approved(String name) {
    return created(of(name, stage("Gate", approval())));
  }

  /** Makes a pipeline; gives the execution that starts with it. */
  String created(PipelineDeclaration pipeline) {
    sdk.pipelines.createPipeline(r -> r.pipeline(pipeline));
    return Sdk.until(
            () -> sdk.pipelines.listPipelineExecutions(r -> r.pipelineName(pipeline.name())),
            list -> !list.pipelineExecutionSummaries().isEmpty())
        .pipelineExecutionSummaries()
        .getFirst()
        .pipelineExecutionId();
  }

  /** The token of the approval, once somebody is asked. */
  String token(String name) {
    return Sdk.until(() -> asked(name), token -> !token.isEmpty());
  }

  private String asked(String name) {
    return sdk.pipelines.getPipelineState(r -> r.name(name)).stageStates().stream()
        .flatMap(stage -> stage.actionStates().stream())
        .filter(action -> action.latestExecution() != null)
        .map(action -> action.latestExecution().token())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  void answer(String name, String status) {
    String token = token(name);
    sdk.pipelines.putApprovalResult(
        r ->
            r.pipelineName(name)
                .stageName("Gate")
                .actionName("Ask")
                .token(token)
                .result(result -> result.status(status).summary("because")));
  }

  void ended(String name, String id, PipelineExecutionStatus status) {
    Sdk.until(
        () ->
            sdk.pipelines
                .getPipelineExecution(r -> r.pipelineName(name).pipelineExecutionId(id))
                .pipelineExecution()
                .status(),
        status::equals);
  }
}
