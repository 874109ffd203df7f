package dev.baton.format.pipeline;

import dev.baton.format.document.Findings;
import dev.baton.format.pipeline.Draft.DraftGate;
import dev.baton.format.pipeline.Draft.DraftRule;
import dev.baton.format.pipeline.Draft.DraftStage;
import dev.baton.model.document.Place;
import dev.baton.model.pipeline.PipelineDefinition.Condition;
import dev.baton.model.pipeline.PipelineDefinition.ExecutionMode;
import dev.baton.model.pipeline.PipelineDefinition.Result;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the gates of a stage may ask for (codepipeline.md section 5, conditions). */
final class GateRules {

  private static final String CODE = "InvalidStageDeclaration";

  private static final Map<String, List<Result>> RESULTS =
      Map.of(
          "beforeEntry", List.of(Result.FAIL, Result.SKIP),
          "onSuccess", List.of(Result.ROLLBACK, Result.FAIL),
          "onFailure", List.of(Result.ROLLBACK));
  private static final List<Result> FAILURE_RESULTS = List.of(Result.ROLLBACK, Result.RETRY);
  private static final Set<String> MAY_SKIP = Set.of("LambdaInvoke", "VariableCheck");

  private final Draft draft;
  private final TypeRules types;
  private final Findings findings;

  GateRules(Draft draft, TypeRules types) {
    this.draft = draft;
    this.types = types;
    this.findings = draft.shape().findings();
  }

  void check() {
    for (DraftStage stage : draft.stages()) {
      stage.gates().forEach(gate -> gate(stage, gate));
    }
  }

  private void gate(DraftStage stage, DraftGate gate) {
    if (gate.member().equals("onFailure")) {
      failure(stage, gate);
    } else if (gate.condition().isEmpty() && !gate.shape().has("conditions")) {
      error(
          stage.shape().namePlace(gate.member()),
          "The " + gate.member() + " of stage '" + stage.name() + "' has no conditions");
    }
    gate.condition().ifPresent(condition -> condition(stage, gate, condition));
    Set<String> names = new HashSet<>();
    for (DraftRule rule : gate.rules()) {
      if (!rule.rule().name().isEmpty() && !names.add(rule.rule().name())) {
        error(
            rule.shape().place("name"),
            "Rule name '" + rule.rule().name() + "' is used more than once in one condition");
      }
      types.checkRule(rule);
    }
  }

  private void failure(DraftStage stage, DraftGate gate) {
    Optional<Result> result = stage.failureResult();
    if (result.isPresent() && gate.condition().isPresent()) {
      error(
          gate.shape().namePlace("result"),
          "The following stage cannot have a failure exit gate configured with both top level"
              + " result and conditions: '"
              + stage.name());
    }
    if (result.isPresent() && !FAILURE_RESULTS.contains(result.get())) {
      error(gate.shape().place("result"), wrongResult(result.get(), "onFailure", FAILURE_RESULTS));
    }
    if (gate.shape().has("retryConfiguration") && !result.equals(Optional.of(Result.RETRY))) {
      error(
          gate.shape().namePlace("retryConfiguration"),
          "retryConfiguration can only be used with the result RETRY");
    }
    boolean rollback =
        result.equals(Optional.of(Result.ROLLBACK))
            || gate.condition().map(Condition::result).equals(Optional.of(Result.ROLLBACK));
    if (rollback && draft.definition().mode() == ExecutionMode.PARALLEL) {
      error(
          stage.shape().namePlace("onFailure"),
          "Failure conditions with rollback result type cannot be added to a PARALLEL pipeline.");
    }
  }

  private void condition(DraftStage stage, DraftGate gate, Condition condition) {
    List<Result> allowed = RESULTS.getOrDefault(gate.member(), List.of());
    if (gate.result().filter(result -> !allowed.contains(result)).isPresent()) {
      error(
          gate.shape().namePlace("conditions"),
          wrongResult(condition.result(), gate.member(), allowed));
    }
    if (condition.result() != Result.SKIP) {
      return;
    }
    for (DraftRule rule : gate.rules()) {
      if (!MAY_SKIP.contains(rule.rule().type().provider())) {
        error(
            rule.shape().place("ruleTypeId"),
            "The result SKIP can only be used with the rules LambdaInvoke and VariableCheck, not in"
                + " stage '"
                + stage.name()
                + "' with "
                + rule.rule().type().provider());
      }
    }
  }

  private static String wrongResult(Result result, String gate, List<Result> allowed) {
    return "The result " + result + " cannot be used in " + gate + "; use one of " + allowed;
  }

  private void error(Place place, String message) {
    findings.error(CODE, place, message);
  }
}
