package dev.baton.model.execution;

import dev.baton.model.execution.ActionRun.Failure;
import dev.baton.model.execution.PipelineState.StageGate;
import dev.baton.model.execution.PipelineState.Transition;
import dev.baton.model.execution.Tables.ExecutionStep;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineDefinition.ExecutionMode;
import dev.baton.model.pipeline.PipelineDefinition.Stage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The commands that concern the pipeline as a whole. */
final class PipelineCommands {

  /** How old an execution may be that an enabled transition lets go on. */
  private static final Duration OLDEST_RELEASED = Duration.ofDays(30);

  private final Draft draft;

  PipelineCommands(Draft draft) {
    this.draft = draft;
  }

  void setTransition(Input.SetTransition command) {
    StageGate gate =
        draft
            .state()
            .gate(command.stage())
            .orElseThrow(() -> Refusals.stageNotFound(draft.state().key().name(), command.stage()));
    if (command.enabled() && gate.transition().enabled()) {
      return;
    }
    Transition changed =
        new Transition(
            command.enabled(),
            command.enabled() ? "" : command.reason(),
            Optional.of(draft.now()),
            command.by());
    if (command.enabled()) {
      gate.waiting().forEach(id -> leaveTooOld(draft.execution(id), command.stage()));
    }
    draft.emit(new Event.TransitionChanged(draft.now(), command.stage(), changed));
  }

  /**
   * CodePipeline does not go on with what is older than 30 days when a transition is enabled (user
   * guide, "Transitions"). Here it ends, so that it neither waits for ever nor blocks a queue.
   */
  private void leaveTooOld(ExecutionState execution, String stage) {
    if (execution.startedAt().plus(OLDEST_RELEASED).isBefore(draft.now())) {
      String summary =
          "It is more than "
              + OLDEST_RELEASED.toDays()
              + " days old, so enabling the transition into stage "
              + stage
              + " did not release it. Start a new execution.";
      draft.moveExecution(execution.id(), ExecutionStep.HALT, summary);
    }
  }

  void update(Input.Update command) {
    if (command.newVersion() == draft.state().currentVersion()) {
      return;
    }
    PipelineDefinition definition = draft.version(command.newVersion());
    for (ExecutionState execution : List.copyOf(draft.state().executions())) {
      // What runs in parallel goes on when the pipeline leaves that mode (user guide, "Execution
      // modes").
      boolean goesOn = execution.isParallel() && definition.mode() != ExecutionMode.PARALLEL;
      if (goesOn) {
        draft.revisit(execution.id());
      } else if (!execution.status().isTerminal()) {
        Draft.about(execution.id(), () -> cancel(execution, command.newVersion()));
      }
    }
    List<String> stages = definition.stages().stream().map(Stage::name).toList();
    draft.emit(new Event.DefinitionChanged(draft.now(), command.newVersion(), stages));
  }

  private void cancel(ExecutionState execution, int newVersion) {
    if (execution.status() == ExecutionStatus.IN_PROGRESS) {
      String summary = "The pipeline was updated to version " + newVersion + ".";
      draft.moveExecution(execution.id(), ExecutionStep.UPDATE, summary);
    }
    ActionWork actions = new ActionWork(draft);
    for (ActionRun run : execution.actions()) {
      if (run.status() == ActionStatus.IN_PROGRESS && isApproval(execution, run)) {
        Failure failure = new Failure("JobFailed", "The approval action has been canceled.");
        actions.fail(execution.id(), run, failure);
      }
    }
  }

  private boolean isApproval(ExecutionState execution, ActionRun run) {
    return draft
        .declared(execution, run.stage())
        .action(run.action())
        .filter(ActionWork::isApproval)
        .isPresent();
  }
}
