package dev.baton.api.aws.codepipeline;

import static dev.baton.api.aws.codepipeline.ExecutionShapes.orUnset;

import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.Gate;
import dev.baton.model.execution.RuleRun;
import dev.baton.model.execution.StageRun;
import dev.baton.model.pipeline.PipelineDefinition;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ConditionExecution;
import software.amazon.awssdk.services.codepipeline.model.ConditionState;
import software.amazon.awssdk.services.codepipeline.model.RuleExecution;
import software.amazon.awssdk.services.codepipeline.model.RuleState;
import software.amazon.awssdk.services.codepipeline.model.StageConditionState;
import software.amazon.awssdk.services.codepipeline.model.StageConditionsExecution;

/** A stage's conditions and their rules as GetPipelineState shows them. */
final class ConditionShapes {

  private ConditionShapes() {}

  static StageConditionState state(
      PipelineDefinition.Condition declared,
      Gate gate,
      PipelineDefinition.Stage stage,
      Map<Gate, StageRun.ConditionRun> runs,
      ExecutionState execution) {
    Optional<StageRun.ConditionRun> run = Optional.ofNullable(runs.get(gate));
    var condition =
        ConditionState.builder()
            .ruleStates(
                declared.rules().stream().map(rule -> rule(rule, gate, stage, execution)).toList());
    var shape = StageConditionState.builder();
    run.ifPresent(
        r -> {
          condition.latestExecution(
              ConditionExecution.builder()
                  .status(r.status().awsName())
                  .summary(orUnset(r.summary()))
                  .lastStatusChange(r.changedAt())
                  .build());
          shape.latestExecution(
              StageConditionsExecution.builder()
                  .status(r.status().awsName())
                  .summary(orUnset(r.summary()))
                  .build());
        });
    return shape.conditionStates(condition.build()).build();
  }

  private static RuleState rule(
      PipelineDefinition.Rule rule,
      Gate gate,
      PipelineDefinition.Stage stage,
      ExecutionState execution) {
    var shape = RuleState.builder().ruleName(rule.name());
    execution.rules().reversed().stream()
        .filter(run -> run.stage().equals(stage.name()))
        .filter(run -> run.gate() == gate && run.rule().equals(rule.name()))
        .findFirst()
        .ifPresent(run -> shape.latestExecution(latest(run)));
    return shape.build();
  }

  private static RuleExecution latest(RuleRun run) {
    var shape =
        RuleExecution.builder()
            .ruleExecutionId(run.id())
            .status(run.status().awsName())
            .summary(orUnset(run.external().summary()))
            .lastStatusChange(run.updatedAt())
            .externalExecutionId(orUnset(run.external().id()))
            .externalExecutionUrl(orUnset(run.external().url()));
    run.error().ifPresent(error -> shape.errorDetails(ActionShapes.error(error)));
    return shape.build();
  }
}
