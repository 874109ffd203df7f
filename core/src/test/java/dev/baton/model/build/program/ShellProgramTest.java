package dev.baton.model.build.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.build.BuildRecipe;
import dev.baton.model.build.Buildspec;
import dev.baton.model.build.PhaseType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stands in a program; what it does is tested with real shells. */
final class ShellProgramTest {

  @Test
  void commandsStandInItAsTheyWereWritten() {
    String program = ShellProgram.of(recipe("npm ci && npm test -- --reporter=\"dot\""), none());

    assertThat(program).contains("BUILD 0 command 'npm ci && npm test -- --reporter=\"dot\"'");
  }

  @Test
  void quotesAreEscaped() {
    assertThat(ShellProgram.of(recipe("echo 'it'"), none())).contains("'echo '\\''it'\\'''");
  }

  @Test
  void theSameRecipeGivesTheSameText() {
    assertThat(ShellProgram.of(recipe("a"), none()))
        .isEqualTo(ShellProgram.of(recipe("a"), none()));
  }

  @Test
  void anExportedNameThatIsNoNameIsNeverEvaluated() {
    BuildRecipe recipe =
        new BuildRecipe(
            Buildspec.Shell.SH, false, List.of(), List.of("X}; rm -rf /; ${Y"), Map.of());

    assertThat(ShellProgram.of(recipe, none()))
        .contains("_baton_say exported 'X}; rm -rf /; ${Y' 0 ''")
        .doesNotContain("_baton_export X");
  }

  @Test
  void anExpansionCannotEndItsOwnText() {
    BuildRecipe recipe =
        new BuildRecipe(
            Buildspec.Shell.SH,
            false,
            List.of(),
            List.of(),
            Map.of("name", "$A\n_BATON_END_\nrm -rf /"));

    assertThat(ShellProgram.of(recipe, none())).contains("<<_BATON_END__\n");
  }

  @Test
  void aTextWithoutExpansionsIsNotGivenToTheShell() {
    BuildRecipe recipe =
        new BuildRecipe(
            Buildspec.Shell.SH, false, List.of(), List.of(), Map.of("name", "plain 'text'"));

    assertThat(ShellProgram.of(recipe, none()))
        .contains("_baton_say expanded 'name' 'plain '\\''text'\\'''");
  }

  private static BuildRecipe recipe(String... commands) {
    BuildRecipe.Step step =
        new BuildRecipe.Step(
            PhaseType.BUILD, Optional.empty(), Optional.empty(), List.of(commands), List.of());
    return new BuildRecipe(Buildspec.Shell.SH, false, List.of(step), List.of(), Map.of());
  }

  private static Optional<String> none() {
    return Optional.empty();
  }
}
