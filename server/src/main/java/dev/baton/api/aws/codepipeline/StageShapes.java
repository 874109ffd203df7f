package dev.baton.api.aws.codepipeline;

import static dev.baton.api.aws.codepipeline.ExecutionShapes.orUnset;

import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ActionStatus;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.Gate;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.execution.StageRun;
import dev.baton.model.execution.StageStatus;
import dev.baton.model.pipeline.PipelineDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.codepipeline.model.ActionExecution;
import software.amazon.awssdk.services.codepipeline.model.ActionRevision;
import software.amazon.awssdk.services.codepipeline.model.ActionState;
import software.amazon.awssdk.services.codepipeline.model.RetryStageMetadata;
import software.amazon.awssdk.services.codepipeline.model.StageExecution;
import software.amazon.awssdk.services.codepipeline.model.StageState;
import software.amazon.awssdk.services.codepipeline.model.TransitionState;

/** Stages as GetPipelineState shows them: of one execution, or of whichever was last in each. */
public final class StageShapes {

  private StageShapes() {}

  /** The stages of one execution: {@code stageStates} of {@code run} and {@code show}. */
  public static List<StageState> ofExecution(
      ExecutionState execution, PipelineDefinition definition, Optional<PipelineState> unit) {
    return definition.stages().stream()
        .map(
            stage ->
                stage(
                    stage,
                    unit.map(PipelineState::gates).map(gates -> gates.get(stage.name())),
                    Optional.of(execution),
                    execution.id()::equals))
        .toList();
  }

  /**
   * A stage, with every execution that waits in front of it.
   *
   * @param gate its door; empty when the pipeline has no such stage any more
   * @param execution the one whose run of the stage is shown; empty when none has reached it
   */
  static StageState stage(
      PipelineDefinition.Stage stage,
      Optional<PipelineState.StageGate> gate,
      Optional<ExecutionState> execution) {
    return stage(stage, gate, execution, _ -> true);
  }

  private static StageState stage(
      PipelineDefinition.Stage stage,
      Optional<PipelineState.StageGate> gate,
      Optional<ExecutionState> execution,
      Predicate<String> waits) {
    Optional<StageRun> run =
        execution.stream()
            .flatMap(e -> e.stages().stream())
            .filter(s -> s.name().equals(stage.name()))
            .findFirst();
    var shape =
        StageState.builder()
            .stageName(stage.name())
            .actionStates(stage.actions().stream().map(a -> action(stage, a, execution)).toList());
    gate.ifPresent(door -> door(shape, door, waits));
    run.filter(r -> entered(r.status()))
        .ifPresent(
            r -> shape.latestExecution(latest(execution.orElseThrow(), r.status().awsName())));
    run.flatMap(StageRun::retry).ifPresent(retry -> shape.retryStageMetadata(retry(retry)));
    run.ifPresent(r -> conditions(shape, stage, r, execution.orElseThrow()));
    return shape.build();
  }

  private static boolean entered(StageStatus status) {
    return !status.awsName().isEmpty();
  }

  private static void door(
      StageState.Builder shape, PipelineState.StageGate door, Predicate<String> waits) {
    shape.inboundTransitionState(transition(door.transition()));
    List<StageExecution> waiting =
        door.waiting().stream()
            .filter(waits)
            .map(
                id -> StageExecution.builder().pipelineExecutionId(id).status("InProgress").build())
            .toList();
    if (!waiting.isEmpty()) {
      shape.inboundExecution(waiting.getLast()).inboundExecutions(waiting);
    }
  }

  private static TransitionState transition(PipelineState.Transition transition) {
    return TransitionState.builder()
        .enabled(transition.enabled())
        .disabledReason(orUnset(transition.disabledReason()))
        .lastChangedAt(transition.changedAt().orElse(null))
        .lastChangedBy(orUnset(transition.changedBy()))
        .build();
  }

  private static StageExecution latest(ExecutionState execution, String status) {
    var latest = StageExecution.builder().pipelineExecutionId(execution.id()).status(status);
    if (execution.rollbackTarget().isPresent()) {
      latest.type("ROLLBACK");
    }
    return latest.build();
  }

  private static RetryStageMetadata retry(StageRun.Retry retry) {
    return RetryStageMetadata.builder()
        .autoStageRetryAttempt(retry.automatic())
        .manualStageRetryAttempt(retry.manual())
        .latestRetryTrigger(orUnset(retry.latestTrigger()))
        .build();
  }

  private static void conditions(
      StageState.Builder shape,
      PipelineDefinition.Stage stage,
      StageRun run,
      ExecutionState execution) {
    Map<Gate, StageRun.ConditionRun> conditions = run.conditions();
    stage
        .beforeEntry()
        .ifPresent(
            c ->
                shape.beforeEntryConditionState(
                    ConditionShapes.state(c, Gate.BEFORE_ENTRY, stage, conditions, execution)));
    stage
        .onSuccess()
        .ifPresent(
            c ->
                shape.onSuccessConditionState(
                    ConditionShapes.state(c, Gate.ON_SUCCESS, stage, conditions, execution)));
    stage
        .onFailure()
        .flatMap(PipelineDefinition.OnFailure::condition)
        .ifPresent(
            c ->
                shape.onFailureConditionState(
                    ConditionShapes.state(c, Gate.ON_FAILURE, stage, conditions, execution)));
  }

  private static ActionState action(
      PipelineDefinition.Stage stage,
      PipelineDefinition.Action action,
      Optional<ExecutionState> execution) {
    var shape = ActionState.builder().actionName(action.name());
    String link = action.configuration().get("ExternalEntityLink");
    if (link != null) {
      shape.entityUrl(link);
    }
    execution.ifPresent(
        e -> {
          latestRun(e, stage.name(), action.name())
              .ifPresent(run -> shape.latestExecution(latest(action, run)));
          e.revisions().stream()
              .filter(r -> r.action().equals(action.name()))
              .filter(r -> action.type().category().equals("Source"))
              .findFirst()
              .ifPresent(
                  r ->
                      shape
                          .revisionUrl(orUnset(r.url()))
                          .currentRevision(
                              ActionRevision.builder().revisionId(r.revisionId()).build()));
        });
    return shape.build();
  }

  private static Optional<ActionRun> latestRun(ExecutionState e, String stage, String action) {
    return e.actions().reversed().stream()
        .filter(run -> run.stage().equals(stage) && run.action().equals(action))
        .findFirst();
  }

  private static ActionExecution latest(PipelineDefinition.Action action, ActionRun run) {
    var shape =
        ActionExecution.builder()
            .actionExecutionId(run.id())
            .status(run.status().awsName())
            .summary(orUnset(run.external().summary()))
            .lastStatusChange(run.updatedAt())
            .lastUpdatedBy(run.updatedBy().orElse(null))
            .externalExecutionId(orUnset(run.external().id()))
            .externalExecutionUrl(orUnset(run.external().url()));
    if (action.type().category().equals("Approval") && run.status() == ActionStatus.IN_PROGRESS) {
      shape.token(run.id());
    }
    run.error().ifPresent(error -> shape.errorDetails(ActionShapes.error(error)));
    return shape.build();
  }
}
