package dev.baton.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.baton.model.build.BuildRequest;
import dev.baton.model.build.Project;
import dev.baton.model.document.Refused;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.ActionOutcome.Failed;
import dev.baton.model.execution.ActionOutcome.Succeeded;
import dev.baton.port.ActionProvider.AfterInterruption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A project's build on an action's input artifacts, with real processes. */
final class CodeBuildActionTest {

  private static final String BUILDSPEC =
      """
      version: 0.2
      env:
        exported-variables: [VERSION]
      phases:
        build:
          commands:
            - VERSION=$(cat version.txt)-$SUFFIX
            - echo -n "$VERSION" > out.txt
      artifacts:
        files: [out.txt]
        secondary-artifacts:
          Second:
            files: [version.txt]
      """;

  @TempDir Path scratch;

  private BuildLab lab;
  private CodeBuildAction action;

  @BeforeEach
  void aProject() throws InterruptedException {
    lab = new BuildLab(scratch);
    action =
        new CodeBuildAction(
            "Build", lab.builds, lab.projects, stored -> Project.plain(stored.name()));
    lab.projects.put(
        Asked.PIPELINE.account(), Asked.PIPELINE.region(), "shop-build", "{}", lab.clock.instant());
    lab.artifact("SourceArtifact", Map.of("buildspec.yml", BUILDSPEC, "version.txt", "1.2"));
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private Asked asked() {
    return Asked.of(action)
        .with("ProjectName", "shop-build")
        .with("EnvironmentVariables", "[{\"name\":\"SUFFIX\",\"value\":\"beta\"}]")
        .input("SourceArtifact")
        .by("me");
  }

  private ActionOutcome run(Asked asked) throws InterruptedException {
    return action.run(asked.request(), _ -> {});
  }

  private Succeeded succeeds(Asked asked) throws InterruptedException {
    ActionOutcome outcome = run(asked);
    assertThat(outcome).as(lab::log).isInstanceOf(Succeeded.class);
    return (Succeeded) outcome;
  }

  private Failed fails(Asked asked) throws InterruptedException {
    ActionOutcome outcome = run(asked);
    assertThat(outcome).isInstanceOf(Failed.class);
    return (Failed) outcome;
  }

  @Test
  void exportedVariablesAreTheActionsVariables() throws InterruptedException {
    assertThat(succeeds(asked()).outputVariables()).isEqualTo(Map.of("VERSION", "1.2-beta"));
  }

  @Test
  void aSingleOutputTakesThePrimaryArtifact() throws InterruptedException, IOException {
    succeeds(asked().output("Made"));

    assertThat(lab.made(Asked.outputOf("Made"))).isEqualTo(Map.of("out.txt", "1.2-beta"));
  }

  @Test
  void anOutputThatTheBuildspecDoesNotMakeFailsTheAction() throws InterruptedException {
    Failed failed = fails(asked().output("Second").output("Third"));

    assertThat(failed.message()).contains("Third");
  }

  @Test
  void theBuildIsTheOneThatAPipelineAskedFor() throws InterruptedException {
    succeeds(asked());

    BuildRequest request = lab.build().request();
    assertThat(request.initiator()).isEqualTo("codepipeline/shop");
    assertThat(request.source().version())
        .isEqualTo("arn:aws:s3:::artifacts/shop/SourceArtifact/in");
    assertThat(lab.build().logGroup()).isEqualTo("/aws/codebuild/shop-build");
  }

  @Test
  void theCommitsForChangeDetectionAreInItsEnvironment() throws InterruptedException {
    succeeds(asked().base("SourceArtifact", "b0").madeOf("SourceArtifact", "h0"));

    assertThat(lab.build().request().environment())
        .contains(
            new BuildRequest.Variable("BATON_BASE_COMMIT", "b0", "PLAINTEXT"),
            new BuildRequest.Variable("BATON_HEAD_COMMIT", "h0", "PLAINTEXT"));
  }

  @Test
  void aRedBuildIsAFailedActionWithItsCause() throws InterruptedException {
    Failed failed =
        fails(
            asked()
                .with(
                    "BuildspecOverride",
                    "{\"version\":\"0.2\",\"phases\":{\"build\":{\"commands\":[\"exit 7\"]}}}"));

    assertThat(failed.code()).isEqualTo("JobFailed");
    assertThat(failed.external().id()).isEqualTo(lab.build().id());
    assertThat(failed.message()).contains("Phase: BUILD").contains("exit status 7");
  }

  @Test
  void aMissingProjectIsNamed() throws InterruptedException {
    assertThat(fails(asked().with("ProjectName", "nowhere")).message())
        .isEqualTo(
            "Project cannot be found: arn:aws:codebuild:eu-west-1:111122223333:project/nowhere");
  }

  @Test
  void severalInputsNeedAPrimarySource() throws InterruptedException {
    lab.artifact("Other", Map.of("x", "x"));

    assertThat(fails(asked().input("Other")).message()).contains("PrimarySource must name one");
  }

  @Test
  void thePrimarySourceIsTheWorkingDirectory() throws InterruptedException {
    lab.artifact("Other", Map.of("x", "x"));

    succeeds(asked().input("Other").with("PrimarySource", "SourceArtifact"));
  }

  @Test
  void batchesAreRefusedByName() throws InterruptedException {
    assertThat(fails(asked().with("BatchEnabled", "true")).message())
        .isEqualTo("BatchEnabled: batch builds are not supported yet");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[1]",
        "no json",
        "[{\"name\":\"A\"}]",
        "[{\"name\":\"CODEBUILD_X\",\"value\":\"1\"}]",
        "[{\"name\":\"A=B\",\"value\":\"1\"}]",
        "[{\"name\":\"A\",\"value\":\"1\",\"type\":\"SECRET\"}]",
        "[{\"name\":\"A\",\"value\":\"1\"},{\"name\":\"A\",\"value\":\"2\"}]",
      })
  void badVariablesAreRefusedBeforeAnythingRuns(String json) {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> run(asked().with("EnvironmentVariables", json)));
    assertThat(
            lab.store.list(
                Asked.PIPELINE.account(),
                Asked.PIPELINE.region(),
                java.util.Optional.empty(),
                dev.baton.port.BuildStore.Order.NEWEST_FIRST,
                Long.MAX_VALUE,
                1))
        .isEqualTo(List.of());
  }

  @Test
  void interruptedItIsRunOnceMoreUnlessItsProjectSaysNot() {
    assertThat(action.afterInterruption(asked().request()))
        .isEqualTo(AfterInterruption.RERUN_AS_NEW);
  }
}
