package dev.baton.format.pipeline;

import dev.baton.format.document.Shape;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineDefinition.Action;
import dev.baton.model.pipeline.PipelineDefinition.Condition;
import dev.baton.model.pipeline.PipelineDefinition.Result;
import dev.baton.model.pipeline.PipelineDefinition.Rule;
import java.util.List;
import java.util.Optional;

/**
 * A definition as far as it could be read, each part with the shape that knows its places. What is
 * missing is empty text, and was told of.
 */
record Draft(
    Shape shape,
    PipelineDefinition definition,
    List<DraftStage> stages,
    List<DraftTrigger> triggers) {

  static final int MAXIMUM_ACTIONS = 1000;

  /** Whether it has more than can be compared with each other; then it was refused for that. */
  boolean isTooLarge() {
    return stages.stream().mapToInt(s -> s.actions().size()).sum() > MAXIMUM_ACTIONS;
  }

  /** A stage. */
  record DraftStage(
      Shape shape,
      String name,
      List<DraftAction> actions,
      List<DraftGate> gates,
      Optional<Result> failureResult) {}

  /** An action of a stage. */
  record DraftAction(Shape shape, String stage, Action action) {

    String name() {
      return action.name();
    }

    boolean isSource() {
      return action.type().category().equals("Source");
    }

    /** Whether it says at all which type it has. */
    boolean isTyped() {
      return !action.type().provider().isEmpty();
    }

    boolean isCommands() {
      return action.type().provider().equals("Commands");
    }
  }

  /**
   * A gate that declares conditions.
   *
   * @param member beforeEntry, onSuccess or onFailure
   * @param result of its condition, when it is one that there is
   */
  record DraftGate(
      Shape shape,
      String member,
      Optional<Result> result,
      Optional<Condition> condition,
      List<DraftRule> rules) {}

  /** A rule of a gate. */
  record DraftRule(Shape shape, Rule rule) {}

  /** A trigger and the action it names. */
  record DraftTrigger(Shape shape, Shape configuration, String sourceAction) {}
}
