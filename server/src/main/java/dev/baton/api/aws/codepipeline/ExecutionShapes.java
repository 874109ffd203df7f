package dev.baton.api.aws.codepipeline;

import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.ExecutionStatus;
import dev.baton.model.execution.ExecutionSummary;
import dev.baton.model.execution.SourceRevision;
import dev.baton.model.execution.Trigger;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codepipeline.model.ArtifactRevision;
import software.amazon.awssdk.services.codepipeline.model.ExecutionTrigger;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecution;
import software.amazon.awssdk.services.codepipeline.model.PipelineExecutionSummary;
import software.amazon.awssdk.services.codepipeline.model.PipelineRollbackMetadata;
import software.amazon.awssdk.services.codepipeline.model.ResolvedPipelineVariable;
import software.amazon.awssdk.services.codepipeline.model.StopExecutionTrigger;

/** An execution as GetPipelineExecution and ListPipelineExecutions show it. */
public final class ExecutionShapes {

  private ExecutionShapes() {}

  /** GetPipelineExecution's shape. */
  public static PipelineExecution execution(ExecutionState execution) {
    var shape =
        PipelineExecution.builder()
            .pipelineName(execution.pipeline().name())
            .pipelineVersion(execution.version())
            .pipelineExecutionId(execution.id())
            .status(execution.status().awsName())
            .statusSummary(orUnset(execution.summary()))
            .artifactRevisions(
                execution.revisions().stream().map(ExecutionShapes::revision).toList())
            .trigger(trigger(execution.trigger()))
            .executionMode(execution.mode().name());
    if (!execution.variables().isEmpty()) {
      shape.variables(variables(execution.variables()));
    }
    // executionType is omitted for STANDARD executions (reference section 2).
    execution
        .rollbackTarget()
        .ifPresent(target -> shape.executionType("ROLLBACK").rollbackMetadata(rollback(target)));
    return shape.build();
  }

  /** ListPipelineExecutions' shape. */
  public static PipelineExecutionSummary summary(ExecutionSummary execution) {
    var shape =
        PipelineExecutionSummary.builder()
            .pipelineExecutionId(execution.id())
            .status(execution.status().awsName())
            .statusSummary(orUnset(execution.summary()))
            .startTime(execution.startedAt())
            .lastUpdateTime(execution.updatedAt())
            .sourceRevisions(found(execution.revisions()))
            .trigger(trigger(execution.trigger()))
            .executionMode(execution.mode().name());
    execution
        .rollbackTarget()
        .ifPresent(target -> shape.executionType("ROLLBACK").rollbackMetadata(rollback(target)));
    execution
        .stopReason()
        .filter(reason -> !reason.isEmpty())
        .filter(_ -> isStop(execution.status()))
        .ifPresent(
            reason -> shape.stopTrigger(StopExecutionTrigger.builder().reason(reason).build()));
    return shape.build();
  }

  private static boolean isStop(ExecutionStatus status) {
    return status == ExecutionStatus.STOPPED || status == ExecutionStatus.STOPPING;
  }

  private static ExecutionTrigger trigger(Trigger trigger) {
    return ExecutionTrigger.builder()
        .triggerType(trigger.type())
        .triggerDetail(orUnset(trigger.detail()))
        .build();
  }

  private static PipelineRollbackMetadata rollback(String target) {
    return PipelineRollbackMetadata.builder().rollbackTargetPipelineExecutionId(target).build();
  }

  private static ArtifactRevision revision(dev.baton.model.execution.ArtifactRevision revision) {
    return ArtifactRevision.builder()
        .name(revision.artifact())
        .revisionId(revision.revisionId())
        .revisionSummary(orUnset(revision.summary()))
        .revisionUrl(orUnset(revision.url()))
        .build();
  }

  private static List<software.amazon.awssdk.services.codepipeline.model.SourceRevision> found(
      List<dev.baton.model.execution.ArtifactRevision> revisions) {
    return revisions.stream()
        .map(
            revision ->
                software.amazon.awssdk.services.codepipeline.model.SourceRevision.builder()
                    .actionName(revision.action())
                    .revisionId(revision.revisionId())
                    .revisionSummary(orUnset(revision.summary()))
                    .revisionUrl(orUnset(revision.url()))
                    .build())
        .toList();
  }

  private static List<ResolvedPipelineVariable> variables(Map<String, String> variables) {
    return variables.entrySet().stream()
        .map(v -> ResolvedPipelineVariable.builder().name(v.getKey()).resolvedValue(v.getValue()))
        .map(ResolvedPipelineVariable.Builder::build)
        .toList();
  }

  /** Empty texts of the model are members that AWS leaves out. */
  static @Nullable String orUnset(String text) {
    return text.isEmpty() ? null : text;
  }

  /** The request's source revisions in the model's words. */
  static List<SourceRevision> sourceRevisions(
      List<software.amazon.awssdk.services.codepipeline.model.SourceRevisionOverride> overrides) {
    return overrides.stream()
        .map(o -> new SourceRevision(o.actionName(), o.revisionTypeAsString(), o.revisionValue()))
        .collect(Collectors.toList());
  }
}
