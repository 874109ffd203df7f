package dev.baton.api.aws.codepipeline;

import static dev.baton.api.aws.codepipeline.ExecutionShapes.orUnset;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ActionStatus;
import dev.baton.model.execution.RuleRun;
import dev.baton.model.pipeline.PipelineDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionInput;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionOutput;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionResult;
import software.amazon.awssdk.services.codepipeline.model.ActionTypeId;
import software.amazon.awssdk.services.codepipeline.model.ArtifactDetail;
import software.amazon.awssdk.services.codepipeline.model.ErrorDetails;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionInput;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionOutput;
import software.amazon.awssdk.services.codepipeline.model.RuleExecutionResult;
import software.amazon.awssdk.services.codepipeline.model.RuleTypeId;
import software.amazon.awssdk.services.codepipeline.model.S3Location;

/** Action and rule executions as ListActionExecutions and ListRuleExecutions show them. */
public final class ActionShapes {

  private ActionShapes() {}

  /**
   * An action execution.
   *
   * @param declared the action as its execution's version declares it; empty when no version is
   *     known any more
   * @param secrets of its pipeline
   */
  public static ActionExecutionDetail action(
      String executionId,
      int version,
      ActionRun run,
      Optional<PipelineDefinition.Action> declared,
      Secrets secrets) {
    return ActionExecutionDetail.builder()
        .pipelineExecutionId(executionId)
        .actionExecutionId(run.id())
        .pipelineVersion(version)
        .stageName(run.stage())
        .actionName(run.action())
        .startTime(run.startedAt())
        .lastUpdateTime(run.updatedAt())
        .updatedBy(run.updatedBy().orElse(null))
        .status(run.status().awsName())
        .input(input(run, declared, secrets))
        .output(output(run, declared))
        .build();
  }

  private static ActionExecutionInput input(
      ActionRun run, Optional<PipelineDefinition.Action> declared, Secrets secrets) {
    var input =
        ActionExecutionInput.builder()
            .resolvedConfiguration(run.resolvedConfiguration())
            .inputArtifacts(artifacts(run.inputs()));
    declared.ifPresent(
        action ->
            input
                .actionTypeId(typeId(action.type()))
                .configuration(secrets.hidden(action.type(), action.configuration()))
                .resolvedConfiguration(secrets.hidden(action.type(), run.resolvedConfiguration()))
                .roleArn(action.roleArn().orElse(null))
                .region(action.region().orElse(null))
                .namespace(action.namespace().orElse(null)));
    return input.build();
  }

  private static ActionExecutionOutput output(
      ActionRun run, Optional<PipelineDefinition.Action> declared) {
    var result =
        ActionExecutionResult.builder()
            .externalExecutionId(orUnset(run.external().id()))
            .externalExecutionSummary(orUnset(run.external().summary()))
            .externalExecutionUrl(orUnset(run.external().url()));
    if (isApproval(declared)) {
      // The token of a pending approval is its action execution's id (reference section 8).
      result.externalExecutionId(run.id());
    }
    run.error().ifPresent(error -> result.errorDetails(error(error)));
    return ActionExecutionOutput.builder()
        .outputArtifacts(
            run.status() == ActionStatus.SUCCEEDED ? artifacts(run.outputs()) : List.of())
        .executionResult(result.build())
        .outputVariables(run.outputVariables())
        .build();
  }

  static boolean isApproval(Optional<PipelineDefinition.Action> declared) {
    return declared.filter(action -> action.type().category().equals("Approval")).isPresent();
  }

  /** A rule execution. */
  public static RuleExecutionDetail rule(
      String executionId, int version, RuleRun run, Optional<PipelineDefinition.Rule> declared) {
    return RuleExecutionDetail.builder()
        .pipelineExecutionId(executionId)
        .ruleExecutionId(run.id())
        .pipelineVersion(version)
        .stageName(run.stage())
        .ruleName(run.rule())
        .startTime(run.startedAt())
        .lastUpdateTime(run.updatedAt())
        .status(run.status().awsName())
        .input(ruleInput(run, declared))
        .output(RuleExecutionOutput.builder().executionResult(ruleResult(run)).build())
        .build();
  }

  private static RuleExecutionInput ruleInput(
      RuleRun run, Optional<PipelineDefinition.Rule> declared) {
    var input = RuleExecutionInput.builder().resolvedConfiguration(run.resolvedConfiguration());
    declared.ifPresent(
        rule ->
            input
                .ruleTypeId(ruleTypeId(rule.type()))
                .configuration(rule.configuration())
                .roleArn(rule.roleArn().orElse(null))
                .region(rule.region().orElse(null)));
    return input.build();
  }

  private static RuleExecutionResult ruleResult(RuleRun run) {
    ActionOutcome.External external = run.external();
    var result =
        RuleExecutionResult.builder()
            .externalExecutionId(orUnset(external.id()))
            .externalExecutionSummary(orUnset(external.summary()))
            .externalExecutionUrl(orUnset(external.url()));
    run.error().ifPresent(error -> result.errorDetails(error(error)));
    return result.build();
  }

  static ErrorDetails error(ActionRun.Failure failure) {
    return ErrorDetails.builder().code(failure.code()).message(failure.message()).build();
  }

  static ActionTypeId typeId(dev.baton.model.pipeline.ActionTypeId type) {
    return ActionTypeId.builder()
        .category(type.category())
        .owner(type.owner())
        .provider(type.provider())
        .version(type.version())
        .build();
  }

  static RuleTypeId ruleTypeId(dev.baton.model.pipeline.ActionTypeId type) {
    return RuleTypeId.builder()
        .category(type.category())
        .owner(type.owner())
        .provider(type.provider())
        .version(type.version())
        .build();
  }

  private static List<ArtifactDetail> artifacts(Map<String, ArtifactLocation> artifacts) {
    return artifacts.entrySet().stream()
        .map(entry -> artifact(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static ArtifactDetail artifact(String name, ArtifactLocation location) {
    return ArtifactDetail.builder()
        .name(name)
        .s3location(S3Location.builder().bucket(location.bucket()).key(location.key()).build())
        .build();
  }
}
