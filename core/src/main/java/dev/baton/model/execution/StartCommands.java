package dev.baton.model.execution;

import dev.baton.model.document.Problem.Kind;
import dev.baton.model.document.Refused;
import dev.baton.model.execution.Tables.ExecutionStep;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineDefinition.Action;
import dev.baton.model.pipeline.PipelineDefinition.ExecutionMode;
import dev.baton.model.pipeline.PipelineDefinition.Stage;
import dev.baton.model.pipeline.PipelineDefinition.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The commands that make an execution. */
final class StartCommands {

  /** CodePipeline's quota for QUEUED and PARALLEL pipelines. */
  static final int ACTIVE_EXECUTIONS = 50;

  private final Draft draft;

  StartCommands(Draft draft) {
    this.draft = draft;
  }

  void start(Input.Start command) {
    PipelineDefinition definition = draft.currentDefinition();
    checkNames(definition, command);
    checkRoom(draft, definition.mode());
    Map<String, String> variables = new LinkedHashMap<>();
    List<String> missing = new ArrayList<>();
    for (Variable variable : definition.variables()) {
      Optional<String> value =
          Optional.ofNullable(command.variables().get(variable.name())).or(variable::defaultValue);
      value.ifPresentOrElse(
          v -> variables.put(variable.name(), v), () -> missing.add(variable.name()));
    }
    draft.emit(
        new Event.ExecutionStarted(
            draft.now(),
            new ExecutionState(
                command.executionId(),
                draft.state().key(),
                draft.state().currentVersion(),
                definition.mode(),
                Optional.empty(),
                command.trigger(),
                ExecutionStatus.IN_PROGRESS,
                "",
                draft.now(),
                draft.now(),
                Collections.unmodifiableMap(variables),
                List.copyOf(command.sourceRevisions()),
                command.options(),
                definition.stages().stream().map(stage -> ahead(stage.name())).toList(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                List.of(),
                Optional.empty())));
    if (!missing.isEmpty()) {
      String summary =
          "Values for required variables haven't been provided: " + String.join(", ", missing);
      draft.moveExecution(command.executionId(), ExecutionStep.FAIL, summary);
    }
  }

  private static StageRun ahead(String stage) {
    return new StageRun(
        stage, StageStatus.AHEAD, Optional.empty(), Map.of(), 1, 1, Optional.empty());
  }

  private void checkNames(PipelineDefinition definition, Input.Start command) {
    Optional<String> until = command.options().until();
    if (until.isPresent() && definition.stage(until.get()).isEmpty()) {
      throw Refusals.stageNotFound(definition.name(), until.get());
    }
    Set<String> approvals = new java.util.HashSet<>(Set.of("all"));
    Set<String> sources = new java.util.HashSet<>();
    for (Stage stage : definition.stages()) {
      for (Action action : stage.actions()) {
        if (ActionWork.isApproval(action)) {
          approvals.addAll(List.of(action.name(), stage.name() + "/" + action.name()));
        } else if (action.type().category().equals("Source")) {
          sources.add(action.name());
        }
      }
    }
    for (String approve : command.options().approve()) {
      if (!approvals.contains(approve)) {
        throw Refused.because(
            "ActionNotFound",
            Kind.NOT_FOUND,
            "The pipeline '" + definition.name() + "' has no approval '" + approve + "'.");
      }
    }
    for (SourceRevision revision : command.sourceRevisions()) {
      if (!sources.contains(revision.action())) {
        throw Refused.because(
            "Validation",
            Kind.USER,
            "The pipeline '"
                + definition.name()
                + "' has no source action '"
                + revision.action()
                + "'; it has "
                + sources.stream().sorted().collect(Collectors.joining(", ", "", ".")));
      }
    }
  }

  /** Refuses one more active execution than CodePipeline allows in that mode. */
  static void checkRoom(Draft draft, ExecutionMode mode) {
    if (mode == ExecutionMode.SUPERSEDED) {
      return;
    }
    long active = draft.state().executions().stream().filter(e -> !e.status().isTerminal()).count();
    if (active >= ACTIVE_EXECUTIONS) {
      throw Refusals.tooMany(ACTIVE_EXECUTIONS);
    }
  }

  void rollBack(Input.Rollback command) {
    PipelineDefinition definition = draft.currentDefinition();
    checkStage(definition, command);
    checkTarget(command);
    checkDoor(definition, command);
    ExecutionState target = command.target();
    // Approvals in advance and `until` were the target's own; its sources and requester go on.
    RunOptions options =
        new RunOptions(
            List.of(), Optional.empty(), target.options().sources(), target.options().requester());
    draft.emit(
        new Event.ExecutionStarted(
            draft.now(),
            new ExecutionState(
                command.executionId(),
                draft.state().key(),
                draft.state().currentVersion(),
                definition.mode(),
                Optional.of(target.id()),
                command.trigger(),
                ExecutionStatus.IN_PROGRESS,
                "",
                draft.now(),
                draft.now(),
                target.variables(),
                target.sourceRevisions(),
                options,
                List.of(ahead(command.stage())),
                List.of(),
                List.of(),
                target.artifacts(),
                target.outputs(),
                target.revisions(),
                Optional.empty())));
  }

  private static void checkStage(PipelineDefinition definition, Input.Rollback command) {
    Stage stage =
        definition
            .stage(command.stage())
            .orElseThrow(() -> Refusals.stageNotFound(definition.name(), command.stage()));
    if (definition.type() == PipelineDefinition.Type.V1) {
      throw Refusals.notRollbackable("only stages of V2 pipelines can be rolled back.");
    }
    if (stage.equals(definition.stages().getFirst())) {
      throw Refusals.notRollbackable("'" + stage.name() + "' is the source stage.");
    }
  }

  private void checkTarget(Input.Rollback command) {
    ExecutionState target = command.target();
    int current = draft.state().currentVersion();
    if (target.version() != current) {
      throw Refusals.outdated(target.id(), target.version(), current);
    }
    if (target.isRollback()) {
      throw Refusals.notRollbackable(
          "execution " + target.id() + " is a rollback itself; name one of type STANDARD.");
    }
    boolean succeeded =
        target
            .stage(command.stage())
            .filter(stage -> stage.status() == StageStatus.SUCCEEDED)
            .isPresent();
    if (!succeeded) {
      throw Refusals.notRollbackable(
          "execution " + target.id() + " did not succeed in '" + command.stage() + "'.");
    }
  }

  private void checkDoor(PipelineDefinition definition, Input.Rollback command) {
    String stage = command.stage();
    boolean rollingBack =
        draft.state().executions().stream()
            .filter(e -> e.isRollback() && !e.status().isTerminal())
            .anyMatch(e -> e.stage(stage).isPresent());
    if (rollingBack) {
      throw Refusals.notRollbackable("another rollback of '" + stage + "' is under way.");
    }
    Optional<String> holder = draft.state().gate(stage).flatMap(PipelineState.StageGate::holder);
    boolean locks = definition.mode() != ExecutionMode.PARALLEL;
    if (locks && command.cause().isPresent() && !holder.equals(command.cause())) {
      throw Refusals.notRollbackable(
          "execution " + command.cause().get() + " waits for no rollback of '" + stage + "'.");
    }
    if (holder.isPresent() && !holder.equals(command.cause())) {
      throw Refusals.notRollbackable(
          "execution " + holder.get() + " is in '" + stage + "'; stop it or wait for it.");
    }
  }
}
