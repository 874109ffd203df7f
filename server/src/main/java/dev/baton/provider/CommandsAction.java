package dev.baton.provider;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.build.BuildRequest;
import dev.baton.model.document.Place;
import dev.baton.model.document.Problem;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineDefinition.OutputArtifact;
import dev.baton.port.ActionProvider;
import dev.baton.usecase.Builds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Shell commands on the action's input artifacts, done as a build without a project, for the
 * categories Compute and Build. The first input is the working directory; another one is found by
 * {@code CODEBUILD_SRC_DIR_NAME}.
 */
public final class CommandsAction implements ActionProvider {

  private final String category;
  private final BuildActions builds;

  /**
   * @param category Compute or Build
   */
  public CommandsAction(String category, Builds builds) {
    this.category = category;
    this.builds = new BuildActions(builds);
  }

  @Override
  public ActionType type() {
    return declared(category);
  }

  static ActionType declared(String category) {
    return Types.aws(category, "Commands")
        .optional(CommandsBuild.computeSettings())
        .inputs(1, 10)
        .outputs(0, 1)
        .v2Only()
        .type();
  }

  @Override
  public AfterInterruption afterInterruption(Request request) {
    return AfterInterruption.RERUN_AS_NEW;
  }

  @Override
  public void abandon(String actionExecutionId) {
    builds.abandon(actionExecutionId);
  }

  @Override
  public List<Problem> validate(PipelineDefinition.Action action) {
    return problems(action);
  }

  static List<Problem> problems(PipelineDefinition.Action action) {
    return wrong(action).stream()
        .map(
            message ->
                Problem.error(
                    "InvalidActionDeclaration",
                    Place.NOWHERE,
                    "Action " + action.name() + ": " + message))
        .toList();
  }

  private static List<String> wrong(PipelineDefinition.Action action) {
    List<String> problems =
        new ArrayList<>(
            BuildVariables.problems(
                CommandsBuild.variables(action.environmentVariables()), CommandsBuild.TYPES));
    for (OutputArtifact output : action.outputArtifacts()) {
      if (output.files().isEmpty()) {
        problems.add(
            "the output artifact " + output.name() + " lists no files; say which ones it holds");
      }
    }
    return problems;
  }

  @Override
  public ActionOutcome run(Request request, Progress progress) throws InterruptedException {
    List<String> problems = wrong(request.action());
    if (!problems.isEmpty()) {
      return Outcomes.misconfigured(String.join("; ", problems));
    }
    CommandsBuild build = build(request);
    return builds.run(request, build.project(), build.request(), progress);
  }

  private static CommandsBuild build(Request request) {
    PipelineDefinition.Action action = request.action();
    String primary = action.inputArtifacts().getFirst();
    return new CommandsBuild(
        request.pipeline(),
        request.actionExecutionId(),
        action.commands(),
        action.outputVariables(),
        action.outputArtifacts().stream().flatMap(output -> output.files().stream()).toList(),
        Stream.concat(
                BuildActions.commits(request, primary).stream(),
                CommandsBuild.variables(action.environmentVariables()).stream())
            .toList(),
        BuildActions.sources(
            request.inputs(), action.inputArtifacts(), primary, request.revisions()),
        output(request.outputs()),
        action.roleArn(),
        CommandsBuild.notHonoured(request.configuration()),
        CommandsBuild.MINUTES,
        request.options());
  }

  private static Optional<BuildRequest.Output> output(Map<String, ArtifactLocation> outputs) {
    return outputs.values().stream()
        .findFirst()
        .map(location -> new BuildRequest.Output(location.bucket(), location.key()));
  }
}
