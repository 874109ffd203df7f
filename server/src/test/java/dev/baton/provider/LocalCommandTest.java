package dev.baton.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.build.BuildStatus;
import dev.baton.model.document.Problem;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.ActionOutcome.Failed;
import dev.baton.model.execution.ActionOutcome.Succeeded;
import dev.baton.port.ActionProvider.AfterInterruption;
import dev.baton.provider.LocalCommand.Permission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program of this machine runs as an action, with its arguments as they are. */
final class LocalCommandTest {

  @TempDir Path scratch;

  private BuildLab lab;
  private LocalCommand action;

  @BeforeEach
  void lab() throws InterruptedException {
    lab = new BuildLab(scratch);
    action = new LocalCommand(lab.builds, lab.logs, Permission.ALL);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private Asked command(String json) {
    return Asked.of(action).with("Command", json).by("me");
  }

  private ActionOutcome run(Asked asked) throws InterruptedException {
    return action.run(asked.request(), _ -> {});
  }

  private String output(Asked asked) throws InterruptedException {
    ActionOutcome outcome = run(asked);
    assertThat(outcome).as(lab::log).isInstanceOf(Succeeded.class);
    return ((Succeeded) outcome).external().summary();
  }

  private Failed fails(Asked asked) throws InterruptedException {
    ActionOutcome outcome = run(asked);
    assertThat(outcome).isInstanceOf(Failed.class);
    return (Failed) outcome;
  }

  @Test
  void itsOutputIsTheSummary() throws InterruptedException {
    assertThat(output(command("[\"printf\", \"one\\\\ntwo\\\\n\"]"))).isEqualTo("one\ntwo");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$(touch hacked)",
        "`touch hacked`",
        "; touch hacked",
        "it's \\\"quoted\\\" && touch hacked",
        "*",
        "$HOME",
        "-n",
        "#{not.resolved}",
        "' ; touch hacked ; '",
        "tab\\tand \\\\ backslash",
      })
  void anArgumentArrivesAsItIs(String argument) throws InterruptedException {
    String expected = argument.replace("\\\"", "\"").replace("\\t", "\t").replace("\\\\", "\\");

    assertThat(output(command("[\"printf\", \"<%s>\", \"" + argument + "\"]")))
        .isEqualTo("<" + expected + ">");
  }

  @Test
  void noWordOfTheShellIsRun() throws InterruptedException {
    assertThat(fails(command("[\"exit\", \"0\"]")).code()).isEqualTo("JobFailed");
  }

  @Test
  void itsInputIsItsWorkingDirectory() throws InterruptedException {
    lab.artifact("SourceArtifact", Map.of("hello.txt", "hello"));

    assertThat(output(command("[\"cat\", \"hello.txt\"]").input("SourceArtifact")))
        .isEqualTo("hello");
  }

  @Test
  void withoutAnInputItsWorkingDirectoryIsEmpty() throws InterruptedException {
    assertThat(output(command("[\"ls\", \"-A\"]"))).isEmpty();
  }

  @Test
  void theEnvironmentIsTheRequesters() throws InterruptedException {
    lab.requesters.put(
        "me", Map.of("PATH", String.valueOf(System.getenv("PATH")), "TZ", "Asia/Tokyo"));

    assertThat(output(command("[\"printenv\", \"TZ\"]"))).isEqualTo("Asia/Tokyo");
  }

  @Test
  void aProgramThatFailsFailsTheAction() throws InterruptedException {
    Failed failed = fails(command("[\"sh\", \"-c\", \"echo no luck; exit 3\"]"));

    assertThat(failed.code()).isEqualTo("JobFailed");
    assertThat(failed.message()).contains("exit status 3");
    assertThat(failed.external().summary()).isEqualTo("no luck");
  }

  @Test
  void aProgramThatIsNotThereFailsTheAction() throws InterruptedException {
    assertThat(fails(command("[\"no-such-program\"]")).external().summary())
        .contains("no-such-program");
  }

  @Test
  void aLongOutputIsCutAtItsBeginning() throws InterruptedException {
    String summary = output(command("[\"seq\", \"1000000001\", \"1000000999\"]"));

    assertThat(summary).hasSize(2048).startsWith("...").endsWith("1000000998\n1000000999");
  }

  @Test
  void abandonedItsWholeTreeIsEnded() throws Exception {
    Path started = scratch.resolve("started");
    String seconds = Integer.toString(900_000 + System.identityHashCode(this) % 90_000);
    String script =
        "(sleep " + seconds + " &) ; sleep " + seconds + " & touch " + started + "; wait";
    Asked asked = command("[\"sh\", \"-c\", \"" + script + "\"]");
    var outcome = new CompletableFuture<ActionOutcome>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                outcome.complete(run(asked));
              } catch (InterruptedException e) {
                outcome.completeExceptionally(e);
              }
            });
    Waiting.until(() -> Files.exists(started));

    action.abandon(asked.request().actionExecutionId());

    assertThat(outcome.get(60, TimeUnit.SECONDS)).isInstanceOf(Failed.class);
    assertThat(lab.build().status()).isEqualTo(BuildStatus.STOPPED);
    assertThat(sleeping(seconds)).isZero();
  }

  private static long sleeping(String seconds) {
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains("sleep " + seconds))
        .count();
  }

  @Test
  void nobodyRunsItASecondTimeUnasked() {
    assertThat(action.afterInterruption(command("[\"true\"]").request()))
        .isEqualTo(AfterInterruption.FAIL);
  }

  @Test
  void onAServerOnlyListedCommandsRun() throws InterruptedException {
    action =
        new LocalCommand(lab.builds, lab.logs, Permission.only(Set.of(List.of("echo", "listed"))));

    assertThat(output(command("[\"echo\", \"listed\"]"))).isEqualTo("listed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"echo\"]",
        "[\"echo\", \"listed\", \"more\"]",
        "[\"echo\", \"listed \"]",
        "[\"/bin/echo\", \"listed\"]",
      })
  void onAServerNothingElseRuns(String other) throws InterruptedException {
    action =
        new LocalCommand(lab.builds, lab.logs, Permission.only(Set.of(List.of("echo", "listed"))));

    Failed failed = fails(command(other));

    assertThat(failed.code()).isEqualTo("ConfigurationError");
    assertThat(failed.message()).contains("is not allowed here");
    assertThat(lab.store.unfinished()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "make deploy",
        "\"make\"",
        "[]",
        "[1]",
        "[\"a\", null]",
        "[[\"a\"]]",
        "{\"a\": 1}",
        "[\"\"]",
        "[\"-i\", \"sh\"]",
        "[\"A=B\", \"sh\"]",
        "[\"echo\", \"\\u0000\"]",
      })
  void whatIsNoCommandIsAnErrorOfTheDefinition(String json) throws InterruptedException {
    assertThat(action.validate(command(json).declared()))
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .startsWith("Action TheAction: ");
    assertThat(fails(command(json)).code()).isEqualTo("ConfigurationError");
  }

  @Test
  void whatHoldsAVariableIsJudgedAtTheRun() {
    assertThat(action.validate(command("#{variables.Command}").declared())).isEmpty();
  }
}
