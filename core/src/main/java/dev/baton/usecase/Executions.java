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
