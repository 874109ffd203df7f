package dev.baton.usecase;

import dev.baton.engine.Engine;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.Gate;
import dev.baton.model.execution.Input;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.execution.RunOptions;
import dev.baton.model.execution.SourceRevision;
import dev.baton.model.execution.Trigger;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ExecutionStore;
import dev.baton.port.ExecutionStore.Listed;
import dev.baton.port.IdSource;
import dev.baton.port.PipelineStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Executions of pipelines: starting, moving, reading. Commands return once they are durable. */
public final class Executions {

  private final Engine engine;
  private final ExecutionStore store;
  private final PipelineStore pipelines;
  private final IdSource ids;

  public Executions(Engine engine, ExecutionStore store, PipelineStore pipelines, IdSource ids) {
    this.engine = engine;
    this.store = store;
    this.pipelines = pipelines;
    this.ids = ids;
  }

  /**
   * What to start.
   *
   * @param clientToken a repeat of the token gives back the first execution
   */
  public record StartRequest(
      Trigger trigger,
      Map<String, String> variables,
      List<SourceRevision> sourceRevisions,
      RunOptions options,
      Optional<String> clientToken) {}

  /**
   * Starts an execution and returns its id. Sources that the pipeline remembers complete those of
   * the request.
   */
  public String start(PipelineKey key, StartRequest request) {
    PipelineStore.Stored stored = pipelines.current(key).orElseThrow(() -> notFound(key));
    if (request.clientToken().isPresent()) {
      checkSources(key, request.sourceRevisions());
    }
    RunOptions options = request.options();
    Map<String, String> sources = new HashMap<>(stored.sources());
    sources.putAll(options.sources());
    var start =
        new Input.Start(
            ids.uuid(),
            request.trigger(),
            request.variables(),
            request.sourceRevisions(),
            new RunOptions(options.approve(), options.until(), sources, options.requester()));
    return engine.start(key, start, request.clientToken());
  }

  /** The machine judges what starts; a repeat starts nothing, and is judged all the same. */
  private void checkSources(PipelineKey key, List<SourceRevision> revisions) {
    if (revisions.isEmpty()) {
      return;
    }
    Set<String> sources =
        current(key).stages().stream()
            .flatMap(stage -> stage.actions().stream())
            .filter(action -> action.type().category().equals("Source"))
            .map(PipelineDefinition.Action::name)
            .collect(Collectors.toSet());
    for (SourceRevision revision : revisions) {
      if (!sources.contains(revision.action())) {
        throw Refused.because(
            "Validation",
            Problem.Kind.USER,
            "The pipeline '"
                + key.name()
                + "' has no source action '"
                + revision.action()
                + "'; it has "
                + String.join(", ", new TreeSet<>(sources))
                + ".");
      }
    }
  }

  public void stop(PipelineKey key, String executionId, boolean abandon, String reason) {
    engine.command(key, new Input.Stop(executionId, abandon, reason));
  }

  public void retry(
      PipelineKey key, String executionId, String stage, PipelineDefinition.RetryMode mode) {
    engine.command(key, new Input.Retry(executionId, stage, mode));
  }

  /** Starts the execution that rolls the stage back, and returns its id. */
  public String rollback(PipelineKey key, String stage, String targetExecutionId, String by) {
    if (pipelines.current(key).isEmpty()) {
      throw notFound(key);
    }
    String id = ids.uuid();
    ExecutionState target = get(key, targetExecutionId);
    engine.command(
        key,
        new Input.Rollback(id, stage, target, Optional.empty(), new Trigger("ManualRollback", by)));
    return id;
  }

  public void override(PipelineKey key, String executionId, String stage, Gate gate) {
    engine.command(key, new Input.OverrideCondition(executionId, stage, gate));
  }

  public void setTransition(
      PipelineKey key, String stage, boolean enabled, String reason, String by) {
    engine.command(key, new Input.SetTransition(stage, enabled, reason, by));
  }

  /**
   * The stage that comes after another. Refused as StageNotFound, and as Validation for the last
   * one, which nothing leaves.
   */
  public String following(PipelineKey key, String stage) {
    List<PipelineDefinition.Stage> stages = current(key).stages();
    for (int i = 0; i < stages.size(); i++) {
      if (stages.get(i).name().equals(stage)) {
        if (i + 1 == stages.size()) {
          throw Refused.because(
              "Validation",
              Problem.Kind.USER,
              "The stage '" + stage + "' is the last one: no transition leads out of it.");
        }
        return stages.get(i + 1).name();
      }
    }
    throw stageNotFound(key, stage);
  }

  /**
   * What came of a revision.
   *
   * @param isNew whether it started the execution now
   */
  public record PutRevision(String executionId, boolean isNew) {}

  /**
   * Starts an execution with a source action's revision, once for each revision: a repeat gives
   * back the first execution. Refused as PipelineNotFound, StageNotFound, ActionNotFound, and as
   * Validation when the action is no source.
   */
  public PutRevision putRevision(
      PipelineKey key, String stage, String action, String revision, String by) {
    PipelineDefinition.Action source = source(key, stage, action);
    String id = ids.uuid();
    var start =
        new Input.Start(
            id,
            new Trigger("PutActionRevision", by),
            Map.of(),
            revisionType(source)
                .map(type -> List.of(new SourceRevision(action, type, revision)))
                .orElse(List.of()),
            new RunOptions(
                List.of(),
                Optional.empty(),
                pipelines.current(key).orElseThrow(() -> notFound(key)).sources(),
                Optional.empty()));
    // No client can give such a token: slashes are not allowed in one.
    String token = "revision/" + stage + "/" + action + "/" + revision;
    String started = engine.start(key, start, Optional.of(token));
    return new PutRevision(started, started.equals(id));
  }

  private PipelineDefinition.Action source(PipelineKey key, String stage, String action) {
    PipelineDefinition.Action found =
        current(key).stages().stream()
            .filter(s -> s.name().equals(stage))
            .findFirst()
            .orElseThrow(() -> stageNotFound(key, stage))
            .actions()
            .stream()
            .filter(a -> a.name().equals(action))
            .findFirst()
            .orElseThrow(
                () ->
                    Refused.because(
                        "ActionNotFound",
                        Problem.Kind.NOT_FOUND,
                        "The stage '" + stage + "' has no action '" + action + "'."));
    if (!found.type().category().equals("Source")) {
      throw Refused.because(
          "Validation",
          Problem.Kind.USER,
          "The action '" + action + "' is no source action: it has no revisions of its own.");
    }
    return found;
  }

  /** A worker of a custom source finds its revision itself. */
  private static Optional<String> revisionType(PipelineDefinition.Action source) {
    if (source.type().owner().equals("Custom")) {
      return Optional.empty();
    }
    return Optional.of(
        source.type().provider().equals("S3") ? "S3_OBJECT_VERSION_ID" : "COMMIT_ID");
  }

  private PipelineDefinition current(PipelineKey key) {
    return engine.definition(
        key, pipelines.current(key).orElseThrow(() -> notFound(key)).version());
  }

  private static Refused stageNotFound(PipelineKey key, String stage) {
    return Refused.because(
        "StageNotFound",
        Problem.Kind.NOT_FOUND,
        "The pipeline '" + key.name() + "' has no stage '" + stage + "'.");
  }

  /** Answers a pending approval. */
  public void approve(
      PipelineKey key,
      String stage,
      String action,
      String token,
      boolean approved,
      String summary,
      String by) {
    engine.command(key, new Input.Approve(stage, action, token, approved, summary, by));
  }

  /** The pipeline's stages, locks and unfinished executions. Refused as PipelineNotFound. */
  public PipelineState state(PipelineKey key) {
    return engine.state(key).orElseThrow(() -> notFound(key));
  }

  /** Refused as PipelineExecutionNotFound. */
  public ExecutionState get(PipelineKey key, String executionId) {
    return engine
        .execution(key, executionId)
        .orElseThrow(
            () ->
                new Refused(
                    List.of(
                        Problem.refusal(
                            "PipelineExecutionNotFound",
                            Problem.Kind.NOT_FOUND,
                            "Pipeline " + key.name() + " has no execution " + executionId,
                            Map.of("name", key.name(), "id", executionId)))));
  }

  /** Newest first. */
  public List<Listed> list(PipelineKey key, long before, int limit) {
    return store.executions(key, before, limit);
  }

  /** The definition to which an execution is pinned. */
  public PipelineDefinition definition(ExecutionState execution) {
    return engine.definition(execution.pipeline(), execution.version());
  }

  private static Refused notFound(PipelineKey key) {
    return new Refused(
        List.of(
            Problem.refusal(
                "PipelineNotFound",
                Problem.Kind.NOT_FOUND,
                "Pipeline with name "
                    + key.name()
                    + " does not exist in account "
                    + key.account()
                    + ".",
                Map.of("name", key.name(), "account", key.account()))));
  }
}
