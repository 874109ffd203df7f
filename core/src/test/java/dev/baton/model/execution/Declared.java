package dev.baton.model.execution;

import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineDefinition.Action;
import dev.baton.model.pipeline.PipelineDefinition.ArtifactStore;
import dev.baton.model.pipeline.PipelineDefinition.Condition;
import dev.baton.model.pipeline.PipelineDefinition.ExecutionMode;
import dev.baton.model.pipeline.PipelineDefinition.OnFailure;
import dev.baton.model.pipeline.PipelineDefinition.OutputArtifact;
import dev.baton.model.pipeline.PipelineDefinition.Result;
import dev.baton.model.pipeline.PipelineDefinition.RetryMode;
import dev.baton.model.pipeline.PipelineDefinition.Rule;
import dev.baton.model.pipeline.PipelineDefinition.Stage;
import dev.baton.model.pipeline.PipelineDefinition.Type;
import dev.baton.model.pipeline.PipelineDefinition.Variable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Definitions in few words. */
final class Declared {

  private Declared() {}

  static PipelineDefinition pipeline(ExecutionMode mode, Stage... stages) {
    return pipeline(1, mode, List.of(), stages);
  }

  static PipelineDefinition pipeline(
      int version, ExecutionMode mode, List<Variable> variables, Stage... stages) {
    return new PipelineDefinition(
        "shop",
        version,
        Type.V2,
        mode,
        "arn:aws:iam::000000000000:role/r",
        new ArtifactStore("artifacts", Map.of()),
        List.of(stages),
        variables,
        List.of());
  }

  static PipelineDefinition withVersion(PipelineDefinition d, int version, ExecutionMode mode) {
    return new PipelineDefinition(
        d.name(),
        version,
        d.type(),
        mode,
        d.roleArn(),
        d.artifactStore(),
        d.stages(),
        d.variables(),
        d.triggers());
  }

  static PipelineDefinition withType(PipelineDefinition d, Type type) {
    return new PipelineDefinition(
        d.name(),
        d.version(),
        type,
        d.mode(),
        d.roleArn(),
        d.artifactStore(),
        d.stages(),
        d.variables(),
        d.triggers());
  }

  static Stage stage(String name, Action... actions) {
    return new Stage(name, List.of(actions), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static Stage source() {
    return stage("Source", source("Src"));
  }

  static Stage beforeEntry(Stage s, Result result, Rule... rules) {
    Optional<Condition> condition = Optional.of(new Condition(result, List.of(rules)));
    return new Stage(s.name(), s.actions(), condition, s.onSuccess(), s.onFailure());
  }

  static Stage onSuccess(Stage s, Result result, Rule... rules) {
    Optional<Condition> condition = Optional.of(new Condition(result, List.of(rules)));
    return new Stage(s.name(), s.actions(), s.beforeEntry(), condition, s.onFailure());
  }

  static Stage onFailure(Stage s, Result result) {
    return onFailure(s, new OnFailure(Optional.of(result), Optional.empty(), Optional.empty()));
  }

  static Stage onFailureRetry(Stage s, RetryMode mode) {
    return onFailure(
        s, new OnFailure(Optional.of(Result.RETRY), Optional.of(mode), Optional.empty()));
  }

  static Stage onFailureCheck(Stage s, Result result, Rule... rules) {
    return onFailure(
        s,
        new OnFailure(
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Condition(result, List.of(rules)))));
  }

  private static Stage onFailure(Stage s, OnFailure onFailure) {
    return new Stage(s.name(), s.actions(), s.beforeEntry(), s.onSuccess(), Optional.of(onFailure));
  }

  static Rule rule(String name) {
    return rule(name, Map.of("Variable", "x"));
  }

  static Rule rule(String name, Map<String, String> configuration) {
    return new Rule(
        name,
        new ActionTypeId("Rule", "AWS", "VariableCheck", "1"),
        configuration,
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static Rule ruleWithTimeout(String name, int minutes) {
    Rule rule = rule(name);
    return new Rule(
        rule.name(),
        rule.type(),
        rule.configuration(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(minutes));
  }

  static Action source(String name) {
    return with(
        action(name, "Source", 1, Map.of()), List.of(), List.of(name + "Out"), name + "Vars");
  }

  static Action build(String name) {
    return build(name, 1);
  }

  static Action build(String name, int runOrder) {
    return action(name, "Build", runOrder, Map.of());
  }

  static Action build(String name, int runOrder, Map<String, String> configuration) {
    return action(name, "Build", runOrder, configuration);
  }

  static Action approval(String name, int runOrder) {
    return action(name, "Approval", runOrder, Map.of());
  }

  static Action approval(String name, int runOrder, int timeoutMinutes) {
    Action a = approval(name, runOrder);
    return new Action(
        a.name(),
        a.type(),
        a.runOrder(),
        a.configuration(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(timeoutMinutes),
        List.of(),
        List.of(),
        List.of());
  }

  static Action action(
      String name, String category, int runOrder, Map<String, String> configuration) {
    return new Action(
        name,
        new ActionTypeId(category, "AWS", category.equals("Approval") ? "Manual" : "Test", "1"),
        runOrder,
        configuration,
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of());
  }

  static Action with(Action a, List<String> inputs, List<String> outputs, String... namespace) {
    return new Action(
        a.name(),
        a.type(),
        a.runOrder(),
        a.configuration(),
        inputs,
        outputs.stream().map(name -> new OutputArtifact(name, List.of())).toList(),
        Arrays.stream(namespace).findFirst(),
        a.roleArn(),
        a.region(),
        a.timeoutMinutes(),
        a.commands(),
        a.outputVariables(),
        a.environmentVariables());
  }
}
