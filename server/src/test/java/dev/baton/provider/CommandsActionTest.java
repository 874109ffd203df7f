package dev.baton.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.baton.model.build.Build;
import dev.baton.model.build.BuildStatus;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.ActionOutcome.Failed;
import dev.baton.model.execution.ActionOutcome.Succeeded;
import dev.baton.port.ActionProvider.AfterInterruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands of an action run as a build of their own, in a real shell. */
final class CommandsActionTest {

  @TempDir Path scratch;

  private BuildLab lab;
  private CommandsAction action;

  @BeforeEach
  void inputs() throws InterruptedException {
    lab = new BuildLab(scratch);
    action = new CommandsAction("Compute", lab.builds);
    lab.artifact("SourceArtifact", Map.of("hello.txt", "hello"));
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private Asked commands(String... list) {
    return Asked.of(action).commands(list).input("SourceArtifact").by("me");
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
  void theFirstInputIsTheWorkingDirectory() throws InterruptedException {
    succeeds(commands("cat hello.txt > copied", "test \"$(cat copied)\" = hello"));
  }

  @Test
  void anotherInputHasADirectoryOfItsOwn() throws InterruptedException {
    lab.artifact("Second", Map.of("second.txt", "second"));

    succeeds(commands("test -f \"$CODEBUILD_SRC_DIR_Second/second.txt\"").input("Second"));
  }

  @Test
  void outputVariablesAreWhatTheCommandsHaveSet() throws InterruptedException {
    Succeeded done =
        succeeds(commands("VERSION=1.2.3", "NAME='with spaces'").exports("VERSION", "NAME"));

    assertThat(done.outputVariables()).isEqualTo(Map.of("VERSION", "1.2.3", "NAME", "with spaces"));
  }

  @Test
  void theOutputArtifactHoldsTheFilesThatItLists() throws InterruptedException, IOException {
    succeeds(
        commands("mkdir out", "echo -n a > out/a", "echo -n b > b")
            .output("Made", "out/**/*", "hello.txt"));

    assertThat(lab.made(Asked.outputOf("Made")))
        .isEqualTo(Map.of("out/a", "a", "hello.txt", "hello"));
  }

  @Test
  void theFirstCommandThatFailsIsTheLast() throws InterruptedException {
    Failed failed = fails(commands("touch one", "exit 7", "echo never-said").output("Made", "one"));

    assertThat(failed.code()).isEqualTo("JobFailed");
    assertThat(failed.message())
        .contains("Phase: BUILD")
        .contains("COMMAND_EXECUTION_ERROR")
        .contains("exit 7");
    assertThat(lab.log()).doesNotContain("\nnever-said");
    assertThat(lab.catalogue.latest(Asked.outputOf("Made"))).isEmpty();
  }

  @Test
  void itsLogIsInThePipelinesGroup() throws InterruptedException {
    succeeds(commands("echo hello from the build"));

    assertThat(lab.build().logGroup()).isEqualTo("/aws/codepipeline/shop");
    assertThat(lab.log()).contains("\nhello from the build\n");
  }

  @Test
  void theBuildSaysWhoAskedForItAndWhatFor() throws InterruptedException {
    Asked asked = commands("true");

    succeeds(asked);

    Build build = lab.build();
    assertThat(build.request().initiator()).isEqualTo("codepipeline/shop");
    assertThat(build.request().parentAction()).contains(asked.request().actionExecutionId());
    assertThat(build.request().timeoutSeconds()).isEqualTo(55 * 60);
  }

  @Test
  void theBuildsIdIsReportedWhileItRuns() throws InterruptedException {
    List<String> reported = new ArrayList<>();

    ActionOutcome outcome =
        action.run(commands("true").request(), external -> reported.add(external.id()));

    assertThat(reported).containsExactly(lab.build().id());
    assertThat(((Succeeded) outcome).external().id()).isEqualTo(lab.build().id());
  }

  @Test
  void environmentVariablesReachTheCommands() throws InterruptedException {
    succeeds(
        commands("test \"$COLOUR\" = 'green $(blue)'")
            .variable("COLOUR", "green $(blue)", "PLAINTEXT"));
  }

  @Test
  void aSecretReachesTheCommandsAndIsMasked() throws InterruptedException {
    lab.secrets.put("db", "{\"password\":\"hunter2-hunter2\"}", lab.clock.instant());

    succeeds(
        commands("test \"$PASSWORD\" = hunter2-hunter2", "echo it is $PASSWORD")
            .variable("PASSWORD", "db:password", "SECRETS_MANAGER"));

    assertThat(lab.log()).contains("it is ***").doesNotContain("is hunter2-hunter2");
  }

  @Test
  void aSecretIsNeverAnOutputVariable() throws InterruptedException {
    lab.secrets.put("db", "hunter2-hunter2", lab.clock.instant());

    Succeeded done =
        succeeds(
            commands("COPY=$PASSWORD")
                .variable("PASSWORD", "db", "SECRETS_MANAGER")
                .exports("PASSWORD", "COPY"));

    assertThat(done.outputVariables().values()).doesNotContain("hunter2-hunter2");
  }

  @Test
  void aMissingSecretFailsByNameBeforeAnyCommandRuns() throws InterruptedException {
    Failed failed = fails(commands("touch x").variable("P", "nowhere:key", "SECRETS_MANAGER"));

    assertThat(failed.message())
        .contains("Decrypted Variables Error")
        .contains("secret does not exist: nowhere:key");
  }

  @Test
  void whatALanguageWouldReadIntoACommandIsJustText() throws InterruptedException {
    succeeds(
        commands(
            "test 'a: b, \"c\" # d' = 'a: b, \"c\" # d'",
            "printf '%s' '- x: [1]' > y.txt && test \"$(cat y.txt)\" = '- x: [1]'",
            "echo one\ntest \"$(echo two)\" = two"));
  }

  @Test
  void theComputeSettingsAreNamedInTheLog() throws InterruptedException {
    succeeds(commands("true").with("VpcId", "vpc-1").with("ComputeType", "BUILD_GENERAL1_LARGE"));

    assertThat(lab.log())
        .contains("Not honoured here: ComputeType")
        .contains("Not honoured here: VpcId");
  }

  @Test
  void abandonedItsBuildIsStopped() throws Exception {
    Path started = scratch.resolve("started");
    Asked asked = commands("touch " + started, "sleep 600");
    var outcome = new CompletableFuture<ActionOutcome>();
    Thread runner = Thread.ofVirtual().start(() -> complete(outcome, asked));
    Waiting.until(() -> Files.exists(started));

    action.abandon(asked.request().actionExecutionId());

    assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(Failed.class);
    assertThat(lab.build().status()).isEqualTo(BuildStatus.STOPPED);
    runner.join();
  }

  private void complete(CompletableFuture<ActionOutcome> outcome, Asked asked) {
    try {
      outcome.complete(run(asked));
    } catch (InterruptedException e) {
      outcome.completeExceptionally(e);
    }
  }

  @Test
  void abandonedBeforeItsBuildHasBegunItIsStoppedToo() throws InterruptedException {
    Asked asked = commands("sleep 600");
    String id = asked.request().actionExecutionId();

    ActionOutcome outcome = action.run(asked.request(), _ -> action.abandon(id));

    assertThat(outcome).isInstanceOf(Failed.class);
    assertThat(lab.build().status()).isEqualTo(BuildStatus.STOPPED);
  }

  @Test
  void abandoningWhatDoesNotRunHereDoesNothing() {
    action.abandon("unknown");

    assertThat(lab.store.unfinished()).isEmpty();
  }

  @Test
  void interruptedItIsRunOnceMoreAsANewBuild() {
    assertThat(action.afterInterruption(commands("true").request()))
        .isEqualTo(AfterInterruption.RERUN_AS_NEW);
  }

  @ParameterizedTest
  @CsvSource({
    "CODEBUILD_X, v, PLAINTEXT, No user environment variables can start with CODEBUILD_",
    "'A=B', v, PLAINTEXT, is no name of an environment variable",
    "'', v, PLAINTEXT, is no name of an environment variable",
    "'A\nB', v, PLAINTEXT, is no name of an environment variable",
    "A, v, PARAMETER_STORE, right is one of PLAINTEXT",
  })
  void aBadVariableIsAnErrorOfTheDefinition(String name, String value, String type, String message)
      throws InterruptedException {
    Asked asked = commands("true").variable(name, value, type);

    assertThat(action.validate(asked.declared()))
        .singleElement()
        .satisfies(problem -> assertThat(problem.isError()).isTrue())
        .extracting(Problem::message)
        .asString()
        .startsWith("Action TheAction: ")
        .contains(message);
    assertThat(fails(asked).code()).isEqualTo("ConfigurationError");
  }

  @Test
  void aVariableThatIsThereTwiceIsAnErrorOfTheDefinition() {
    Asked asked = commands("true").variable("A", "1", "PLAINTEXT").variable("A", "2", "PLAINTEXT");

    assertThat(action.validate(asked.declared())).hasSize(1);
  }

  @Test
  void anOutputWithoutFilesIsAnErrorOfTheDefinition() {
    assertThat(action.validate(commands("true").output("Made").declared()))
        .extracting(Problem::message)
        .containsExactly(
            "Action TheAction: the output artifact Made lists no files; say which ones it holds");
  }

  @Test
  void aMissingInputIsRefusedByName() {
    Asked asked = Asked.of(action).commands("true").declares("Absent");

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> run(asked))
        .withMessage("The input artifact Absent is not there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"X; touch hacked", "$(touch hacked)", "X Y"})
  void aHostileOutputVariableRunsNothing(String name) throws InterruptedException {
    run(commands("true").exports(name));

    assertThat(scratch.resolve("hacked")).doesNotExist();
    assertThat(lab.log()).doesNotContain("hacked: ");
  }
}
