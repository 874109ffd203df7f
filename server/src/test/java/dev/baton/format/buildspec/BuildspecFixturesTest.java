package dev.baton.format.buildspec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.format.definition.Fixtures;
import dev.baton.format.document.Parsed;
import dev.baton.model.build.Buildspec;
import dev.baton.model.build.Buildspec.Shell;
import dev.baton.model.build.PhaseType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Buildspecs that people have, unmodified. */
class BuildspecFixturesTest {

  @ParameterizedTest
  @CsvSource({
    "erp/buildspec.yml, 3 8 1 7",
    "eks-cicd-app/buildspec.yml, 0 4 2 6",
    "erp/buildspec-fragments/cloudwatch-logs.yml, 2 0 2 0",
    "erp/buildspec-fragments/scan-gate.yml, 0 0 0 4",
    "erp/buildspec-fragments/xray.yml, 0 0 0 3",
  })
  void isReadWithoutAWord(String name, String commandsOfEachPhase) {
    Parsed<Buildspec> parsed = BuildspecReader.read(name, Fixtures.text(name));

    assertThat(parsed.problems()).isEmpty();
    Buildspec buildspec = parsed.orRefuse();
    String counts =
        commands(buildspec, PhaseType.INSTALL)
            + " "
            + commands(buildspec, PhaseType.PRE_BUILD)
            + " "
            + commands(buildspec, PhaseType.BUILD)
            + " "
            + commands(buildspec, PhaseType.POST_BUILD);
    assertThat(counts).isEqualTo(commandsOfEachPhase);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "erp/buildspec-fragments/parameter-store.yml",
        "erp/buildspec-fragments/secrets-manager.yml"
      })
  void aFragmentWithoutPhasesSaysSo(String name) {
    Parsed<Buildspec> parsed = BuildspecReader.read(name, Fixtures.text(name));

    assertThat(parsed.problems())
        .singleElement()
        .asString()
        .startsWith(name + ":1:1: The buildspec has no `phases`");
  }

  @Test
  void theErpBuildspecMeansWhatItSays() {
    Buildspec erp = BuildspecReader.read("", Fixtures.text("erp/buildspec.yml")).orRefuse();

    assertThat(erp.env().shell()).isEqualTo(Shell.BASH);
    assertThat(erp.env().variables()).containsEntry("SCAN_ATTEMPTS", "60");
    assertThat(erp.env().parameterStore())
        .containsEntry("K8S_NAMESPACE", "/erp/dev/k8s/namespace")
        .hasSize(6);
    assertThat(erp.artifacts().orElseThrow().primary().files()).containsExactly("**/*");
    assertThat(erp.cache().orElseThrow().paths()).containsExactly("/root/.m2/**/*");
  }

  private static int commands(Buildspec buildspec, PhaseType type) {
    Buildspec.Phase phase = buildspec.phases().get(type);
    return phase == null ? 0 : phase.commands().size();
  }
}
