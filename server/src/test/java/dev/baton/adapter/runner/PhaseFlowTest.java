package dev.baton.adapter.runner;

import static dev.baton.model.build.PhaseType.BUILD;
import static dev.baton.model.build.PhaseType.INSTALL;
import static dev.baton.model.build.PhaseType.POST_BUILD;
import static dev.baton.model.build.PhaseType.PRE_BUILD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.build.Buildspec.OnFailure.Action;
import dev.baton.model.build.Buildspec.Shell;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which phase and which command runs when: reference codebuild.md section 4. */
final class PhaseFlowTest {

  private static final boolean IS_ROOT = System.getProperty("user.name").equals("root");

  @TempDir Path temporary;

  @Test
  void eventsStandAmongTheOutputWhereTheyBelong() throws Exception {
    Heard heard = Lab.in(temporary).phase(BUILD, "echo 1", "true", "echo 3").run();

    assertThat(heard.story())
        .containsExactly(
            "PhaseStarted",
            "CommandStarted",
            "output",
            "CommandEnded",
            "CommandStarted",
            "CommandEnded",
            "CommandStarted",
            "output",
            "CommandEnded",
            "PhaseEnded");
  }

  @ParameterizedTest
  @EnumSource(
      names = {"INSTALL", "PRE_BUILD"},
      value = dev.baton.model.build.PhaseType.class)
  void afterAFailureBeforeBuildNothingFollows(dev.baton.model.build.PhaseType failing)
      throws Exception {
    Heard heard = Lab.in(temporary).phase(failing, "exit 3").phase(BUILD, "echo no").run();

    assertThat(heard.phases()).isEqualTo(Map.of(failing, false));
    assertThat(heard.text()).isEmpty();
  }

  @Test
  void postBuildFollowsAFailedBuild() throws Exception {
    Heard heard =
        Lab.in(temporary)
            .phase(PRE_BUILD, "echo r-$CODEBUILD_BUILD_SUCCEEDING")
            .phase(BUILD, "exit 5", "echo no")
            .phase(POST_BUILD, "echo p-$CODEBUILD_BUILD_SUCCEEDING")
            .run();

    assertThat(heard.phases()).isEqualTo(Map.of(PRE_BUILD, true, BUILD, false, POST_BUILD, true));
    assertThat(heard.lines()).containsExactly("r-1", "p-0");
  }

  @Test
  void abortAndRetryEndTheBuildAfterBuild() throws Exception {
    for (Action action : List.of(Action.ABORT, Action.RETRY)) {
      Heard heard =
          Lab.in(temporary).phase(BUILD, action, "exit 3").phase(POST_BUILD, "echo no").run();

      assertThat(heard.phases()).as(action.name()).isEqualTo(Map.of(BUILD, false));
    }
  }

  @Test
  void continueGoesOnAfterAFailure() throws Exception {
    Heard heard =
        Lab.in(temporary)
            .phase(INSTALL, Action.CONTINUE, "exit 3", "echo no")
            .phase(PRE_BUILD, Action.CONTINUE, "exit 4")
            .phase(BUILD, "echo b-$CODEBUILD_BUILD_SUCCEEDING")
            .phase(POST_BUILD, "echo p")
            .run();

    assertThat(heard.phases())
        .isEqualTo(Map.of(INSTALL, false, PRE_BUILD, false, BUILD, true, POST_BUILD, true));
    assertThat(heard.lines()).containsExactly("b-0", "p");
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void finallyRunsAfterAFailureAndKnowsOfIt(Shell shell) throws Exception {
    Heard heard =
        Lab.in(temporary)
            .shell(shell)
            .phase(
                BUILD,
                List.of("A=one; mkdir d; cd d", "exit 8", "echo no"),
                List.of("echo f-$A-${PWD##*/}-$CODEBUILD_BUILD_SUCCEEDING", "echo g"))
            .phase(POST_BUILD, "echo p")
            .run();

    assertThat(heard.lines()).containsExactly("f-one-d-0", "g", "p");
    assertThat(heard.statuses()).containsExactly(0, 8, 0, 0, 0);
  }

  @Test
  void aFailingFinallyFailsItsPhase() throws Exception {
    Heard heard =
        Lab.in(temporary)
            .phase(BUILD, List.of("true"), List.of("exit 3"))
            .phase(POST_BUILD, "echo p-$CODEBUILD_BUILD_SUCCEEDING")
            .run();

    assertThat(heard.phases()).containsEntry(BUILD, false);
    assertThat(heard.lines()).containsExactly("p-0");
  }

  @Test
  void finallyInInstallRunsThoughTheBuildEnds() throws Exception {
    Heard heard =
        Lab.in(temporary)
            .phase(INSTALL, List.of("kill -9 $$"), List.of("echo f"))
            .phase(BUILD, "echo no")
            .run();

    assertThat(heard.lines()).contains("f").doesNotContain("no");
    assertThat(heard.phases()).isEqualTo(Map.of(INSTALL, false));
  }

  @Test
  void exportsAreReportedAlsoAfterAFailure() throws Exception {
    Heard heard = Lab.in(temporary).phase(INSTALL, "V=x", "exit 3").exported("V").run();

    assertThat(heard.exported("V")).contains("x");
  }

  @Test
  void anEmptyRecipeEndsAtOnce() throws Exception {
    Heard heard = Lab.in(temporary).exported("PATH").run();

    assertThat(heard.phases()).isEmpty();
    assertThat(heard.exported("PATH")).contains(System.getenv("PATH"));
  }

  @ParameterizedTest
  @EnumSource(Shell.class)
  void runAsForOnePhase(Shell shell) throws Exception {
    Heard heard =
        Lab.in(Path.of("/tmp"))
            .shell(shell)
            .phase(PRE_BUILD, "V=from-root; echo a-$(id -un)-$HOME; touch mine")
            .phaseAs("nobody", BUILD, "echo b-$(id -un)-$V", "W=from-nobody; echo x >> mine")
            .phase(POST_BUILD, "echo c-$(id -un)-$W-$HOME; cat mine")
            .run();

    if (!IS_ROOT) {
      assertThat(heard.cannotRun())
          .hasValueSatisfying(why -> assertThat(why).contains("only root"));
      return;
    }
    assertThat(heard.lines())
        .containsExactly("a-root-/tmp", "b-nobody-from-root", "c-root-from-nobody-/tmp", "x");
  }

  @Test
  void runAsForTheWholeBuild() throws Exception {
    Heard heard =
        Lab.in(Path.of("/tmp"))
            .runAs("nobody")
            .phase(BUILD, "id -un", "echo x > made; cat made; exit 0", "id -un")
            .run();

    if (!IS_ROOT) {
      assertThat(heard.cannotRun())
          .hasValueSatisfying(why -> assertThat(why).contains("only root"));
      return;
    }
    assertThat(heard.lines()).containsExactly("nobody", "x", "nobody");
  }

  @Test
  void anUnknownUserCannotRun() throws Exception {
    Heard heard = Lab.in(temporary).runAs("no-such-user-x").phase(BUILD, "echo no").run();

    assertThat(heard.cannotRun())
        .hasValueSatisfying(why -> assertThat(why).contains("no-such-user-x"));
    assertThat(heard.text()).doesNotContain("no\n");
    assertThat(heard.phases()).isEmpty();
  }

  @Test
  void aUserNameIsNoShellText() throws Exception {
    Heard heard = Lab.in(temporary).runAs("root; echo pwned").phase(BUILD, "echo no").run();

    assertThat(heard.cannotRun()).isPresent();
    assertThat(heard.text()).isEmpty();
  }

  @Test
  void aMissingShellCannotRun() throws Exception {
    Heard heard =
        Lab.in(temporary)
            .shell(Shell.BASH)
            .variable("PATH", temporary.toString())
            .phase(BUILD, "echo no")
            .run();

    assertThat(heard.cannotRun()).contains("the shell bash is not here");
  }
}
