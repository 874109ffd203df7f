package dev.baton.engine.build;

import dev.baton.model.build.Build.Context;
import dev.baton.model.build.BuildRecipe;
import dev.baton.model.build.BuildStatus;
import dev.baton.model.build.Buildspec;
import dev.baton.model.build.PhaseType;
import dev.baton.model.build.RetryRule;
import dev.baton.port.BuildRunner;
import dev.baton.port.BuildRunner.ProgramEvent;
import dev.baton.port.RecipeReader;
import dev.baton.port.Waypoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Follows the program through INSTALL to POST_BUILD and keeps CodeBuild's account of it. */
final class ShellPhases implements BuildRunner.Listener {

  private static final List<PhaseType> SHELL =
      Stream.of(PhaseType.values()).filter(PhaseType::isShell).toList();

  /** More of a command than this does not help whoever reads the context. */
  private static final int LONGEST_COMMAND = 1_000;

  private static final Context ENDED_EARLY =
      new Context("COMMAND_EXECUTION_ERROR", "The build's shell ended before its commands did");

  private final BuildRecord record;
  private final RecipeReader.Recipe recipe;
  private final BuildEnvironment environment;
  private final BuildLog log;
  private final Waypoint.Observer waypoints;
  private final Map<String, String> expansions = new HashMap<>();
  private Optional<Context> failure = Optional.empty();
  private boolean failed;
  private boolean skipsUpload;
  private int retries;

  ShellPhases(
      BuildRecord record,
      RecipeReader.Recipe recipe,
      BuildEnvironment environment,
      BuildLog log,
      Waypoint.Observer waypoints) {
    this.record = record;
    this.recipe = recipe;
    this.environment = environment;
    this.log = log;
    this.waypoints = waypoints;
  }

  @Override
  public void output(byte[] bytes, int offset, int length) {
    log.output(bytes, offset, length);
    waypoints.passed(Waypoint.LOG_WRITTEN);
  }

  @Override
  public void event(ProgramEvent event) {
    switch (event) {
      case ProgramEvent.PhaseStarted started -> phaseStarted(started.phase());
      case ProgramEvent.CommandStarted started ->
          log.agent(
              "Running command " + command(started.phase(), started.index(), started.inFinally()));
      case ProgramEvent.CommandEnded ended -> commandEnded(ended);
      case ProgramEvent.PhaseEnded ended -> phaseEnded(ended);
      case ProgramEvent.Exported exported -> exported(exported);
      case ProgramEvent.Expanded expanded -> expansions.put(expanded.key(), expanded.value());
      case ProgramEvent.CannotRun cannot ->
          failure = Optional.of(new Context("COMMAND_EXECUTION_ERROR", cannot.why()));
    }
  }

  /** The artifact names and base directories, expanded. */
  Map<String, String> expansions() {
    return expansions;
  }

  /** How many automatic retries the failed phases ask for; 0 for none. */
  int retries() {
    return retries;
  }

  /** Whether UPLOAD_ARTIFACTS follows. */
  boolean uploads() {
    return !skipsUpload;
  }

  /**
   * Called when the program is over: closes what it left open and says how the shell phases ended.
   */
  BuildStatus conclude() {
    log.endOutput();
    if (record.open().isEmpty() && !failed) {
      firstNotBegun().ifPresent(record::begin);
    }
    if (record.open().isPresent()) {
      endPhase(false, failure.or(() -> Optional.of(ENDED_EARLY)));
      skipsUpload = true;
    }
    if (!skipsUpload) {
      passUntil(PhaseType.UPLOAD_ARTIFACTS);
    }
    return failed ? BuildStatus.FAILED : BuildStatus.SUCCEEDED;
  }

  private Optional<PhaseType> firstNotBegun() {
    return recipe.program().steps().stream()
        .map(BuildRecipe.Step::phase)
        .filter(phase -> !record.has(phase))
        .findFirst();
  }

  private void phaseStarted(PhaseType phase) {
    log.endLine();
    passUntil(phase);
    log.agent("Entering phase " + phase);
    failure = Optional.empty();
    record.begin(phase);
  }

  /** Phases that the recipe does not declare have succeeded, as CodeBuild lists them. */
  private void passUntil(PhaseType next) {
    for (PhaseType phase : SHELL) {
      if (phase.compareTo(next) < 0 && !record.has(phase)) {
        record.pass(phase);
        log.phaseComplete(phase, BuildStatus.SUCCEEDED, new Context("", ""));
      }
    }
  }

  private void commandEnded(ProgramEvent.CommandEnded ended) {
    log.endLine();
    if (ended.exitStatus() == 0) {
      return;
    }
    String command = command(ended.phase(), ended.index(), ended.inFinally());
    log.agent(
        "Command did not exit successfully " + command + " exit status " + ended.exitStatus());
    if (failure.isEmpty()) {
      failure =
          Optional.of(
              new Context(
                  "COMMAND_EXECUTION_ERROR",
                  "Error while executing command: "
                      + command
                      + ". Reason: exit status "
                      + ended.exitStatus()));
    }
  }

  private void phaseEnded(ProgramEvent.PhaseEnded ended) {
    endPhase(ended.succeeded(), ended.succeeded() ? Optional.empty() : failure);
  }

  private void endPhase(boolean succeeded, Optional<Context> why) {
    log.endLine();
    PhaseType phase = record.open().orElseThrow().type();
    BuildStatus status = succeeded ? BuildStatus.SUCCEEDED : BuildStatus.FAILED;
    Context context =
        why.map(c -> new Context(c.statusCode(), log.masked(c.message())))
            .orElse(new Context("", ""));
    record.end(status, Optional.of(context));
    log.phaseComplete(phase, status, context);
    waypoints.passed(Waypoint.PHASE_ENDED);
    if (!succeeded) {
      failed = true;
      Optional<Buildspec.OnFailure> onFailure = onFailure(phase);
      skipsUpload = skipsUpload || endsTheBuild(phase, onFailure);
      onFailure.ifPresent(rule -> retries = Math.max(retries, RetryRule.retries(rule, context)));
    }
  }

  private Optional<Buildspec.OnFailure> onFailure(PhaseType phase) {
    return recipe.program().steps().stream()
        .filter(step -> step.phase() == phase)
        .findFirst()
        .flatMap(BuildRecipe.Step::onFailure);
  }

  private static boolean endsTheBuild(PhaseType phase, Optional<Buildspec.OnFailure> onFailure) {
    boolean early = phase == PhaseType.INSTALL || phase == PhaseType.PRE_BUILD;
    return switch (onFailure.map(Buildspec.OnFailure::action).orElse(null)) {
      case CONTINUE -> false;
      case ABORT, RETRY -> phase != PhaseType.POST_BUILD;
      case null -> early;
    };
  }

  private String command(PhaseType phase, int index, boolean inFinally) {
    return recipe.program().steps().stream()
        .filter(step -> step.phase() == phase)
        .findFirst()
        .map(step -> inFinally ? step.finallyCommands() : step.commands())
        .filter(commands -> index >= 0 && index < commands.size())
        .map(commands -> shortened(commands.get(index)))
        .orElse("?");
  }

  private static String shortened(String command) {
    return command.length() <= LONGEST_COMMAND
        ? command
        : command.substring(0, LONGEST_COMMAND) + "...";
  }

  private void exported(ProgramEvent.Exported exported) {
    String name = exported.name();
    if (name.startsWith("AWS_") || environment.unexportable().contains(name)) {
      log.agent(
          "Variable "
              + name
              + " is not exported: CodeBuild never exports AWS_* and project-level secrets");
      return;
    }
    String value = exported.value();
    if (environment.holdsSecret(value) || !log.masked(value).equals(value)) {
      log.agent("Variable " + name + " is not exported: its value holds a secret");
      return;
    }
    record.exported(name, value);
  }
}
