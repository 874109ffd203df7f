package dev.baton.provider;

import dev.baton.format.document.Excerpt;
import dev.baton.format.document.JsonReader;
import dev.baton.model.build.Build;
import dev.baton.model.build.BuildRequest;
import dev.baton.model.document.Node;
import dev.baton.model.document.Node.Scalar;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.port.ActionProvider;
import dev.baton.port.LogStore;
import dev.baton.usecase.Builds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A program of this machine as an action of Baton's own: {@code Command} is a JSON array of the
 * program and its arguments, of which no shell makes anything else. It runs as a build does: in a
 * directory of its own that holds the first input's files ({@code CODEBUILD_SRC_DIR_NAME} has
 * another's), with the environment of whoever asked for the execution, its output in a log, and
 * everything that it has started ended with it, also after a kill of Baton. The end of its output
 * is the action's summary.
 *
 * <p>Nobody knows what the program does: it is never run a second time unasked.
 */
public final class LocalCommand implements ActionProvider {

  private static final String COMMAND = "Command";
  private static final String RIGHT =
      "Command must be a JSON array of texts, the program first: [\"make\", \"deploy\"]";

  /** What CodePipeline gives an action that has no limit of its own. */
  private static final int MINUTES = 60;

  /** How much of the log is looked at for the summary. */
  private static final int LINES = 200;

  /** How the agent's own lines begin. */
  private static final String AGENT = "[Container] ";

  private final Builds starting;
  private final BuildActions builds;
  private final LogStore logs;
  private final Permission permission;

  /**
   * Which commands may run.
   *
   * @param any whether all of them may
   * @param listed those that may in any case: the program and its arguments, all of them equal
   */
  public record Permission(boolean any, Set<List<String>> listed) {

    /** For the owner of a data directory, who could run them anyway. */
    public static final Permission ALL = new Permission(true, Set.of());

    public Permission {
      listed = Set.copyOf(listed);
    }

    /** For a server: what its configuration lists, else nothing. */
    public static Permission only(Set<List<String>> listed) {
      return new Permission(false, listed);
    }

    boolean covers(List<String> command) {
      return any || listed.contains(command);
    }
  }

  public LocalCommand(Builds builds, LogStore logs, Permission permission) {
    this.starting = builds;
    this.builds = new BuildActions(builds);
    this.logs = logs;
    this.permission = permission;
  }

  @Override
  public ActionType type() {
    return declared();
  }

  static ActionType declared() {
    return Types.of("Invoke", "Custom", "LocalCommand").required(COMMAND).inputs(0, 5).type();
  }

  @Override
  public AfterInterruption afterInterruption(Request request) {
    return AfterInterruption.FAIL;
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
    String text = action.configuration().getOrDefault(COMMAND, "");
    return Variables.in(text) || !action.configuration().containsKey(COMMAND)
        ? List.of()
        : Outcomes.problems(
            "InvalidActionDeclaration", "Action " + action.name(), () -> command(text));
  }

  @Override
  public ActionOutcome run(Request request, Progress progress) throws InterruptedException {
    List<String> command;
    try {
      command = command(request.configuration().getOrDefault(COMMAND, ""));
    } catch (Refused e) {
      return Outcomes.misconfigured(String.valueOf(e.getMessage()));
    }
    if (!permission.covers(command)) {
      return Outcomes.misconfigured(
          "The local command "
              + Excerpt.of(command.toString(), 300)
              + " is not allowed here; list exactly these arguments in the server's configuration");
    }
    CommandsBuild build = build(request, line(command));
    return told(builds.run(request, build.project(), build.request(), progress));
  }

  private static CommandsBuild build(Request request, String line) {
    List<String> inputs = request.action().inputArtifacts();
    List<BuildRequest.Source> sources =
        inputs.isEmpty()
            ? List.of(BuildActions.NO_SOURCE)
            : BuildActions.sources(
                request.inputs(), inputs, inputs.getFirst(), request.revisions());
    return new CommandsBuild(
        request.pipeline(),
        request.actionExecutionId(),
        List.of(line),
        List.of(),
        List.of(),
        List.of(),
        sources,
        Optional.empty(),
        request.action().roleArn(),
        List.of(),
        MINUTES,
        request.options());
  }

  /** The outcome with the end of the output as its summary. */
  private ActionOutcome told(ActionOutcome outcome) {
    return switch (outcome) {
      case ActionOutcome.Succeeded done ->
          Outcomes.succeeded(done.external().id(), output(done.external().id()));
      case ActionOutcome.Failed failed when !failed.external().id().isEmpty() ->
          new ActionOutcome.Failed(
              new ActionOutcome.External(
                  failed.external().id(), output(failed.external().id()), ""),
              failed.code(),
              failed.message());
      default -> outcome;
    };
  }

  private String output(String id) {
    Build build = starting.get(id);
    String text =
        logs.tail(build.logGroup(), build.uuid(), LINES).stream()
            .map(LogStore.Line::message)
            .filter(line -> !line.startsWith(AGENT))
            .collect(Collectors.joining("\n"))
            .strip();
    int over = text.length() - Outcomes.LONGEST_SUMMARY;
    return over <= 0 ? text : "..." + text.substring(over + 3);
  }

  private static List<String> command(String json) {
    Optional<Node> root = JsonReader.read(COMMAND, json).value().map(document -> document.root());
    if (root.isEmpty() || !(root.get() instanceof Node.ListNode list) || list.values().isEmpty()) {
      throw Outcomes.misconfiguration(RIGHT);
    }
    List<String> command = new ArrayList<>();
    for (Node value : list.values()) {
      if (!(value instanceof Scalar scalar) || scalar.type() != Scalar.Type.TEXT) {
        throw Outcomes.misconfiguration(RIGHT);
      }
      command.add(scalar.text());
    }
    String program = command.getFirst();
    if (program.isBlank() || program.startsWith("-") || program.contains("=")) {
      throw Outcomes.misconfiguration("'" + Excerpt.of(program) + "' is no program; " + RIGHT);
    }
    if (command.stream().anyMatch(argument -> argument.indexOf('\0') >= 0)) {
      throw Outcomes.misconfiguration("An argument of the command holds a NUL");
    }
    return command;
  }

  /**
   * The command for a shell that is to make nothing of it: within single quotes nothing has a
   * meaning, and {@code env} runs programs alone, no word of the shell's own.
   */
  private static String line(List<String> command) {
    return command.stream()
        .map(argument -> "'" + argument.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" ", "/usr/bin/env ", ""));
  }
}
