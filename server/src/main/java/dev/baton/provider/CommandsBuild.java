package dev.baton.provider;

import dev.baton.format.document.NodeWriter;
import dev.baton.model.build.Build;
import dev.baton.model.build.BuildRequest;
import dev.baton.model.build.BuildRequest.Variable;
import dev.baton.model.build.Project;
import dev.baton.model.document.Node;
import dev.baton.model.document.Place;
import dev.baton.model.execution.RunOptions;
import dev.baton.model.pipeline.PipelineDefinition.EnvironmentVariable;
import dev.baton.model.pipeline.PipelineKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The build that does a Commands action or rule (reference codepipeline.md section 10): the
 * commands are one phase of a buildspec, which ends with the first that fails, and nothing follows
 * a failure. Its log group is {@code /aws/codepipeline/PIPELINE}.
 *
 * @param execution the action's or rule's
 * @param outputVariables names of environment variables that become output variables
 * @param files which files become the artifact; empty for none
 * @param environment of the types PLAINTEXT and SECRETS_MANAGER
 * @param sources the primary one first; never empty
 * @param output where the artifact goes
 * @param minutes how long it may take
 */
record CommandsBuild(
    PipelineKey pipeline,
    String execution,
    List<String> commands,
    List<String> outputVariables,
    List<String> files,
    List<Variable> environment,
    List<BuildRequest.Source> sources,
    Optional<BuildRequest.Output> output,
    Optional<String> role,
    List<String> notHonoured,
    int minutes,
    RunOptions options) {

  /** CodePipeline's own limit of Commands. */
  static final int MINUTES = 55;

  /** Which types of variables CodePipeline takes here. */
  static final List<String> TYPES = List.of("PLAINTEXT", "SECRETS_MANAGER");

  /** The compute settings of real Commands, which a process on this machine has not. */
  private static final List<String> COMPUTE =
      List.of("EnvironmentType", "ComputeType", "VpcId", "Subnets", "SecurityGroupIds");

  static String[] computeSettings() {
    return COMPUTE.toArray(String[]::new);
  }

  /** Those of a configuration that a process on this machine does not honour. */
  static List<String> notHonoured(Map<String, String> configuration) {
    return COMPUTE.stream().filter(configuration::containsKey).toList();
  }

  static List<Variable> variables(List<EnvironmentVariable> declared) {
    return declared.stream().map(v -> new Variable(v.name(), v.value(), v.type())).toList();
  }

  /** What stands for the build's project. */
  String project() {
    return Build.commandsOf(pipeline.name());
  }

  BuildRequest request() {
    return new BuildRequest(
        sources.getFirst(),
        sources.subList(1, sources.size()),
        Optional.of(new BuildRequest.Recipe.Inline("commands.json", buildspec())),
        environment,
        minutes * 60,
        Project.DEFAULT_QUEUED_TIMEOUT_MINUTES * 60,
        "codepipeline/" + pipeline.name(),
        options.requester(),
        Optional.of(execution),
        "CODEPIPELINE",
        output.map(o -> Map.of("", o)).orElse(Map.of()),
        role,
        Project.DEFAULT_IMAGE,
        true,
        notHonoured,
        Optional.empty());
  }

  /** As a tree and then as JSON: no command can be anything but one text of a list. */
  String buildspec() {
    Node.ObjectNode build =
        object(member("on-failure", text("ABORT")), member("commands", list(commands)));
    Node.ObjectNode env = object(member("exported-variables", list(outputVariables)));
    Node.Member version = member("version", text("0.2"));
    Node.Member phases = member("phases", object(member("build", build)));
    Node.ObjectNode whole =
        files.isEmpty()
            ? object(version, member("env", env), phases)
            : object(
                version,
                member("env", env),
                phases,
                member("artifacts", object(member("files", list(files)))));
    return NodeWriter.json(whole);
  }

  private static Node.ObjectNode object(Node.Member... members) {
    return new Node.ObjectNode(Place.NOWHERE, List.of(members));
  }

  private static Node.Member member(String name, Node value) {
    return new Node.Member(name, Place.NOWHERE, value);
  }

  private static Node.ListNode list(List<String> texts) {
    return new Node.ListNode(
        Place.NOWHERE, texts.stream().map(CommandsBuild::text).map(Node.class::cast).toList());
  }

  private static Node.Scalar text(String text) {
    return new Node.Scalar(Place.NOWHERE, Node.Scalar.Type.TEXT, text);
  }
}
