package dev.baton.model.execution;

import dev.baton.model.document.Problem.Kind;
import dev.baton.model.document.Refused;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineDefinition.Stage;
import java.util.Optional;

/** A person's answer to a manual approval. */
final class ApprovalCommand {

  private final Draft draft;

  ApprovalCommand(Draft draft) {
    this.draft = draft;
  }

  void answer(Input.Approve command) {
    Optional<Held> held = find(command);
    if (held.isEmpty()) {
      checkNames(command);
      throw Refusals.invalidToken(
          "The approval token of action '"
              + command.action()
              + "' in stage '"
              + command.stage()
              + "' is not valid: no such approval is pending.");
    }
    ExecutionState execution = held.get().execution();
    ActionRun run = held.get().run();
    checkPending(execution, run);
    boolean wantsSummary =
        "true".equalsIgnoreCase(run.resolvedConfiguration().getOrDefault("IsSummaryRequired", ""));
    if (wantsSummary && command.summary().isBlank()) {
      throw Refusals.invalidToken(
          "Action '"
              + run.action()
              + "' in stage '"
              + run.stage()
              + "' requires a summary. Provide a summary in the approval result and try again.");
    }
    String verb = command.approved() ? "Approved by " : "Rejected by ";
    String summary = command.summary().isBlank() ? verb + command.by() : command.summary();
    new ActionWork(draft).answer(execution.id(), run, command.approved(), summary, command.by());
  }

  private record Held(ExecutionState execution, ActionRun run) {}

  private Optional<Held> find(Input.Approve command) {
    for (ExecutionState execution : draft.state().executions()) {
      for (ActionRun run : execution.actions()) {
        if (run.id().equals(command.token())
            && run.stage().equals(command.stage())
            && run.action().equals(command.action())
            && isApproval(execution, run)) {
          return Optional.of(new Held(execution, run));
        }
      }
    }
    return Optional.empty();
  }

  private boolean isApproval(ExecutionState execution, ActionRun run) {
    return draft
        .declared(execution, run.stage())
        .action(run.action())
        .filter(ActionWork::isApproval)
        .isPresent();
  }

  private void checkNames(Input.Approve command) {
    PipelineDefinition definition = draft.currentDefinition();
    Stage stage =
        definition
            .stage(command.stage())
            .orElseThrow(() -> Refusals.stageNotFound(definition.name(), command.stage()));
    if (stage.action(command.action()).isEmpty()) {
      throw Refusals.actionNotFound(stage.name(), command.action());
    }
  }

  private void checkPending(ExecutionState execution, ActionRun run) {
    if (run.status() == ActionStatus.IN_PROGRESS) {
      return;
    }
    if (run.updatedBy().isEmpty() && execution.version() != draft.state().currentVersion()) {
      throw Refusals.invalidToken(
          "The pipeline "
              + draft.state().key().name()
              + " has been updated, and the approval request you responded to is now out of date.");
    }
    throw Refused.because(
        "ApprovalAlreadyCompleted",
        Kind.USER,
        "The approval of action '"
            + run.action()
            + "' in stage '"
            + run.stage()
            + "' is "
            + run.status().awsName()
            + " already.");
  }
}
