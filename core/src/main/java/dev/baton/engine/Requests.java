package dev.baton.engine;

import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ArtifactRevision;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.Gate;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.execution.RuleRun;
import dev.baton.model.execution.Variables;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ActionProvider;
import dev.baton.port.RuleProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes what providers are asked with from what the machine recorded. */
final class Requests {

  private final DefinitionCache definitions;
  private final Function<PipelineKey, Optional<PipelineState>> states;

  Requests(DefinitionCache definitions, Function<PipelineKey, Optional<PipelineState>> states) {
    this.definitions = definitions;
    this.states = states;
  }

  ActionProvider.Request action(ExecutionState execution, ActionRun run) {
    PipelineDefinition.Action declared = declared(execution, run.stage(), run.action());
    return new ActionProvider.Request(
        execution.pipeline(),
        execution.id(),
        run.id(),
        run.stage(),
        Variables.resolve(declared, execution).value(),
        run.resolvedConfiguration(),
        run.inputs(),
        run.outputs(),
        execution.sourceRevisions().stream()
            .filter(r -> r.action().equals(run.action()))
            .findFirst(),
        bases(execution, run),
        revisions(execution),
        execution.options(),
        run.continuation());
  }

  RuleProvider.Request rule(ExecutionState execution, RuleRun run) {
    PipelineDefinition.Rule declared = rule(stage(execution, run.stage()), run);
    return new RuleProvider.Request(
        execution.pipeline(),
        execution.id(),
        run.id(),
        run.stage(),
        Variables.resolve(declared, execution).value(),
        run.resolvedConfiguration(),
        execution.artifacts(),
        execution.options(),
        run.continuation());
  }

  Optional<ActionProvider> provider(
      ExecutionState execution, String actionExecutionId, Providers providers) {
    return execution.actions().stream()
        .filter(run -> run.id().equals(actionExecutionId))
        .findFirst()
        .flatMap(run -> providers.action(declared(execution, run.stage(), run.action()).type()));
  }

  private PipelineDefinition.Action declared(
      ExecutionState execution, String stage, String action) {
    return stage(execution, stage)
        .action(action)
        .orElseThrow(
            () -> new IllegalStateException("stage " + stage + " has no action " + action));
  }

  private PipelineDefinition.Stage stage(ExecutionState execution, String stage) {
    return definitions
        .get(execution.pipeline(), execution.version())
        .stage(stage)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "version " + execution.version() + " has no stage " + stage));
  }

  private static PipelineDefinition.Rule rule(PipelineDefinition.Stage stage, RuleRun run) {
    Optional<PipelineDefinition.Condition> condition =
        switch (run.gate()) {
          case Gate.BEFORE_ENTRY -> stage.beforeEntry();
          case Gate.ON_SUCCESS -> stage.onSuccess();
          case Gate.ON_FAILURE ->
              stage.onFailure().flatMap(PipelineDefinition.OnFailure::condition);
        };
    return condition.stream()
        .flatMap(c -> c.rules().stream())
        .filter(rule -> rule.name().equals(run.rule()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException("stage " + stage.name() + " has no rule " + run.rule()));
  }

  private static Map<String, String> revisions(ExecutionState execution) {
    Map<String, String> byArtifact = new HashMap<>();
    for (ArtifactRevision revision : execution.revisions()) {
      byArtifact.put(revision.artifact(), revision.revisionId());
    }
    return byArtifact;
  }

  /** A source action's own output has its base before its revision is known. */
  private Map<String, String> bases(ExecutionState execution, ActionRun run) {
    Map<String, String> last =
        states.apply(execution.pipeline()).map(PipelineState::lastRevisions).orElse(Map.of());
    Map<String, String> byArtifact = new HashMap<>();
    for (ArtifactRevision revision : execution.revisions()) {
      putIfKnown(byArtifact, revision.artifact(), last.get(revision.action()));
    }
    for (String output : run.outputs().keySet()) {
      putIfKnown(byArtifact, output, last.get(run.action()));
    }
    return byArtifact;
  }

  private static void putIfKnown(Map<String, String> map, String key, @Nullable String value) {
    if (value != null) {
      map.put(key, value);
    }
  }
}
