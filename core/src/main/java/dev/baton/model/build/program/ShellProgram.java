package dev.baton.model.build.program;

import dev.baton.model.build.BuildRecipe;
import dev.baton.model.build.Buildspec;
import dev.baton.model.build.Buildspec.OnFailure.Action;
import dev.baton.model.build.PhaseType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compiles a recipe to one POSIX shell program. The program is what {@code --print-script} shows
 * and what every runner runs: {@code sh program.sh}, with an empty directory {@code state} beside
 * it, the sources as working directory, and three descriptors. On standard input it waits for the
 * line {@code go TOKEN SCOPE} and ends, having done nothing, when there is none; standard output is
 * the log; standard error carries the {@linkplain ProgramProtocol events}.
 *
 * <p>Every command is evaluated by one shell, so that variables, functions and the directory carry
 * over. When a command ends that shell, another one begins with what was recorded.
 */
public final class ShellProgram {

  private final BuildRecipe recipe;
  private final Optional<String> runAs;
  private final StringBuilder body = new StringBuilder();
  private final String run;
  private final StringBuilder users = new StringBuilder();
  private final StringBuilder phases = new StringBuilder();
  private int number;

  private ShellProgram(BuildRecipe recipe, Optional<String> runAs) {
    this.recipe = recipe;
    this.runAs = runAs;
    String evaluate = recipe.freshShellPerCommand() ? "( %s )" : "%s";
    this.run =
        "if [ \"$_baton_todo\" = run ]; then "
            + evaluate.formatted("eval \"$_baton_text\"")
            + "; fi </dev/null >&4 2>&4 3>&- 4>&- 5<&-; ";
  }

  /**
   * The program's text.
   *
   * @param runAs the user of phases that name none; empty for whoever runs the program
   */
  public static String of(BuildRecipe recipe, Optional<String> runAs) {
    return new ShellProgram(recipe, runAs).text();
  }

  private String text() {
    recipe.steps().forEach(this::phase);
    report();
    String shell = recipe.shell() == Buildspec.Shell.BASH ? "bash" : "/bin/sh";
    return "#!/bin/sh\n# A build as one shell program. The build's commands stand at the end.\n"
        + Prelude.FUNCTIONS
        + Prelude.SUPERVISOR
        + "_baton_user_at() { # sets _baton_user: who runs the command of that number\n"
        + "  _baton_user=\n"
        + users
        + "}\n_baton_phase_at() {\n  _baton_in="
        + PhaseType.INSTALL
        + "\n"
        + phases
        + "}\n_baton_shell="
        + shell
        + "\n\n"
        + Prelude.BEGIN
        + debugWords()
        + body;
  }

  /** CodeBuild ignores these two commands unless a debug session is enabled. */
  private String debugWords() {
    boolean used =
        recipe.steps().stream()
            .flatMap(step -> Stream.of(step.commands(), step.finallyCommands()))
            .flatMap(List::stream)
            .anyMatch(text -> text.contains("codebuild-"));
    if (!used) {
      return "";
    }
    return recipe.shell() == Buildspec.Shell.BASH
        ? "eval 'codebuild-breakpoint() { :; }; codebuild-resume() { :; }'\n"
        : "alias codebuild-breakpoint=: codebuild-resume=:\n";
  }

  private void phase(BuildRecipe.Step step) {
    String phase = step.phase().name();
    int first = number;
    condition(phases, first, "_baton_in=" + phase);
    condition(
        users, first, "_baton_user=" + ShellText.quoted(step.runAs().or(() -> runAs).orElse("")));
    body.append("\n# ").append("-".repeat(20)).append(' ').append(phase).append('\n');
    call("_baton_phase", number++, phase);
    commands(phase, "command", step.commands());
    if (!step.finallyCommands().isEmpty()) {
      call("_baton_finally", number++);
      commands(phase, "finally", step.finallyCommands());
    }
    call("_baton_phase_end", number++, phase, stops(step) ? "stop" : "go-on");
  }

  private void commands(String phase, String kind, List<String> commands) {
    int index = 0;
    for (String command : commands) {
      String place = number++ + " " + phase + " " + index++ + " " + kind;
      body.append("_baton_begin ").append(place).append(' ');
      body.append(ShellText.quoted(command)).append('\n').append(run);
      String end = setsTraps(command) ? place + " last" : place;
      body.append("{ _baton_end ").append(end).append("; } 2>/dev/null\n");
    }
  }

  /** A trap is the command's own: its shell must end with it, as if each command were a script. */
  private static boolean setsTraps(String command) {
    return command.contains("trap");
  }

  /** Reference codebuild.md section 4: what a failure means for the phases after this one. */
  private static boolean stops(BuildRecipe.Step step) {
    Optional<Action> action = step.onFailure().map(Buildspec.OnFailure::action);
    if (action.isPresent()) {
      return action.get() != Action.CONTINUE;
    }
    return step.phase() == PhaseType.INSTALL || step.phase() == PhaseType.PRE_BUILD;
  }

  private void report() {
    body.append("\n# ").append("-".repeat(20)).append(" what the build leaves\n");
    for (String name : recipe.exported()) {
      if (ShellText.isName(name)) {
        call("_baton_export", name);
      } else {
        call("_baton_say exported", ShellText.quoted(name), 0, "''");
      }
    }
    for (Map.Entry<String, String> expansion : recipe.expansions().entrySet()) {
      expansion(expansion.getKey(), expansion.getValue());
    }
    body.append("_baton_finish\n");
  }

  private void expansion(String key, String text) {
    if (!ShellText.expands(text)) {
      call("_baton_say expanded", ShellText.quoted(key), ShellText.quoted(text));
      return;
    }
    String end = "_BATON_END_";
    while (text.contains(end)) {
      end += "_";
    }
    String script = "IFS= read -r _baton_value <<" + end + "\n" + text + "\n" + end;
    call("_baton_expand", ShellText.quoted(key), ShellText.quoted(script));
  }

  private static void condition(StringBuilder to, int from, String then) {
    to.append("  [ \"$1\" -lt ").append(from).append(" ] || ").append(then).append('\n');
  }

  private void call(Object... words) {
    body.append(Stream.of(words).map(String::valueOf).collect(Collectors.joining(" ")))
        .append('\n');
  }
}
