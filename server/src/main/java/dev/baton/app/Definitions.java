package dev.baton.app;

import dev.baton.engine.Providers;
import dev.baton.format.document.JsonReader;
import dev.baton.format.pipeline.PipelineReader;
import dev.baton.format.project.ProjectFileReader;
import dev.baton.model.document.Node;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.model.pipeline.PipelineDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Definitions that came over the wire: accepted, or refused with every problem. */
final class Definitions {

  private final Providers providers;
  private final String region;

  Definitions(Providers providers, String region) {
    this.providers = providers;
    this.region = region;
  }

  /** The text to store; refused with what the reader finds, or else what the providers find. */
  String acceptedPipeline(String json, boolean update) {
    // Custom action types come and go.
    var pipelines = new PipelineReader(providers.actionTypes(), providers.ruleTypes(), region);
    PipelineReader.Declared declared = pipelines.wire(object(json), update).orRefuse();
    List<Problem> problems = new ArrayList<>();
    for (PipelineDefinition.Stage stage : declared.definition().stages()) {
      for (PipelineDefinition.Action action : stage.actions()) {
        providers.action(action.type()).ifPresent(p -> problems.addAll(p.validate(action)));
      }
      conditions(stage).forEach(condition -> judge(condition, problems));
    }
    List<Problem> errors = problems.stream().filter(Problem::isError).toList();
    if (!errors.isEmpty()) {
      throw new Refused(errors);
    }
    return declared.document();
  }

  private static Stream<PipelineDefinition.Condition> conditions(PipelineDefinition.Stage stage) {
    return Stream.of(
            stage.beforeEntry(),
            stage.onSuccess(),
            stage.onFailure().flatMap(PipelineDefinition.OnFailure::condition))
        .flatMap(Optional::stream);
  }

  private void judge(PipelineDefinition.Condition condition, List<Problem> problems) {
    for (PipelineDefinition.Rule rule : condition.rules()) {
      providers.rule(rule.type()).ifPresent(p -> problems.addAll(p.validate(rule)));
    }
  }

  String acceptedProject(String json) {
    return ProjectFileReader.wire(object(json)).orRefuse().document();
  }

  private static Node.ObjectNode object(String json) {
    if (JsonReader.read("", json).orRefuse().root() instanceof Node.ObjectNode object) {
      return object;
    }
    throw Refused.because("Validation", Problem.Kind.USER, "an object is needed");
  }
}
