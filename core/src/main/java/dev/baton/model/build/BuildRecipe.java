package dev.baton.model.build;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be run for a build, whatever it was written in: Baton's own type, of which the
 * buildspec is one front end. It is compiled to one shell program.
 *
 * @param freshShellPerCommand buildspec 0.1: nothing carries over from one command to the next
 * @param steps in the order INSTALL, PRE_BUILD, BUILD, POST_BUILD; phases without commands may be
 *     absent
 * @param exported names whose values are reported at the end of POST_BUILD
 * @param expansions texts to be expanded by the shell after the last phase (artifact names, base
 *     directories), by a key of the caller's; reported with their value
 */
public record BuildRecipe(
    Buildspec.Shell shell,
    boolean freshShellPerCommand,
    List<Step> steps,
    List<String> exported,
    Map<String, String> expansions) {

  /** One phase: its commands and what runs in any case after them. */
  public record Step(
      PhaseType phase,
      Optional<String> runAs,
      Optional<Buildspec.OnFailure> onFailure,
      List<String> commands,
      List<String> finallyCommands) {}
}
