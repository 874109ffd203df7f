package dev.baton.format.buildspec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.build.BuildRecipe;
import dev.baton.model.build.Buildspec;
import dev.baton.model.build.Buildspec.OnFailure;
import dev.baton.model.build.Buildspec.OnFailure.Action;
import dev.baton.model.build.Buildspec.Shell;
import dev.baton.model.build.PhaseType;
import dev.baton.port.RecipeReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildspecReaderTest {

  private static final String FULL =
      """
      version: 0.2
      run-as: builder
      env:
        shell: bash
        variables: {A: 1.10, B: 0777, C: true, D: yes, E: "x y", F: , G: 2026-01-02}
        parameter-store: {P: /erp/dev/account-id}
        secrets-manager: {S: "prod/rds:password:AWSCURRENT"}
        exported-variables: [A, TAG]
        git-credential-helper: YES
      proxy: {upload-artifacts: no, logs: Yes}
      phases:
        install:
          runtime-versions: {java: corretto21, python: 3.10}
          commands: ["true"]
        build:
          run-as: nobody
          on-failure: RETRY-2-time.*out
          commands:
            - make
            - true
            - |
              echo a: b
              echo c
          finally: [echo done]
      reports:
        unit:
          files: ['**/*.xml']
          file-format: JunitXml
          base-directory: target
          discard-paths: no
      artifacts:
        files: ['**/*']
        name: app-$(date +%F)
        base-directory: out/$TAG
        discard-paths: True
        exclude-paths: [tmp/**/*]
        enable-symlinks: "yes"
        s3-prefix: p
        secondary-artifacts:
          web: {files: [a], name: "`id`"}
      cache: {paths: [/root/.m2/**/*], key: k, fallback-keys: [f], action: restore}
      """;

  private final Buildspec full = BuildspecReader.read("buildspec.yml", FULL).orRefuse();

  @Test
  void keepsVariablesAsWritten() {
    assertThat(full.env().variables())
        .containsExactly(
            Map.entry("A", "1.10"),
            Map.entry("B", "0777"),
            Map.entry("C", "true"),
            Map.entry("D", "yes"),
            Map.entry("E", "x y"),
            Map.entry("F", ""),
            Map.entry("G", "2026-01-02"));
  }

  @Test
  void readsTheEnvironment() {
    assertThat(full.env().shell()).isEqualTo(Shell.BASH);
    assertThat(full.env().parameterStore()).isEqualTo(Map.of("P", "/erp/dev/account-id"));
    assertThat(full.env().secretsManager()).isEqualTo(Map.of("S", "prod/rds:password:AWSCURRENT"));
    assertThat(full.env().exportedVariables()).containsExactly("A", "TAG");
    assertThat(full.env().gitCredentialHelper()).isTrue();
    assertThat(full.proxy()).isEqualTo(new Buildspec.Proxy(false, true));
  }

  @Test
  void readsPhases() {
    assertThat(full.phases()).containsOnlyKeys(PhaseType.INSTALL, PhaseType.BUILD);
    assertThat(phase(full, PhaseType.INSTALL).runtimeVersions())
        .isEqualTo(Map.of("java", "corretto21", "python", "3.10"));
    assertThat(phase(full, PhaseType.BUILD))
        .isEqualTo(
            new Buildspec.Phase(
                Optional.of("nobody"),
                Optional.of(new OnFailure(Action.RETRY, 2, Optional.of("time.*out"))),
                List.of("make", "true", "echo a: b\necho c\n"),
                List.of("echo done"),
                Map.of()));
  }

  @Test
  void readsReportsArtifactsAndCache() {
    assertThat(full.reports())
        .containsExactly(
            new Buildspec.ReportGroup(
                "unit", "JUNITXML", List.of("**/*.xml"), Optional.of("target"), false));
    assertThat(full.artifacts().orElseThrow().primary())
        .isEqualTo(
            new Buildspec.ArtifactSpec(
                List.of("**/*"),
                Optional.of("app-$(date +%F)"),
                Optional.of("out/$TAG"),
                true,
                List.of("tmp/**/*"),
                true,
                Optional.of("p")));
    assertThat(full.artifacts().orElseThrow().secondary()).containsOnlyKeys("web");
    assertThat(full.cache())
        .contains(
            new Buildspec.Cache(
                List.of("/root/.m2/**/*"), Optional.of("k"), List.of("f"), Optional.of("restore")));
  }

  @Test
  void theRecipeHoldsStepsInOrderAndWhatTheShellExpands() {
    BuildRecipe recipe = BuildspecRecipes.recipe(full);

    assertThat(recipe.steps())
        .extracting(BuildRecipe.Step::phase)
        .containsExactly(PhaseType.INSTALL, PhaseType.BUILD);
    assertThat(recipe.steps())
        .extracting(BuildRecipe.Step::runAs)
        .containsExactly(Optional.of("builder"), Optional.of("nobody"));
    assertThat(recipe.exported()).containsExactly("A", "TAG");
    assertThat(recipe.freshShellPerCommand()).isFalse();
    assertThat(recipe.expansions())
        .isEqualTo(
            Map.of("name/", "app-$(date +%F)", "base-directory/", "out/$TAG", "name/web", "`id`"));
  }

  @Test
  void version01RunsEachCommandInAShellOfItsOwn() {
    String text =
        """
        version: 0.1
        environment_variables:
          plaintext: {JAVA_HOME: /usr/lib/jvm}
        phases:
          build: {commands: [make]}
        artifacts:
          type: zip
          files: [a]
        """;
    RecipeReader.Result result = new BuildspecRecipes().read("buildspec.yml", text);

    assertThat(result.problems()).isEmpty();
    assertThat(result.recipe().orElseThrow().program().freshShellPerCommand()).isTrue();
    assertThat(result.recipe().orElseThrow().buildspec().env().variables())
        .isEqualTo(Map.of("JAVA_HOME", "/usr/lib/jvm"));
  }

  @ParameterizedTest
  @CsvSource({
    "ABORT,ABORT,0,",
    "CONTINUE,CONTINUE,0,",
    "RETRY,RETRY,3,",
    "RETRY-0,RETRY,0,",
    "RETRY-100,RETRY,100,",
    "RETRY-.*timeout.*,RETRY,3,.*timeout.*",
    "RETRY-5-exit 7,RETRY,5,exit 7",
    "RETRY-5x,RETRY,3,5x",
  })
  void onFailureForms(String written, Action action, int retries, String pattern) {
    String text =
        "version: 0.2\nphases: {build: {on-failure: '" + written + "', commands: [make]}}";

    assertThat(phase(BuildspecReader.read("", text).orRefuse(), PhaseType.BUILD).onFailure())
        .contains(new OnFailure(action, retries, Optional.ofNullable(pattern)));
  }

  @ParameterizedTest
  @CsvSource({"0.2", "'\"0.2\"'", "0.20", "0.1"})
  void versionForms(String written) {
    assertThat(
            BuildspecReader.read("", "version: " + written + "\nphases: {build: {commands: [a]}}")
                .problems())
        .isEmpty();
  }

  @Test
  void anEmptyPhaseAndAnchorsAreFine() {
    String text =
        """
        version: 0.2
        phases:
          install:
          pre_build: &p
            commands: &c [make]
          build:
            <<: *p
          post_build: {commands: *c}
        """;
    Buildspec buildspec = BuildspecReader.read("", text).orRefuse();

    assertThat(phase(buildspec, PhaseType.INSTALL).commands()).isEmpty();
    assertThat(phase(buildspec, PhaseType.POST_BUILD).commands()).containsExactly("make");
    assertThat(phase(buildspec, PhaseType.BUILD).commands()).containsExactly("make");
  }

  private static Buildspec.Phase phase(Buildspec buildspec, PhaseType type) {
    return Objects.requireNonNull(buildspec.phases().get(type), type.name());
  }
}
