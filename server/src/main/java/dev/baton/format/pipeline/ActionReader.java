package dev.baton.format.pipeline;

import dev.baton.format.document.Shape;
import dev.baton.format.document.Shape.Constraint;
import dev.baton.format.pipeline.Draft.DraftAction;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.model.pipeline.PipelineDefinition.Action;
import dev.baton.model.pipeline.PipelineDefinition.EnvironmentVariable;
import dev.baton.model.pipeline.PipelineDefinition.OutputArtifact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One action of a stage; constraints of single values only. */
final class ActionReader {

  private static final int MAXIMUM_RUN_ORDER = 999;
  private static final Constraint VARIABLE_NAME = Constraint.length(1, 128);

  private ActionReader() {}

  static DraftAction read(Shape shape, String stage) {
    String name = Patterns.name(shape);
    ActionTypeId type = Patterns.type(shape, "actionTypeId");
    int runOrder = shape.integer("runOrder", 1, MAXIMUM_RUN_ORDER).orElse(1);
    Map<String, String> configuration =
        shape.map("configuration", Patterns.CONFIGURATION_KEY, Patterns.CONFIGURATION_VALUE);
    List<String> inputs = Patterns.inputArtifacts(shape);
    List<OutputArtifact> outputs =
        shape.objects("outputArtifacts").stream().map(ActionReader::output).toList();
    Optional<String> namespace = shape.text("namespace", Patterns.NAME_LENGTH, Patterns.NAMESPACE);
    Optional<String> role = shape.text("roleArn", Constraint.length(0, 1024), Patterns.ROLE);
    Optional<String> region = shape.text("region", Patterns.REGION);
    Optional<Integer> timeout =
        shape.integer("timeoutInMinutes", Patterns.MINIMUM_TIMEOUT, Patterns.MAXIMUM_TIMEOUT);
    List<String> commands = Patterns.commands(shape);
    shape.checkSize("outputVariables", 1, 15);
    List<String> outputVariables = shape.texts("outputVariables", VARIABLE_NAME);
    List<EnvironmentVariable> environment = environment(shape);
    shape.end();
    return new DraftAction(
        shape,
        stage,
        new Action(
            name,
            type,
            runOrder,
            configuration,
            inputs,
            outputs,
            namespace,
            role,
            region,
            timeout,
            commands,
            outputVariables,
            environment));
  }

  private static OutputArtifact output(Shape artifact) {
    String name = artifact.required("name", Patterns.NAME_LENGTH, Patterns.ARTIFACT).orElse("");
    artifact.checkSize("files", 1, 10);
    List<String> files = artifact.texts("files", Constraint.length(1, 128));
    artifact.end();
    return new OutputArtifact(name, files);
  }

  private static List<EnvironmentVariable> environment(Shape shape) {
    shape.checkSize("environmentVariables", 1, 10);
    List<EnvironmentVariable> variables = new ArrayList<>();
    for (Shape variable : shape.objects("environmentVariables")) {
      Optional<String> name =
          variable.required("name", VARIABLE_NAME, Constraint.pattern("[A-Za-z_][A-Za-z0-9_]*"));
      Optional<String> value = variable.required("value", Constraint.length(1, 2000));
      String type =
          variable
              .text("type", Constraint.oneOf(List.of("PLAINTEXT", "SECRETS_MANAGER")))
              .orElse("PLAINTEXT");
      variable.end();
      name.ifPresent(n -> value.ifPresent(v -> variables.add(new EnvironmentVariable(n, v, type))));
    }
    return variables;
  }
}
