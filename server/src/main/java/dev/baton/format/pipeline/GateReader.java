package dev.baton.format.pipeline;

import dev.baton.format.document.Shape;
import dev.baton.format.document.Shape.Constraint;
import dev.baton.format.pipeline.Draft.DraftGate;
import dev.baton.format.pipeline.Draft.DraftRule;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.model.pipeline.PipelineDefinition.Condition;
import dev.baton.model.pipeline.PipelineDefinition.OnFailure;
import dev.baton.model.pipeline.PipelineDefinition.Result;
import dev.baton.model.pipeline.PipelineDefinition.RetryMode;
import dev.baton.model.pipeline.PipelineDefinition.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The three gates of a stage: beforeEntry, onSuccess, onFailure; constraints of single values only.
 */
final class GateReader {

  private final Map<String, DraftGate> gates = new LinkedHashMap<>();
  private Optional<OnFailure> onFailure = Optional.empty();

  GateReader(Shape stage) {
    stage.object("beforeEntry").ifPresent(gate -> read(gate, "beforeEntry"));
    stage.object("onSuccess").ifPresent(gate -> read(gate, "onSuccess"));
    stage.object("onFailure").ifPresent(this::readFailure);
  }

  List<DraftGate> drafts() {
    return List.copyOf(gates.values());
  }

  Optional<Condition> condition(String member) {
    return Optional.ofNullable(gates.get(member)).flatMap(DraftGate::condition);
  }

  Optional<OnFailure> onFailure() {
    return onFailure;
  }

  /** The result of onFailure itself, not of its conditions. */
  Optional<Result> failureResult() {
    return onFailure.flatMap(OnFailure::result);
  }

  private void readFailure(Shape gate) {
    Optional<Result> result = gate.word("result", Result.class);
    Optional<RetryMode> mode =
        gate.object("retryConfiguration")
            .flatMap(
                retry -> {
                  Optional<RetryMode> written = retry.word("retryMode", RetryMode.class);
                  retry.end();
                  return written;
                });
    if (result.equals(Optional.of(Result.RETRY)) && mode.isEmpty()) {
      mode = Optional.of(RetryMode.FAILED_ACTIONS);
    }
    read(gate, "onFailure");
    onFailure = Optional.of(new OnFailure(result, mode, condition("onFailure")));
  }

  private void read(Shape gate, String member) {
    gate.checkSize("conditions", 1, 1);
    List<DraftRule> rules = new ArrayList<>();
    Optional<Condition> condition = Optional.empty();
    Optional<Result> result = Optional.empty();
    for (Shape shape : gate.objects("conditions")) {
      shape.requireMember("result");
      result = shape.word("result", Result.class);
      shape.requireMember("rules");
      shape.checkSize("rules", 1, 5);
      shape.objects("rules").forEach(rule -> rules.add(rule(rule)));
      shape.end();
      condition =
          Optional.of(
              new Condition(
                  result.orElse(Result.FAIL), rules.stream().map(DraftRule::rule).toList()));
    }
    gate.end();
    gates.put(member, new DraftGate(gate, member, result, condition, List.copyOf(rules)));
  }

  private static DraftRule rule(Shape shape) {
    String name = Patterns.name(shape);
    ActionTypeId type = Patterns.type(shape, "ruleTypeId");
    Map<String, String> configuration =
        shape.map("configuration", Patterns.CONFIGURATION_KEY, Patterns.RULE_VALUE);
    List<String> inputs = Patterns.inputArtifacts(shape);
    List<String> commands = Patterns.commands(shape);
    Optional<String> region = shape.text("region", Patterns.REGION);
    Optional<String> role = shape.text("roleArn", Constraint.length(0, 1024), Patterns.ROLE);
    Optional<Integer> timeout =
        shape.integer("timeoutInMinutes", Patterns.MINIMUM_TIMEOUT, Patterns.MAXIMUM_TIMEOUT);
    shape.end();
    return new DraftRule(
        shape, new Rule(name, type, configuration, inputs, commands, region, role, timeout));
  }
}
