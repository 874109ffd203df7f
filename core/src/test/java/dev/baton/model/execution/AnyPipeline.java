package dev.baton.model.execution;

import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineDefinition.Action;
import dev.baton.model.pipeline.PipelineDefinition.ExecutionMode;
import dev.baton.model.pipeline.PipelineDefinition.Result;
import dev.baton.model.pipeline.PipelineDefinition.RetryMode;
import dev.baton.model.pipeline.PipelineDefinition.Rule;
import dev.baton.model.pipeline.PipelineDefinition.Stage;
import java.util.ArrayList;
import java.util.List;

/** Makes pipelines from choices: one to four stages, run-order groups, approvals, conditions. */
final class AnyPipeline {

  private final Choices choices;

  private AnyPipeline(Choices choices) {
    this.choices = choices;
  }

  static PipelineDefinition from(Choices choices, int version) {
    return new AnyPipeline(choices).pipeline(version);
  }

  private PipelineDefinition pipeline(int version) {
    ExecutionMode mode = choices.among(List.of(ExecutionMode.values()));
    List<Stage> stages = new ArrayList<>();
    stages.add(gated(Declared.source()));
    int more = choices.below(4);
    for (int i = 0; i < more; i++) {
      stages.add(gated(stage("S" + (i + choices.below(2) * 4))));
    }
    return Declared.pipeline(version, mode, List.of(), stages.toArray(Stage[]::new));
  }

  private Stage stage(String name) {
    List<Action> actions = new ArrayList<>();
    int count = choices.oneIn(8) ? 7 : 1 + choices.below(4);
    for (int i = 0; i < count; i++) {
      int runOrder = 1 + choices.below(3);
      actions.add(
          choices.oneIn(4)
              ? Declared.approval("Ok" + i, runOrder)
              : Declared.build("A" + i, runOrder));
    }
    return Declared.stage(name, actions.toArray(Action[]::new));
  }

  private Stage gated(Stage plain) {
    Stage stage = plain;
    if (choices.oneIn(4)) {
      Result result = choices.among(List.of(Result.FAIL, Result.SKIP));
      stage = Declared.beforeEntry(stage, result, rules("in"));
    }
    if (choices.oneIn(4)) {
      Result result = choices.among(List.of(Result.FAIL, Result.ROLLBACK));
      stage = Declared.onSuccess(stage, result, rules("ok"));
    }
    return switch (choices.below(8)) {
      case 1 -> Declared.onFailure(stage, Result.ROLLBACK);
      case 2 -> Declared.onFailureRetry(stage, RetryMode.ALL_ACTIONS);
      case 3 -> Declared.onFailureRetry(stage, RetryMode.FAILED_ACTIONS);
      case 4 -> Declared.onFailureCheck(stage, Result.ROLLBACK, rules("bad"));
      case 5 -> Declared.onFailureCheck(stage, Result.RETRY, rules("bad"));
      default -> stage;
    };
  }

  private Rule[] rules(String prefix) {
    List<Rule> rules = new ArrayList<>();
    int count = 1 + choices.below(2);
    for (int i = 0; i < count; i++) {
      String name = prefix + i;
      rules.add(choices.oneIn(3) ? Declared.ruleWithTimeout(name, 10) : Declared.rule(name));
    }
    return rules.toArray(Rule[]::new);
  }
}
