package dev.baton.api.aws.codepipeline;

import dev.baton.api.aws.wire.Json;
import dev.baton.api.aws.wire.ShapeWriter;
import dev.baton.api.aws.wire.Timestamps;
import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.port.PipelineStore;
import dev.baton.port.RememberedTypes;
import java.time.ZoneOffset;

/** Definitions and executions with their secret configuration values as four stars. */
public final class Veil {

  private final RememberedTypes types;

  /**
   * A veil.
   *
   * @param types say what is secret
   */
  public Veil(RememberedTypes types) {
    this.types = types;
  }

  /** A definition as GetPipeline shows it. */
  public PipelineStore.Stored over(PipelineStore.Stored stored) {
    ShapeWriter writer = new ShapeWriter(Timestamps.EPOCH, ZoneOffset.UTC);
    String document =
        Json.compact(out -> writer.write(out, DefinitionShapes.declaration(stored, types)));
    return new PipelineStore.Stored(
        stored.key(),
        stored.version(),
        document,
        stored.created(),
        stored.updated(),
        stored.sources());
  }

  /**
   * An execution as ListActionExecutions shows it.
   *
   * @param definition the one that it runs
   */
  public ExecutionState over(ExecutionState execution, PipelineDefinition definition) {
    Secrets secrets = new Secrets(types, execution.pipeline());
    return execution.showing(
        execution.actions().stream().map(run -> over(run, definition, secrets)).toList());
  }

  /** Of an action that nobody declares any more, nothing is shown. */
  private static ActionRun over(ActionRun run, PipelineDefinition definition, Secrets secrets) {
    return run.shownWith(
        definition
            .stage(run.stage())
            .flatMap(stage -> stage.action(run.action()))
            .map(action -> secrets.hidden(action.type(), run.resolvedConfiguration()))
            .orElseGet(java.util.Map::of));
  }
}
