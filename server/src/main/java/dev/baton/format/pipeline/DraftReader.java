package dev.baton.format.pipeline;

import dev.baton.format.document.Shape;
import dev.baton.format.document.Shape.Constraint;
import dev.baton.format.pipeline.Draft.DraftAction;
import dev.baton.format.pipeline.Draft.DraftStage;
import dev.baton.format.pipeline.Draft.DraftTrigger;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineDefinition.ArtifactStore;
import dev.baton.model.pipeline.PipelineDefinition.ExecutionMode;
import dev.baton.model.pipeline.PipelineDefinition.Stage;
import dev.baton.model.pipeline.PipelineDefinition.Trigger;
import dev.baton.model.pipeline.PipelineDefinition.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The declaration's own members, and the stages; constraints of single values only. */
final class DraftReader {

  private static final Constraint BUCKET_LENGTH = Constraint.length(3, 63);
  private static final Constraint BUCKET = Constraint.pattern("[a-zA-Z0-9\\-\\.]+");

  private DraftReader() {}

  /**
   * Reads a declaration.
   *
   * @param region the pipeline's own, whose artifact store is used
   */
  static Draft read(Shape shape, String region) {
    String name = Patterns.name(shape);
    String role = shape.required("roleArn", Constraint.length(0, 1024), Patterns.ROLE).orElse("");
    int version = shape.integer("version", 1, Integer.MAX_VALUE).orElse(0);
    PipelineDefinition.Type type =
        shape
            .word("pipelineType", PipelineDefinition.Type.class)
            .orElse(PipelineDefinition.Type.V1);
    ExecutionMode mode =
        shape.word("executionMode", ExecutionMode.class).orElse(ExecutionMode.SUPERSEDED);
    ArtifactStore store = stores(shape, region);
    shape.requireMember("stages");
    List<DraftStage> stages = new ArrayList<>();
    List<Stage> declared = new ArrayList<>();
    for (Shape stage : shape.objects("stages")) {
      add(stage, stages, declared);
    }
    List<Variable> variables = variables(shape);
    List<DraftTrigger> triggers = TriggerReader.read(shape);
    shape.end();
    List<Trigger> declaredTriggers =
        triggers.stream()
            .map(t -> new Trigger(t.sourceAction(), "CodeStarSourceConnection"))
            .toList();
    PipelineDefinition definition =
        new PipelineDefinition(
            name, version, type, mode, role, store, declared, variables, declaredTriggers);
    return new Draft(shape, definition, stages, triggers);
  }

  private static void add(Shape shape, List<DraftStage> stages, List<Stage> declared) {
    String name = Patterns.name(shape);
    blockers(shape);
    shape.requireMember("actions");
    List<DraftAction> actions =
        shape.objects("actions").stream().map(a -> ActionReader.read(a, name)).toList();
    GateReader gates = new GateReader(shape);
    stages.add(new DraftStage(shape, name, actions, gates.drafts(), gates.failureResult()));
    declared.add(
        new Stage(
            name,
            actions.stream().map(DraftAction::action).toList(),
            gates.condition("beforeEntry"),
            gates.condition("onSuccess"),
            gates.onFailure()));
    shape.end();
  }

  /** AWS has reserved them since the first version and never used them. */
  private static void blockers(Shape stage) {
    if (stage.size("blockers") > 0) {
      stage
          .findings()
          .error(
              "InvalidBlockerDeclaration",
              stage.namePlace("blockers"),
              "Blockers are reserved by CodePipeline and not supported; remove 'blockers'");
    }
  }

  private static ArtifactStore stores(Shape shape, String region) {
    Optional<String> single = shape.object("artifactStore").map(DraftReader::location);
    Map<String, String> byRegion = new LinkedHashMap<>();
    shape.object("artifactStores").ifPresent(all -> readStores(shape, all, byRegion));
    return new ArtifactStore(single.orElseGet(() -> byRegion.getOrDefault(region, "")), byRegion);
  }

  private static void readStores(Shape parent, Shape all, Map<String, String> byRegion) {
    all.names()
        .forEach(
            name -> {
              if (name.length() < 4 || name.length() > 30) {
                parent
                    .findings()
                    .error(
                        Shape.CODE,
                        parent.keyPlace("artifactStores", name),
                        "Value at 'pipeline.artifactStores' failed to satisfy constraint: Map keys"
                            + " must satisfy constraint: [Member must have length less than or"
                            + " equal to 30, Member must have length greater than or equal to 4]");
              }
              all.object(name)
                  .map(DraftReader::location)
                  .ifPresent(location -> byRegion.put(name, location));
            });
  }

  private static String location(Shape store) {
    store.required("type", Constraint.oneOf(List.of("S3")));
    String location = store.required("location", BUCKET_LENGTH, BUCKET).orElse("");
    store
        .object("encryptionKey")
        .ifPresent(
            key -> {
              key.required("id", Constraint.length(1, 400));
              key.required("type", Constraint.oneOf(List.of("KMS")));
              key.end();
            });
    store.end();
    return location;
  }

  private static List<Variable> variables(Shape shape) {
    shape.checkSize("variables", 0, 50);
    List<Variable> variables = new ArrayList<>();
    for (Shape variable : shape.objects("variables")) {
      Optional<String> name =
          variable.required("name", Constraint.length(1, 128), Patterns.NAMESPACE);
      Optional<String> value = variable.text("defaultValue", Constraint.length(1, 1000));
      Optional<String> description = variable.text("description", Constraint.length(0, 200));
      variable.end();
      name.ifPresent(n -> variables.add(new Variable(n, value, description)));
    }
    return variables;
  }
}
