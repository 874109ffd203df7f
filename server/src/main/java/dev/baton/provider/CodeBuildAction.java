package dev.baton.provider;

import dev.baton.format.document.JsonReader;
import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.build.BuildRequest;
import dev.baton.model.build.Project;
import dev.baton.model.document.Node;
import dev.baton.model.document.Refused;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.port.ActionProvider;
import dev.baton.port.ProjectReader;
import dev.baton.port.ProjectStore;
import dev.baton.usecase.BuildRequests;
import dev.baton.usecase.BuildRequests.Overrides;
import dev.baton.usecase.Builds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A build of a project on the action's input artifacts, for the categories Build and Test. */
public final class CodeBuildAction implements ActionProvider {

  private static final List<String> TYPES =
      List.of("PLAINTEXT", "PARAMETER_STORE", "SECRETS_MANAGER");

  private final String category;
  private final BuildActions builds;
  private final ProjectStore projects;
  private final ProjectReader reader;

  /**
   * @param category Build or Test
   */
  public CodeBuildAction(
      String category, Builds builds, ProjectStore projects, ProjectReader reader) {
    this.category = category;
    this.builds = new BuildActions(builds);
    this.projects = projects;
    this.reader = reader;
  }

  @Override
  public ActionType type() {
    return declared(category);
  }

  static ActionType declared(String category) {
    return Types.aws(category, "CodeBuild")
        .required("ProjectName")
        .optional(
            "PrimarySource",
            "BatchEnabled",
            "CombineArtifacts",
            "BuildspecOverride",
            "EnvironmentVariables")
        .inputs(1, 5)
        .outputs(0, 5)
        .type();
  }

  @Override
  public AfterInterruption afterInterruption(Request request) {
    boolean rerun = project(request).map(Project::rerunInterrupted).orElse(true);
    return rerun ? AfterInterruption.RERUN_AS_NEW : AfterInterruption.FAIL;
  }

  @Override
  public void abandon(String actionExecutionId) {
    builds.abandon(actionExecutionId);
  }

  @Override
  public ActionOutcome run(Request request, Progress progress) throws InterruptedException {
    Optional<Project> project = project(request);
    String name = request.configuration().getOrDefault("ProjectName", "");
    if (project.isEmpty()) {
      return Outcomes.misconfigured(
          "Project cannot be found: arn:aws:codebuild:"
              + request.pipeline().region()
              + ":"
              + request.pipeline().account()
              + ":project/"
              + name);
    }
    if ("true".equalsIgnoreCase(request.configuration().get("BatchEnabled"))) {
      return Outcomes.misconfigured("BatchEnabled: batch builds are not supported yet");
    }
    Optional<String> primary = primary(request);
    if (primary.isEmpty()) {
      return Outcomes.misconfigured(
          "PrimarySource must name one of the input artifacts "
              + request.inputs().keySet()
              + " when there are several");
    }
    return builds.run(request, name, build(request, project.get(), primary.get()), progress);
  }

  private Optional<Project> project(Request request) {
    String name = request.configuration().getOrDefault("ProjectName", "");
    return projects
        .find(request.pipeline().account(), request.pipeline().region(), name)
        .map(reader::read);
  }

  private static Optional<String> primary(Request request) {
    String named = request.configuration().getOrDefault("PrimarySource", "");
    if (!named.isEmpty()) {
      return Optional.of(named).filter(request.inputs()::containsKey);
    }
    List<String> inputs = request.action().inputArtifacts();
    return inputs.size() == 1 ? Optional.of(inputs.getFirst()) : Optional.empty();
  }

  private static BuildRequest build(Request request, Project project, String primary) {
    List<BuildRequest.Source> sources = BuildActions.sources(request, primary);
    var overrides =
        new Overrides(
            Optional.ofNullable(request.configuration().get("BuildspecOverride"))
                .map(text -> BuildRequests.recipe(project.name(), text)),
            environment(request, primary),
            Optional.of(sources.getFirst().content()),
            Optional.of(sources.getFirst().version()),
            Optional.of(sources.subList(1, sources.size())),
            Optional.empty(),
            Optional.of("CODEPIPELINE"),
            outputs(request),
            "codepipeline/" + request.pipeline().name(),
            request.options().requester(),
            Optional.of(request.actionExecutionId()));
    BuildRequest.Source first = sources.getFirst();
    return BuildRequests.of(project, overrides)
        .withPrimary(
            new BuildRequest.Source(
                first.identifier(),
                first.type(),
                first.location(),
                first.version(),
                first.content().withSubmodules(project.source().submodules()),
                first.revision()));
  }

  /**
   * Several outputs are called as the buildspec's secondary artifacts; a single one takes the
   * primary artifact.
   */
  private static Map<String, BuildRequest.Output> outputs(Request request) {
    Map<String, BuildRequest.Output> outputs = new LinkedHashMap<>();
    boolean single = request.outputs().size() == 1;
    request
        .outputs()
        .forEach((name, location) -> outputs.put(single ? "" : name, output(location)));
    return outputs;
  }

  private static BuildRequest.Output output(ArtifactLocation location) {
    return new BuildRequest.Output(location.bucket(), location.key());
  }

  private static List<BuildRequest.Variable> environment(Request request, String primary) {
    List<BuildRequest.Variable> variables = new ArrayList<>();
    String json = request.configuration().getOrDefault("EnvironmentVariables", "[]");
    Node root = JsonReader.read("EnvironmentVariables", json).orRefuse().root();
    if (!(root instanceof Node.ListNode list)) {
      throw malformed();
    }
    for (Node value : list.values()) {
      if (!(value instanceof Node.ObjectNode object)) {
        throw malformed();
      }
      variables.add(
          new BuildRequest.Variable(
              text(object, "name").orElseThrow(CodeBuildAction::malformed),
              text(object, "value").orElseThrow(CodeBuildAction::malformed),
              text(object, "type").orElse("PLAINTEXT")));
    }
    return Stream.concat(
            BuildActions.commits(request, primary).stream(),
            BuildVariables.checked(variables, TYPES).stream())
        .toList();
  }

  private static Optional<String> text(Node.ObjectNode object, String name) {
    return object
        .get(name)
        .filter(Node.Scalar.class::isInstance)
        .map(node -> ((Node.Scalar) node).text());
  }

  private static Refused malformed() {
    return Outcomes.misconfiguration(
        "EnvironmentVariables must be a JSON list of {\"name\", \"value\", \"type\"}");
  }
}
