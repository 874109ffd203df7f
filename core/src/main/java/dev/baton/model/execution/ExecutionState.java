package dev.baton.model.execution;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One execution of a pipeline, as its events have made it.
 *
 * @param version the definition's version to which it is pinned
 * @param rollbackTarget of a ROLLBACK execution: the execution whose artifacts and variables it
 *     takes
 * @param summary why it stands as it does, for people; may be empty
 * @param variables pipeline variables, resolved
 * @param stages in the definition's order; a rollback holds its one stage
 * @param actions every action execution, oldest first
 * @param rules every rule execution, oldest first
 * @param artifacts artifact name to where the latest run of its producer put it
 * @param outputs namespace to output variables
 */
public record ExecutionState(
    String id,
    PipelineKey pipeline,
    int version,
    PipelineDefinition.ExecutionMode mode,
    Optional<String> rollbackTarget,
    Trigger trigger,
    ExecutionStatus status,
    String summary,
    Instant startedAt,
    Instant updatedAt,
    Map<String, String> variables,
    List<SourceRevision> sourceRevisions,
    RunOptions options,
    List<StageRun> stages,
    List<ActionRun> actions,
    List<RuleRun> rules,
    Map<String, ArtifactLocation> artifacts,
    Map<String, Map<String, String>> outputs,
    List<ArtifactRevision> revisions,
    Optional<StopRequest> stop) {

  /** The same with its action executions as they may be shown. */
  public ExecutionState showing(List<ActionRun> shown) {
    return new ExecutionState(
        id,
        pipeline,
        version,
        mode,
        rollbackTarget,
        trigger,
        status,
        summary,
        startedAt,
        updatedAt,
        variables,
        sourceRevisions,
        options,
        stages,
        shown,
        rules,
        artifacts,
        outputs,
        revisions,
        stop);
  }

  /** The stage of that name; a rollback has only its own. */
  public Optional<StageRun> stage(String name) {
    return stages.stream().filter(stage -> stage.name().equals(name)).findFirst();
  }

  /** The stage at which it stands: the first that is not over; empty when all are. */
  public Optional<StageRun> current() {
    return stages.stream().filter(stage -> !stage.isOver()).findFirst();
  }

  /** Whether it is a ROLLBACK execution. */
  public boolean isRollback() {
    return rollbackTarget.isPresent();
  }

  /** Whether it goes through stages without locks. */
  public boolean isParallel() {
    return mode == PipelineDefinition.ExecutionMode.PARALLEL;
  }

  /** That someone asked to stop it. */
  public record StopRequest(boolean abandon, String reason) {}
}
