package dev.baton.provider;

import dev.baton.format.document.JsonReader;
import dev.baton.model.document.Node;
import dev.baton.model.document.Refused;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.RunOptions;
import dev.baton.model.execution.SourceRevision;
import dev.baton.model.execution.Trigger;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ActionProvider;
import dev.baton.usecase.Executions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Starts another pipeline of the same account and region. Succeeds once the execution is started;
 * the action's id is the client token, so a repeat starts no second one.
 */
public final class StartPipeline implements ActionProvider {

  private final Supplier<Executions> executions;

  /**
   * @param executions asked for when an action runs: the engine that they stand on knows its
   *     providers first
   */
  public StartPipeline(Supplier<Executions> executions) {
    this.executions = executions;
  }

  @Override
  public ActionType type() {
    return declared();
  }

  static ActionType declared() {
    return Types.aws("Invoke", "CodePipeline")
        .required("PipelineName")
        .optional("Variables", "SourceRevisions")
        .v2Only()
        .type();
  }

  @Override
  public AfterInterruption afterInterruption(Request request) {
    return AfterInterruption.REPEAT;
  }

  @Override
  public ActionOutcome run(Request request, Progress progress) {
    String name = request.configuration().getOrDefault("PipelineName", "");
    if (name.equals(request.pipeline().name())) {
      return Outcomes.misconfigured("Pipeline " + name + " would start itself without end");
    }
    PipelineKey target =
        new PipelineKey(request.pipeline().account(), request.pipeline().region(), name);
    try {
      var start =
          new Executions.StartRequest(
              new Trigger("StartPipelineExecution", request.pipeline().arn()),
              variables(request.configuration().getOrDefault("Variables", "[]")),
              revisions(request.configuration().getOrDefault("SourceRevisions", "[]")),
              new RunOptions(List.of(), Optional.empty(), Map.of(), request.options().requester()),
              Optional.of(request.actionExecutionId()));
      String id = executions.get().start(target, start);
      return Outcomes.succeeded(id, "Started " + name + " as execution " + id);
    } catch (Refused e) {
      return Outcomes.misconfigured(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, String> variables(String json) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (Node.ObjectNode item : objects("Variables", json)) {
      variables.put(text(item, "name"), text(item, "value"));
    }
    return variables;
  }

  private static List<SourceRevision> revisions(String json) {
    List<SourceRevision> revisions = new ArrayList<>();
    for (Node.ObjectNode item : objects("SourceRevisions", json)) {
      revisions.add(
          new SourceRevision(
              text(item, "actionName"), text(item, "revisionType"), text(item, "revisionValue")));
    }
    return revisions;
  }

  private static List<Node.ObjectNode> objects(String key, String json) {
    Node root = JsonReader.read(key, json).orRefuse().root();
    if (!(root instanceof Node.ListNode list)) {
      throw misread(key);
    }
    List<Node.ObjectNode> objects = new ArrayList<>();
    for (Node value : list.values()) {
      if (!(value instanceof Node.ObjectNode object)) {
        throw misread(key);
      }
      objects.add(object);
    }
    return objects;
  }

  private static String text(Node.ObjectNode object, String name) {
    return object
        .get(name)
        .filter(Node.Scalar.class::isInstance)
        .map(n -> ((Node.Scalar) n).text())
        .orElse("");
  }

  private static Refused misread(String key) {
    return Refused.because(
        "ConfigurationError",
        dev.baton.model.document.Problem.Kind.USER,
        key + " must be a JSON list of objects");
  }
}
