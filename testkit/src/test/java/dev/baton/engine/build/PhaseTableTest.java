package dev.baton.engine.build;

import static dev.baton.model.build.BuildStatus.FAILED;
import static dev.baton.model.build.BuildStatus.FAULT;
import static dev.baton.model.build.BuildStatus.SUCCEEDED;
import static dev.baton.model.build.PhaseType.BUILD;
import static dev.baton.model.build.PhaseType.COMPLETED;
import static dev.baton.model.build.PhaseType.DOWNLOAD_SOURCE;
import static dev.baton.model.build.PhaseType.FINALIZING;
import static dev.baton.model.build.PhaseType.INSTALL;
import static dev.baton.model.build.PhaseType.POST_BUILD;
import static dev.baton.model.build.PhaseType.PRE_BUILD;
import static dev.baton.model.build.PhaseType.PROVISIONING;
import static dev.baton.model.build.PhaseType.QUEUED;
import static dev.baton.model.build.PhaseType.SUBMITTED;
import static dev.baton.model.build.PhaseType.UPLOAD_ARTIFACTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.build.Build;
import dev.baton.model.build.BuildStatus;
import dev.baton.model.build.Buildspec.OnFailure;
import dev.baton.model.build.Buildspec.OnFailure.Action;
import dev.baton.model.build.PhaseType;
import dev.baton.model.document.Place;
import dev.baton.model.document.Problem;
import dev.baton.port.PortException;
import dev.baton.port.RecipeReader;
import dev.baton.port.SourceHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reference codebuild.md section 4: which phases a build has, whatever fails in it. */
class PhaseTableTest {

  @TempDir Path temporary;
  private Yard yard;

  @BeforeEach
  void open() {
    yard = new Yard(temporary).phases(INSTALL, PRE_BUILD, BUILD, POST_BUILD);
  }

  @AfterEach
  void close() {
    yard.close();
  }

  @Test
  void a_build_that_succeeds_has_every_phase() {
    Build build = yard.run();

    assertThat(build.status()).isEqualTo(SUCCEEDED);
    assertThat(build.phases()).extracting(Build.Phase::type).containsExactly(PhaseType.values());
    assertThat(Yard.table(build)).doesNotContainValue(FAILED);
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void phases_that_nobody_declared_have_succeeded() {
    try (Yard bare = new Yard(temporary).phases(BUILD)) {
      Build build = bare.run();

      assertThat(Yard.table(build)).containsEntry(INSTALL, SUCCEEDED);
      assertThat(build.phases()).extracting(Build.Phase::type).containsExactly(PhaseType.values());
    }
  }

  @Test
  void after_a_failed_install_nothing_is_recorded_but_finalizing() {
    Build build = failing(INSTALL, 3);

    assertThat(shell(build)).containsExactly(Map.entry(INSTALL, FAILED));
    assertThat(Yard.context(build, INSTALL))
        .isEqualTo(
            "COMMAND_EXECUTION_ERROR: Error while executing command: make install. Reason: exit"
                + " status 3");
  }

  @Test
  void after_a_failed_pre_build_neither_build_nor_post_build_run() {
    assertThat(shell(failing(PRE_BUILD, 4)))
        .containsExactly(Map.entry(INSTALL, SUCCEEDED), Map.entry(PRE_BUILD, FAILED));
  }

  @Test
  void after_a_failed_build_post_build_and_upload_run() {
    assertThat(shell(failing(BUILD, 5)))
        .containsExactly(
            Map.entry(INSTALL, SUCCEEDED),
            Map.entry(PRE_BUILD, SUCCEEDED),
            Map.entry(BUILD, FAILED),
            Map.entry(POST_BUILD, SUCCEEDED),
            Map.entry(UPLOAD_ARTIFACTS, SUCCEEDED));
  }

  @Test
  void after_a_failed_post_build_upload_runs() {
    assertThat(shell(failing(POST_BUILD, 6)))
        .containsEntry(POST_BUILD, FAILED)
        .containsEntry(UPLOAD_ARTIFACTS, SUCCEEDED);
  }

  @Test
  void abort_in_build_skips_the_rest() {
    yard.phase(BUILD, new OnFailure(Action.ABORT, 0, Optional.empty()));

    assertThat(shell(failing(BUILD, 5))).containsEntry(BUILD, FAILED).hasSize(3);
  }

  @Test
  void abort_in_post_build_keeps_the_artifacts() {
    yard.phase(POST_BUILD, new OnFailure(Action.ABORT, 0, Optional.empty()));

    assertThat(shell(failing(POST_BUILD, 5))).containsEntry(UPLOAD_ARTIFACTS, SUCCEEDED);
  }

  @Test
  void a_build_that_continues_after_a_failure_has_failed() {
    yard.phase(INSTALL, new OnFailure(Action.CONTINUE, 0, Optional.empty()));

    Build build = failing(INSTALL, 3);

    assertThat(build.status()).isEqualTo(FAILED);
    assertThat(shell(build)).containsEntry(INSTALL, FAILED).containsEntry(BUILD, SUCCEEDED);
  }

  @Test
  void artifacts_that_are_not_there_fail_the_upload() {
    yard.artifact("no.jar", "");

    Build build = yard.run();

    assertThat(build.status()).isEqualTo(FAILED);
    assertThat(Yard.context(build, UPLOAD_ARTIFACTS))
        .isEqualTo("CLIENT_ERROR: no matching artifact paths found");
    assertThat(Yard.table(build)).containsEntry(FINALIZING, SUCCEEDED);
  }

  @Test
  void an_artifact_that_cannot_be_stored_is_a_fault() {
    yard.artifact("a", "")
        .packing(
            (root, spec, blobs) -> {
              throw new IOException("No space left on device");
            });

    Build build = yard.run();

    assertThat(build.status()).isEqualTo(FAULT);
    assertThat(Yard.context(build, UPLOAD_ARTIFACTS)).contains("No space left on device");
  }

  @Test
  void a_source_that_is_not_there_fails_the_download() {
    yard.checkout(
        _ -> {
          throw new SourceHost.SourceException("the branch nosuch is not there");
        });

    Build build = yard.run();

    endsAfter(build, DOWNLOAD_SOURCE, FAILED);
    assertThat(Yard.context(build, DOWNLOAD_SOURCE))
        .isEqualTo("CLIENT_ERROR: the branch nosuch is not there");
  }

  @Test
  void a_buildspec_with_errors_fails_the_download() {
    yard.brokenBuildspec(
        new RecipeReader.Result(
            Optional.empty(),
            List.of(Problem.error("YAML", new Place("b.yml", 3, 1), "tabs cannot indent"))));

    Build build = yard.run();

    endsAfter(build, DOWNLOAD_SOURCE, FAILED);
    assertThat(Yard.context(build, DOWNLOAD_SOURCE))
        .contains("YAML_FILE_ERROR", "b.yml:3:1", "tabs cannot indent");
  }

  @Test
  void a_secret_that_does_not_resolve_fails_the_download() {
    yard.secret("TOKEN", "x").settings.clear();

    Build build = yard.run();

    endsAfter(build, DOWNLOAD_SOURCE, FAILED);
    assertThat(Yard.context(build, DOWNLOAD_SOURCE))
        .isEqualTo("Decrypted Variables Error: secret/TOKEN is not there");
  }

  @Test
  void a_value_that_no_process_can_have_fails_the_download_by_name() {
    yard.variable("BAD", "a\0b");

    assertThat(Yard.context(yard.run(), DOWNLOAD_SOURCE)).contains("BAD", "NUL");
  }

  @Test
  void a_workspace_that_cannot_be_made_is_a_fault() {
    yard.runner.onPrepare(
        () -> {
          throw new PortException("Cannot make the workspace: No space left on device", true);
        });

    Build build = yard.run();

    endsAfter(build, PROVISIONING, FAULT);
    assertThat(Yard.context(build, PROVISIONING)).contains("No space left on device");
  }

  @Test
  void a_program_that_cannot_be_started_is_a_fault() {
    yard.runner.onStart(
        () -> {
          throw new PortException("Cannot run setsid: error=11", true);
        });

    Build build = yard.run();

    endsAfter(build, INSTALL, FAULT);
    assertThat(Yard.context(build, INSTALL)).contains("error=11");
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void a_program_that_ends_before_its_commands_fails_the_phase() {
    yard.runner.script(
        program -> program.tell(new dev.baton.port.BuildRunner.ProgramEvent.PhaseStarted(INSTALL)));

    Build build = yard.run();

    endsAfter(build, INSTALL, FAILED);
    assertThat(Yard.context(build, INSTALL)).contains("ended before its commands did");
  }

  @Test
  void a_program_that_says_nothing_fails_the_first_phase() {
    yard.runner.script(_ -> {});

    endsAfter(yard.run(), INSTALL, FAILED);
  }

  @Test
  void a_runner_that_tells_nonsense_is_a_fault() {
    yard.runner.script(
        program ->
            program.tell(new dev.baton.port.BuildRunner.ProgramEvent.PhaseEnded(BUILD, true)));

    assertThat(yard.run().status()).isEqualTo(FAULT);
  }

  @Test
  void a_workspace_that_cannot_be_removed_is_said_and_changes_nothing() {
    yard.runner.onClose(
        () -> {
          throw new PortException("Cannot remove it: Operation not permitted", false);
        });

    Build build = yard.run();

    assertThat(build.status()).isEqualTo(SUCCEEDED);
    assertThat(yard.log(build))
        .contains("The workspace could not be removed", "Operation not permitted");
  }

  @Test
  void an_artifact_is_where_its_file_was() throws IOException {
    yard.artifact("a.txt", "")
        .checkout(
            directory -> {
              try {
                Files.writeString(directory.resolve("a.txt"), "A");
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });

    Build build = yard.run();

    assertThat(build.artifacts()).extracting(Build.BuildArtifact::files).containsExactly(1);
  }

  private Build failing(PhaseType phase, int status) {
    yard.runner.script(program -> program.run(Map.of(phase, status)));
    Build build = yard.run();
    assertThat(build.status()).isEqualTo(FAILED);
    assertThat(Yard.table(build)).containsEntry(FINALIZING, SUCCEEDED);
    return build;
  }

  /** Between DOWNLOAD_SOURCE and FINALIZING. */
  private static Map<PhaseType, BuildStatus> shell(Build build) {
    Map<PhaseType, BuildStatus> table = Yard.table(build);
    table.keySet().removeAll(List.of(SUBMITTED, QUEUED, PROVISIONING, DOWNLOAD_SOURCE, FINALIZING));
    return table;
  }

  private static void endsAfter(Build build, PhaseType last, BuildStatus status) {
    assertThat(build.status()).isEqualTo(status);
    assertThat(build.phases()).extracting(Build.Phase::type).endsWith(last, FINALIZING, COMPLETED);
    assertThat(Yard.table(build)).containsEntry(last, status);
  }
}
