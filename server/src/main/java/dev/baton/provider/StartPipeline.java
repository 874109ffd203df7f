package dev.baton.provider;

import dev.baton.format.document.Excerpt;
import dev.baton.format.document.JsonReader;
import dev.baton.model.document.Node;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.RunOptions;
import dev.baton.model.execution.SourceRevision;
import dev.baton.model.execution.Trigger;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ActionProvider;
import dev.baton.usecase.Executions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Starts another pipeline of the same account and region. Succeeds once the execution is started;
 * the action's id is the client token, so a repeat starts no second one.
 */
public final class StartPipeline implements ActionProvider {

  private static final Set<String> REVISION_TYPES =
      Set.of("COMMIT_ID", "IMAGE_DIGEST", "S3_OBJECT_VERSION_ID", "S3_OBJECT_KEY");

  private final BiFunction<PipelineKey, Executions.StartRequest, String> starter;

  /**
   * @param executions asked for when an action runs: the engine that they stand on knows its
   *     providers first
   */
  public StartPipeline(Supplier<Executions> executions) {
    this((pipeline, start) -> executions.get().start(pipeline, start));
  }

  /**
   * @param starter starts an execution and answers its id
   */
  StartPipeline(BiFunction<PipelineKey, Executions.StartRequest, String> starter) {
    this.starter = starter;
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
  public List<Problem> validate(PipelineDefinition.Action action) {
    return problems(action);
  }

  static List<Problem> problems(PipelineDefinition.Action action) {
    return action.configuration().values().stream().anyMatch(Variables::in)
        ? List.of()
        : Outcomes.problems(
            "InvalidActionDeclaration",
            "Action " + action.name(),
            () -> {
              variables(action.configuration());
              revisions(action.configuration());
            });
  }

  @Override
  public ActionOutcome run(Request request, Progress progress) {
    Map<String, String> configuration = request.configuration();
    String name = configuration.getOrDefault("PipelineName", "");
    if (name.equals(request.pipeline().name())) {
      return Outcomes.misconfigured("Pipeline " + name + " would start itself without end");
    }
    var target = new PipelineKey(request.pipeline().account(), request.pipeline().region(), name);
    try {
      var start =
          new Executions.StartRequest(
              new Trigger("StartPipelineExecution", request.pipeline().arn()),
              variables(configuration),
              revisions(configuration),
              new RunOptions(List.of(), Optional.empty(), Map.of(), request.options().requester()),
              Optional.of(request.actionExecutionId()));
      String id = starter.apply(target, start);
      return Outcomes.succeeded(id, "Started " + name + " as execution " + id);
    } catch (Refused e) {
      return Outcomes.misconfigured(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, String> variables(Map<String, String> configuration) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (Node.ObjectNode item : objects("Variables", configuration)) {
      String name = text("Variables", item, "name");
      if (variables.put(name, text("Variables", item, "value")) != null) {
        throw Outcomes.misconfiguration("Variables gives " + Excerpt.of(name) + " twice");
      }
    }
    return variables;
  }

  private static List<SourceRevision> revisions(Map<String, String> configuration) {
    String key = "SourceRevisions";
    List<SourceRevision> revisions = new ArrayList<>();
    for (Node.ObjectNode item : objects(key, configuration)) {
      String type = text(key, item, "revisionType");
      if (!REVISION_TYPES.contains(type)) {
        throw Outcomes.misconfiguration(
            key
                + " has no revisionType '"
                + Excerpt.of(type)
                + "'; right is one of "
                + String.join(", ", new TreeSet<>(REVISION_TYPES)));
      }
      revisions.add(
          new SourceRevision(
              text(key, item, "actionName"), type, text(key, item, "revisionValue")));
    }
    return revisions;
  }

  private static List<Node.ObjectNode> objects(String key, Map<String, String> configuration) {
    String json = configuration.getOrDefault(key, "[]");
    Optional<Node> root = JsonReader.read(key, json).value().map(document -> document.root());
    if (root.isEmpty() || !(root.get() instanceof Node.ListNode list)) {
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

  private static String text(String key, Node.ObjectNode object, String name) {
    return object
        .get(name)
        .filter(n -> n instanceof Node.Scalar scalar && scalar.type() == Node.Scalar.Type.TEXT)
        .map(n -> ((Node.Scalar) n).text())
        .orElseThrow(() -> misread(key));
  }

  private static Refused misread(String key) {
    String members =
        key.equals("Variables")
            ? "{\"name\", \"value\"}"
            : "{\"actionName\", \"revisionType\", \"revisionValue\"}";
    return Outcomes.misconfiguration(key + " must be a JSON list of " + members + ", all texts");
  }
}
