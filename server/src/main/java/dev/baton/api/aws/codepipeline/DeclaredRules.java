package dev.baton.api.aws.codepipeline;

import dev.baton.model.execution.Gate;
import dev.baton.model.pipeline.PipelineDefinition;
import java.util.Optional;

/** Finds a rule where a stage declares it. */
final class DeclaredRules {

  private DeclaredRules() {}

  static Optional<PipelineDefinition.Rule> find(
      PipelineDefinition.Stage stage, Gate gate, String name) {
    Optional<PipelineDefinition.Condition> condition =
        switch (gate) {
          case BEFORE_ENTRY -> stage.beforeEntry();
          case ON_SUCCESS -> stage.onSuccess();
          case ON_FAILURE -> stage.onFailure().flatMap(PipelineDefinition.OnFailure::condition);
        };
    return condition.stream()
        .flatMap(c -> c.rules().stream())
        .filter(rule -> rule.name().equals(name))
        .findFirst();
  }
}
