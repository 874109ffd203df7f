package dev.baton.model.execution;

import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a list says of an execution: CodePipeline's PipelineExecutionSummary. It is kept beside the
 * state, so that a list reads no state; the members mean what {@link ExecutionState}'s mean.
 *
 * @param stopReason of whoever asked to stop it; may be empty text
 */
public record ExecutionSummary(
    String id,
    PipelineKey pipeline,
    PipelineDefinition.ExecutionMode mode,
    Optional<String> rollbackTarget,
    Trigger trigger,
    ExecutionStatus status,
    String summary,
    Instant startedAt,
    Instant updatedAt,
    List<ArtifactRevision> revisions,
    Optional<String> stopReason) {

  /** The summary of an execution as it stands. */
  public static ExecutionSummary of(ExecutionState execution) {
    return new ExecutionSummary(
        execution.id(),
        execution.pipeline(),
        execution.mode(),
        execution.rollbackTarget(),
        execution.trigger(),
        execution.status(),
        execution.summary(),
        execution.startedAt(),
        execution.updatedAt(),
        execution.revisions(),
        execution.stop().map(ExecutionState.StopRequest::reason));
  }
}
