package dev.baton.model.execution;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.execution.ActionOutcome.External;
import dev.baton.model.execution.ActionRun.Failure;
import dev.baton.model.execution.Tables.RunStep;
import dev.baton.model.pipeline.PipelineDefinition.Action;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Starts and ends single action executions. */
final class ActionWork {

  /** How long an approval waits unless its action says otherwise (CodePipeline quota). */
  private static final Duration APPROVAL_TIMEOUT = Duration.ofDays(7);

  /** CodePipeline's quota for what one action hands on. */
  private static final int OUTPUT_VARIABLES_BYTES = 122_880;

  private final Draft draft;

  ActionWork(Draft draft) {
    this.draft = draft;
  }

  static boolean isApproval(Action action) {
    return action.type().category().equals("Approval");
  }

  void start(ExecutionState execution, StageRun stage, Action declared) {
    Variables.Resolved<Action> resolved = Variables.resolve(declared, execution);
    Action action = resolved.value();
    ActionRun run = newRun(execution, stage, action);
    draft.emit(new Event.ActionStarted(draft.now(), execution.id(), run));
    Optional<Failure> obstacle = obstacle(execution, resolved);
    if (obstacle.isPresent()) {
      fail(execution.id(), run, obstacle.get());
    } else if (isApproval(action) && approvedInAdvance(execution, stage, action)) {
      answer(execution.id(), run, true, "Approved by --approve", execution.trigger().detail());
    } else {
      draft.effect(new Effect.RunAction(execution.id(), run.id(), draft.now()));
    }
  }

  private ActionRun newRun(ExecutionState execution, StageRun stage, Action action) {
    String id = draft.newId();
    int attempt = 1;
    for (ActionRun earlier : execution.actions()) {
      if (earlier.stage().equals(stage.name()) && earlier.action().equals(action.name())) {
        attempt++;
      }
    }
    return new ActionRun(
        id,
        stage.name(),
        action.name(),
        attempt,
        stage.attempt(),
        action.namespace(),
        ActionStatus.IN_PROGRESS,
        draft.now(),
        draft.now(),
        action.configuration(),
        inputs(execution, action.inputArtifacts()),
        ArtifactKeys.outputs(draft.version(execution.version()), action, id),
        isApproval(action) ? new External(id, "", "") : External.NONE,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Map<String, ArtifactLocation> inputs(
      ExecutionState execution, List<String> names) {
    Map<String, ArtifactLocation> inputs = new LinkedHashMap<>();
    for (String name : names) {
      ArtifactLocation location = execution.artifacts().get(name);
      if (location != null) {
        inputs.put(name, location);
      }
    }
    return Collections.unmodifiableMap(inputs);
  }

  /** What keeps the action from being given to its provider. */
  private static Optional<Failure> obstacle(
      ExecutionState execution, Variables.Resolved<Action> resolved) {
    Action action = resolved.value();
    if (!resolved.unresolved().isEmpty()) {
      return configurationError(unresolved(action.name(), resolved.unresolved()));
    }
    if (resolved.tooLong() || size(action.configuration()) > Variables.MOST_CHARACTERS) {
      return configurationError(
          "The configuration of action "
              + action.name()
              + " has more than 102400 bytes once its variables are replaced.");
    }
    return action.inputArtifacts().stream()
        .filter(name -> !execution.artifacts().containsKey(name))
        .findFirst()
        .flatMap(
            name ->
                configurationError(
                    "Input artifact "
                        + name
                        + " of action "
                        + action.name()
                        + " does not exist: the action that declares it as its output has not"
                        + " written it."));
  }

  private static Optional<Failure> configurationError(String message) {
    return Optional.of(new Failure("ConfigurationError", message));
  }

  private static boolean approvedInAdvance(
      ExecutionState execution, StageRun stage, Action action) {
    return execution.options().approve().stream()
        .anyMatch(
            given ->
                given.equals("all")
                    || given.equals(action.name())
                    || given.equals(stage.name() + "/" + action.name()));
  }

  /** What a provider said of an action in progress. */
  void report(ExecutionState execution, ActionRun run, ActionOutcome outcome) {
    switch (outcome) {
      case ActionOutcome.Succeeded o -> succeed(execution.id(), run, o);
      case ActionOutcome.Failed o ->
          finish(
              execution.id(),
              run,
              RunStep.FAIL,
              known(o.external(), run),
              new Result(
                  Map.of(),
                  Map.of(),
                  List.of(),
                  Optional.of(new Failure(o.code(), o.message())),
                  Optional.empty()));
      case ActionOutcome.Continue o -> {
        progress(
            execution.id(),
            run,
            known(o.external(), run),
            Optional.of(o.token()),
            Optional.empty());
        draft.effect(new Effect.RunAction(execution.id(), run.id(), o.notBefore()));
      }
      case ActionOutcome.Waiting o -> await(execution, run, o);
    }
  }

  private void await(ExecutionState execution, ActionRun run, ActionOutcome.Waiting waiting) {
    Optional<Instant> until = waiting.until().or(() -> approvalDeadline(execution, run));
    progress(execution.id(), run, known(waiting.external(), run), run.continuation(), until);
    until.ifPresent(at -> draft.effect(new Effect.SetTimer(timer(run), at)));
  }

  private Optional<Instant> approvalDeadline(ExecutionState execution, ActionRun run) {
    return draft
        .declared(execution, run.stage())
        .action(run.action())
        .filter(ActionWork::isApproval)
        .map(a -> a.timeoutMinutes().map(Duration::ofMinutes).orElse(APPROVAL_TIMEOUT))
        .map(run.startedAt()::plus);
  }

  /** The timer of an action that waits. */
  static String timer(ActionRun run) {
    return "action/" + run.id();
  }

  void expire(ExecutionState execution, ActionRun run, Instant deadline) {
    boolean approval =
        draft
            .declared(execution, run.stage())
            .action(run.action())
            .filter(ActionWork::isApproval)
            .isPresent();
    String what = approval ? "The approval expired" : "The action expired";
    fail(
        execution.id(),
        run,
        new Failure("JobFailed", what + ": nobody answered until " + deadline + "."));
    if (!approval) {
      draft.effect(new Effect.AbandonAction(execution.id(), run.id()));
    }
  }

  void progress(String executionId, ActionRun run, External external) {
    if (!external.equals(run.external())) {
      progress(executionId, run, external, run.continuation(), run.waitingUntil());
    }
  }

  private void progress(
      String executionId,
      ActionRun run,
      External external,
      Optional<String> continuation,
      Optional<Instant> waitingUntil) {
    draft.emit(
        new Event.ActionProgressed(
            draft.now(), executionId, run.id(), external, continuation, waitingUntil));
    if (run.waitingUntil().isPresent() && waitingUntil.isEmpty()) {
      draft.effect(new Effect.CancelTimer(timer(run)));
    }
  }

  private void succeed(String executionId, ActionRun run, ActionOutcome.Succeeded outcome) {
    if (size(outcome.outputVariables()) > OUTPUT_VARIABLES_BYTES) {
      fail(
          executionId,
          run,
          new Failure(
              "ConfigurationError",
              "The output variables of action "
                  + run.action()
                  + " have more than "
                  + OUTPUT_VARIABLES_BYTES
                  + " bytes."));
      return;
    }
    finish(
        executionId,
        run,
        RunStep.SUCCEED,
        known(outcome.external(), run),
        new Result(
            outcome.outputVariables(),
            outcome.artifacts(),
            outcome.revisions(),
            Optional.empty(),
            Optional.empty()));
  }

  void fail(String executionId, ActionRun run, Failure failure) {
    finish(executionId, run, RunStep.FAIL, run.external(), Result.of(failure, Optional.empty()));
  }

  void answer(String executionId, ActionRun run, boolean approved, String summary, String by) {
    External external = new External(run.id(), summary, run.external().url());
    Result result =
        approved
            ? new Result(Map.of(), Map.of(), List.of(), Optional.empty(), Optional.of(by))
            : Result.of(new Failure("JobFailed", summary), Optional.of(by));
    finish(executionId, run, approved ? RunStep.SUCCEED : RunStep.FAIL, external, result);
  }

  void abandon(String executionId, ActionRun run) {
    finish(executionId, run, RunStep.ABANDON, run.external(), Result.NONE);
    draft.effect(new Effect.AbandonAction(executionId, run.id()));
  }

  /** What an action left behind when it ended. */
  private record Result(
      Map<String, String> outputVariables,
      Map<String, ArtifactLocation> artifacts,
      List<ArtifactRevision> revisions,
      Optional<Failure> error,
      Optional<String> by) {

    static final Result NONE =
        new Result(Map.of(), Map.of(), List.of(), Optional.empty(), Optional.empty());

    static Result of(Failure failure, Optional<String> by) {
      return new Result(Map.of(), Map.of(), List.of(), Optional.of(failure), by);
    }
  }

  private void finish(
      String executionId, ActionRun run, RunStep step, External external, Result result) {
    ActionStatus to = Tables.ACTION.next(run.status(), step, draft.observer());
    draft.emit(
        new Event.ActionFinished(
            draft.now(),
            executionId,
            run.id(),
            to,
            external,
            result.outputVariables(),
            result.artifacts(),
            result.revisions(),
            result.error(),
            result.by()));
    if (run.waitingUntil().isPresent()) {
      draft.effect(new Effect.CancelTimer(timer(run)));
    }
  }

  /** What the provider calls its work: it may have told before, and not again. */
  static External known(External told, ActionRun run) {
    return told.equals(External.NONE) ? run.external() : told;
  }

  private static long size(Map<String, String> values) {
    long size = 0;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      size += utf8Length(entry.getKey()) + utf8Length(entry.getValue());
    }
    return size;
  }

  private static long utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** CodePipeline's text, and what it leaves out: which references have no value. */
  private static String unresolved(String name, Set<String> references) {
    return "An action in this pipeline failed because one or more variables could not be resolved:"
        + " Action name="
        + name
        + ". This can result when a variable is referenced that does not exist. Validate the"
        + " configuration for this action. Unresolved: "
        + String.join(", ", references);
  }
}
