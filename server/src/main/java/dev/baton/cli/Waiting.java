package dev.baton.cli;

import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ActionStatus;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.execution.StageRun;
import dev.baton.model.execution.StageStatus;
import dev.baton.model.pipeline.PipelineDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Whether an execution goes on only when a person does something, and what. */
public final class Waiting {

  private final Function<ExecutionState, PipelineDefinition> definitions;

  public Waiting(Function<ExecutionState, PipelineDefinition> definitions) {
    this.definitions = definitions;
  }

  /** What a person has to do; empty while it goes on by itself, and when it is over. */
  public Optional<String> forPerson(ExecutionState execution, Optional<PipelineState> unit) {
    return forPerson(execution, unit, new HashSet<>());
  }

  private Optional<String> forPerson(
      ExecutionState execution, Optional<PipelineState> unit, Set<String> seen) {
    if (execution.status().isTerminal() || !seen.add(execution.id()) || rulesRun(execution)) {
      return Optional.empty();
    }
    List<ActionRun> running =
        execution.actions().stream()
            .filter(run -> run.status() == ActionStatus.IN_PROGRESS)
            .toList();
    if (!running.isEmpty()) {
      List<ActionRun> approvals = pendingApprovals(execution);
      return approvals.size() == running.size()
          ? Optional.of(approval(execution, approvals.getFirst()))
          : Optional.empty();
    }
    return execution.stages().stream()
        .filter(stage -> stage.status() == StageStatus.WAITING)
        .findFirst()
        .flatMap(stage -> closed(execution, stage, unit, seen));
  }

  private static boolean rulesRun(ExecutionState execution) {
    return execution.rules().stream().anyMatch(run -> run.status() == ActionStatus.IN_PROGRESS);
  }

  /** Approvals that wait, without those that were given in advance. */
  List<ActionRun> pendingApprovals(ExecutionState execution) {
    PipelineDefinition definition = definitions.apply(execution);
    return execution.actions().stream()
        .filter(run -> run.status() == ActionStatus.IN_PROGRESS)
        .filter(run -> isApproval(definition, run))
        .filter(run -> !inAdvance(execution, run))
        .toList();
  }

  private static boolean isApproval(PipelineDefinition definition, ActionRun run) {
    return definition
        .stage(run.stage())
        .flatMap(stage -> stage.action(run.action()))
        .filter(action -> action.type().category().equals("Approval"))
        .isPresent();
  }

  private static boolean inAdvance(ExecutionState execution, ActionRun run) {
    List<String> approve = execution.options().approve();
    return approve.contains("all")
        || approve.contains(run.action())
        || approve.contains(run.stage() + "/" + run.action());
  }

  private static String approval(ExecutionState execution, ActionRun run) {
    return "%s/%s waits for approval: baton approve %s %s/%s"
        .formatted(
            run.stage(), run.action(), execution.id().substring(0, 8), run.stage(), run.action());
  }

  private Optional<String> closed(
      ExecutionState execution, StageRun stage, Optional<PipelineState> unit, Set<String> seen) {
    Optional<PipelineState.StageGate> gate = unit.map(u -> u.gates().get(stage.name()));
    if (gate.isEmpty()) {
      return Optional.empty();
    }
    if (!gate.get().transition().enabled()) {
      return Optional.of(
          "the transition into %s is disabled: baton transitions enable %s %s"
              .formatted(stage.name(), execution.pipeline().name(), stage.name()));
    }
    return gate.get()
        .holder()
        .map(holder -> unit.orElseThrow().executions().get(holder))
        .flatMap(holder -> forPerson(holder, unit, seen))
        .map(why -> "stage " + stage.name() + " is taken by an execution in which " + why);
  }
}
