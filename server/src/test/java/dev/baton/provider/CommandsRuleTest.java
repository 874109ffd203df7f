package dev.baton.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.build.BuildStatus;
import dev.baton.model.execution.ActionOutcome.Failed;
import dev.baton.model.execution.ActionOutcome.Succeeded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands as a rule: all of them succeed, or the condition does not hold. */
final class CommandsRuleTest {

  @TempDir Path scratch;

  private BuildLab lab;
  private CommandsRule rule;

  @BeforeEach
  void inputs() throws InterruptedException {
    lab = new BuildLab(scratch);
    rule = new CommandsRule(lab.builds);
    lab.artifact("SourceArtifact", Map.of("hello.txt", "hello"));
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private Asked commands(String... list) {
    return Asked.of(rule).commands(list).by("me");
  }

  @Test
  void itLetsPassWhenTheCommandsSucceed() throws InterruptedException {
    assertThat(rule.check(commands("true", "test 1 = 1").ruleRequest()))
        .isInstanceOfSatisfying(
            Succeeded.class, done -> assertThat(done.external().id()).isEqualTo(lab.build().id()));
  }

  @Test
  void itDoesNotLetPassWhenOneFails() throws InterruptedException {
    assertThat(rule.check(commands("true", "false").ruleRequest()))
        .isInstanceOfSatisfying(
            Failed.class,
            failed -> {
              assertThat(failed.code()).isEqualTo("JobFailed");
              assertThat(failed.message()).contains("COMMAND_EXECUTION_ERROR");
            });
  }

  @Test
  void anInputArtifactIsItsWorkingDirectory() throws InterruptedException {
    assertThat(rule.check(commands("test -f hello.txt").input("SourceArtifact").ruleRequest()))
        .isInstanceOf(Succeeded.class);
  }

  @Test
  void withoutAnInputItsWorkingDirectoryIsEmpty() throws InterruptedException {
    assertThat(rule.check(commands("test -z \"$(ls -A)\"").ruleRequest()))
        .isInstanceOf(Succeeded.class);
  }

  @Test
  void itsLogIsInThePipelinesGroup() throws InterruptedException {
    rule.check(commands("true").ruleRequest());

    assertThat(lab.build().logGroup()).isEqualTo("/aws/codepipeline/shop");
  }

  @Test
  void interruptedItStopsItsBuild() throws Exception {
    Path started = scratch.resolve("started");
    var interrupted = new CompletableFuture<Boolean>();
    Thread asking =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    rule.check(commands("touch " + started, "sleep 600").ruleRequest());
                    interrupted.complete(false);
                  } catch (InterruptedException e) {
                    interrupted.complete(true);
                  }
                });
    Waiting.until(() -> Files.exists(started));

    asking.interrupt();

    assertThat(interrupted.get(60, TimeUnit.SECONDS)).isTrue();
    Waiting.until(() -> lab.store.unfinished().isEmpty());
    assertThat(lab.build().status()).isEqualTo(BuildStatus.STOPPED);
  }
}
