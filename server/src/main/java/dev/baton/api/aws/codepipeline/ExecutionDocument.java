package dev.baton.api.aws.codepipeline;

import dev.baton.api.aws.wire.Json;
import dev.baton.api.aws.wire.ShapeWriter;
import dev.baton.api.aws.wire.Timestamps;
import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.ExecutionSummary;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.port.RememberedTypes;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.codepipeline.model.ActionExecutionDetail;
import software.amazon.awssdk.services.codepipeline.model.StageState;

/**
 * An execution as {@code baton run} and {@code baton show} print it: the answers of
 * GetPipelineExecution, GetPipelineState and ListActionExecutions (oldest first) in one.
 */
public final class ExecutionDocument {

  private ExecutionDocument() {}

  /**
   * The document, indented.
   *
   * @param definition the version to which the execution is pinned
   * @param unit of the pipeline; empty when it was deleted
   * @param types say what is secret
   */
  public static String json(
      ExecutionState execution,
      PipelineDefinition definition,
      Optional<PipelineState> unit,
      RememberedTypes types) {
    ShapeWriter writer = new ShapeWriter(Timestamps.ISO, ZoneId.systemDefault());
    return Json.pretty(
        out -> {
          out.writeStartObject();
          out.writeName("pipelineExecution");
          writer.write(out, ExecutionShapes.execution(execution));
          out.writeName("stageStates");
          writer.writeList(out, stages(execution, definition, unit));
          out.writeName("actionExecutionDetails");
          writer.writeList(out, actions(execution, definition, types));
          out.writeEndObject();
        });
  }

  /** Several executions as {@code baton resume} prints them; {@code more} adds members. */
  public static void writeExecutions(
      tools.jackson.core.JsonGenerator out, List<ExecutionState> executions) {
    ShapeWriter writer = new ShapeWriter(Timestamps.ISO, ZoneId.systemDefault());
    out.writeName("pipelineExecutions");
    writer.writeList(out, executions.stream().map(ExecutionShapes::execution).toList());
  }

  /** ListPipelineExecutions' document. */
  public static String summaries(List<ExecutionSummary> executions) {
    ShapeWriter writer = new ShapeWriter(Timestamps.ISO, ZoneId.systemDefault());
    return Json.pretty(
        out -> {
          out.writeStartObject();
          out.writeName("pipelineExecutionSummaries");
          writer.writeList(out, executions.stream().map(ExecutionShapes::summary).toList());
          out.writeEndObject();
        });
  }

  private static List<StageState> stages(
      ExecutionState execution, PipelineDefinition definition, Optional<PipelineState> unit) {
    return StageShapes.ofExecution(execution, definition, unit).stream()
        .filter(
            stage ->
                execution.stages().stream().anyMatch(run -> run.name().equals(stage.stageName())))
        .toList();
  }

  private static List<ActionExecutionDetail> actions(
      ExecutionState execution, PipelineDefinition definition, RememberedTypes types) {
    Secrets secrets = new Secrets(types, execution.pipeline());
    return execution.actions().stream()
        .map(
            run ->
                ActionShapes.action(
                    execution.id(), execution.version(), run, declared(definition, run), secrets))
        .toList();
  }

  private static Optional<PipelineDefinition.Action> declared(
      PipelineDefinition definition, ActionRun run) {
    return definition.stage(run.stage()).flatMap(stage -> stage.action(run.action()));
  }
}
