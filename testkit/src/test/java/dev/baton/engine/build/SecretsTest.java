package dev.baton.engine.build;

import static dev.baton.model.build.BuildStatus.FAILED;
import static dev.baton.model.build.BuildStatus.SUCCEEDED;
import static dev.baton.model.build.PhaseType.BUILD;
import static dev.baton.model.build.PhaseType.DOWNLOAD_SOURCE;
import static dev.baton.model.build.PhaseType.INSTALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.build.Build;
import dev.baton.model.build.BuildRequest;
import dev.baton.model.build.Buildspec;
import dev.baton.port.BuildRunner.ProgramEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret is in nothing that a build leaves; a setting without effect is said by name. */
class SecretsTest {

  private static final String VALUE = "s3cr3t-value";

  @TempDir Path temporary;
  private Yard yard;

  @BeforeEach
  void open() {
    yard = new Yard(temporary).phases(INSTALL, BUILD).secret("TOKEN", VALUE);
  }

  @AfterEach
  void close() {
    yard.close();
  }

  @Test
  void a_secret_is_masked_across_writes_and_phases() {
    yard.runner.script(
        program -> {
          program.tell(new ProgramEvent.PhaseStarted(INSTALL));
          program.print("a s3cr3t-");
          program.print("value b\nend s3c");
          program.tell(new ProgramEvent.PhaseEnded(INSTALL, true));
          program.tell(new ProgramEvent.PhaseStarted(BUILD));
          program.print("r3t-value\n");
          program.tell(new ProgramEvent.PhaseEnded(BUILD, true));
        });

    String log = yard.log(yard.run());

    assertThat(log).contains("a *** b").doesNotContain(VALUE).doesNotContain("r3t-value");
  }

  @Test
  void a_secret_is_masked_in_contexts_and_causes() {
    yard.runner.script(
        program -> {
          program.tell(new ProgramEvent.PhaseStarted(INSTALL));
          program.tell(new ProgramEvent.CannotRun(INSTALL, "no user " + VALUE));
        });

    assertThat(everything(yard.run())).contains("no user ***").doesNotContain(VALUE);
  }

  @Test
  void a_secret_is_masked_in_the_name_of_an_artifact() {
    yard.artifact("a", "$TOKEN")
        .checkout(
            directory -> {
              try {
                Files.writeString(directory.resolve("a"), "A");
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    var output = new BuildRequest.Output("bucket", "fixed", "releases", false, true);

    Build build = yard.run(request -> Yard.to(request, java.util.Map.of("", output)));

    assertThat(build.status()).isEqualTo(SUCCEEDED);
    assertThat(build.artifacts().getFirst().key()).isEqualTo("releases/***");
    assertThat(everything(build)).doesNotContain(VALUE);
  }

  @Test
  void a_secret_is_not_exported_but_said() {
    yard.variable("PLAIN", "1").variable("WITHIN", "x" + VALUE + "x").variable("AWS_A", "a");
    yard.exported("PLAIN", "TOKEN", "WITHIN", "AWS_A", "NEVER_SET");

    Build build = yard.run();

    assertThat(build.exported()).containsOnlyKeys("PLAIN", "NEVER_SET");
    assertThat(yard.log(build))
        .contains("Variable TOKEN is not exported", "Variable WITHIN", "Variable AWS_A");
  }

  @Test
  void a_secret_that_is_too_short_is_said_by_name_and_not_exported() {
    yard.secret("PIN", "123").exported("PIN");

    Build build = yard.run();

    assertThat(build.status()).isEqualTo(SUCCEEDED);
    assertThat(yard.log(build)).contains("The value of PIN has fewer than 4 characters");
    assertThat(build.exported()).isEmpty();
  }

  @Test
  void a_secret_that_is_too_short_refuses_a_strict_build() {
    yard.secret("PIN", "123");

    Build build =
        yard.run(request -> Yard.with(request, new BuildRequest.Policy(0, Optional.empty(), true)));

    assertThat(build.status()).isEqualTo(FAILED);
    assertThat(Yard.context(build, DOWNLOAD_SOURCE)).contains("PIN", "strict-masking");
    assertThat(Yard.table(build)).doesNotContainKey(INSTALL);
  }

  @Test
  void a_strict_build_whose_secrets_can_be_masked_runs() {
    Build build =
        yard.run(request -> Yard.with(request, new BuildRequest.Policy(0, Optional.empty(), true)));

    assertThat(build.status()).isEqualTo(SUCCEEDED);
  }

  @Test
  void settings_without_effect_are_said_by_name() {
    yard.withoutEffect(
        new Buildspec.Proxy(true, true),
        new Buildspec.Cache(
            List.of("/root/.m2/**/*", "node_modules/**/*"),
            Optional.of("k"),
            List.of(),
            Optional.empty()));

    String log = yard.log(yard.run());

    assertThat(log)
        .contains("git-credential-helper", "proxy.upload-artifacts", "proxy.logs")
        .containsPattern("left as they are: /root/.m2/\\*\\*/\\*\n")
        .contains("(NO_CACHE): the buildspec's cache section is ignored");
  }

  @Test
  void an_environment_that_is_gone_is_said() {
    BuildRequest r = yard.request();
    BuildRequest request =
        new BuildRequest(
            r.source(),
            r.secondarySources(),
            r.buildspec(),
            r.environment(),
            60,
            60,
            "ada",
            Optional.of("gone"),
            Optional.empty(),
            "S3",
            r.outputs(),
            Optional.empty(),
            "image",
            true,
            List.of(),
            Optional.empty());

    assertThat(yard.log(yard.end(yard.start(request).id()))).contains("is not there any more");
  }

  @Test
  void an_artifact_that_the_project_does_not_have_fails_the_upload() {
    yard.secondaryArtifact("web", "a");
    var output = new BuildRequest.Output("bucket", "primary");

    Build build = yard.run(request -> Yard.to(request, java.util.Map.of("", output)));

    assertThat(build.status()).isEqualTo(FAILED);
    assertThat(Yard.context(build, dev.baton.model.build.PhaseType.UPLOAD_ARTIFACTS))
        .contains("no secondary artifact web");
  }

  private String everything(Build build) {
    return build + yard.log(build) + yard.catalogue.list("bucket", "", 100);
  }
}
