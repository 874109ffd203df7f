package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.cli.Interrupts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who owns a data directory, who follows, and who takes over, seen through the commands. */
final class LocalDeckTest {

  private static final String PIPELINE =
      """
      {"pipeline": {"name": "gate", "roleArn": "arn:aws:iam::123456789012:role/x",
        "artifactStore": {"type": "S3", "location": "artifacts"},
        "stages": [
          {"name": "Source", "actions": [{"name": "Drop",
            "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "S3", "version": "1"},
            "configuration": {"S3Bucket": "inbox", "S3ObjectKey": "app.zip"},
            "outputArtifacts": [{"name": "App"}]}]},
          {"name": "Approve", "actions": [{"name": "Release",
            "actionTypeId":
              {"category": "Approval", "owner": "AWS", "provider": "Manual", "version": "1"}}]}]}}
      """;

  @TempDir private Path directory;
  private final AtomicInteger interrupts = new AtomicInteger();

  @BeforeEach
  void aPipelineThatWaitsForAPerson() throws IOException {
    Files.writeString(directory.resolve("pipeline.json"), PIPELINE);
    Path bucket = Files.createDirectories(directory.resolve("data/s3/inbox"));
    Files.writeString(bucket.resolve("app.zip"), "any bytes");
    assertThat(terminal().run("pipelines", "create", "pipeline.json")).isZero();
  }

  private CommandLine terminal() {
    return new CommandLine(directory, Interrupts.NONE);
  }

  private static void until(BooleanSupplier condition) {
    Instant end = Instant.now().plus(Duration.ofSeconds(20));
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("waited too long").isBefore(end);
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static CompletableFuture<Integer> inBackground(CommandLine terminal, String... command) {
    return CompletableFuture.supplyAsync(
        () -> terminal.run(command), task -> Thread.ofVirtual().start(task));
  }

  @Test
  void aSecondTerminalApprovesWhatTheFirstWaitsFor() throws Exception {
    CommandLine first = terminal();
    CompletableFuture<Integer> run = inBackground(first, "start", "gate");
    until(() -> first.err().contains("waits for approval"));

    CommandLine second = terminal();
    assertThat(second.run("approve", "@", "-m", "fine")).as(second.err()).isZero();

    assertThat(run.get(20, TimeUnit.SECONDS)).isZero();
    assertThat(first.out()).contains("Succeeded after");
  }

  @Test
  void whoeverWaitsForPeopleIsLeftByNoWait() {
    CommandLine terminal = terminal();

    assertThat(terminal.run("start", "gate", "--no-wait")).isEqualTo(4);

    assertThat(terminal.out()).contains("Approve/Release waits for approval: baton approve");
  }

  @Test
  void aDetachedStartThatNobodyCarriesOnEndsWhereAPersonIsNeeded() {
    CommandLine terminal = terminal();

    assertThat(terminal.run("start", "gate", "--detach")).isEqualTo(4);

    assertThat(terminal.err()).contains("no other process carries it on");
  }

  @Test
  void aDetachedStartBesideAnOwnerReturnsAtOnceAndIsCarriedOn() throws Exception {
    CommandLine owner = terminal();
    CompletableFuture<Integer> run = inBackground(owner, "start", "gate");
    until(() -> owner.err().contains("waits for approval"));

    CommandLine second = terminal();
    assertThat(second.run("start", "gate", "--detach")).as(second.err()).isZero();
    assertThat(second.out()).matches("[0-9a-f-]{36}\n");

    assertThat(terminal().run("reject", "@")).isIn(0, 2);
    String firstId = idInWaitingLine(owner.err());
    assertThat(terminal().run("approve", firstId)).isZero();
    assertThat(run.get(20, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void anOwnerWhoseWorkIsDoneCarriesADetachedExecutionToWhereItRests() throws Exception {
    CommandLine owner = terminal();
    CompletableFuture<Integer> run = inBackground(owner, "start", "gate");
    until(() -> owner.err().contains("waits for approval"));
    CommandLine second = terminal();
    assertThat(second.run("start", "gate", "--detach")).as(second.err()).isZero();

    assertThat(terminal().run("approve", idInWaitingLine(owner.err()))).isZero();
    assertThat(run.get(20, TimeUnit.SECONDS)).isZero();

    CommandLine last = terminal();
    assertThat(last.run("approve", second.out().strip())).as(last.err()).isZero();
  }

  private static String idInWaitingLine(String err) {
    String after = err.substring(err.indexOf("baton approve ") + "baton approve ".length());
    return after.substring(0, 8);
  }

  @Test
  void afterAVerbOnlyWhatFollowsIsShown() {
    assertThat(terminal().run("start", "gate", "--no-wait")).isEqualTo(4);

    CommandLine second = terminal();
    assertThat(second.run("approve", "@", "--wait")).isZero();

    assertThat(second.err()).doesNotContain("Source/Drop").contains("Approve/Release Succeeded");
    assertThat(second.out()).contains("Approved Approve/Release", "Succeeded after");
  }

  @Test
  void theFirstCtrlCStopsWhatTheCommandStarted() throws Exception {
    CommandLine terminal = new CommandLine(directory, interrupts::get);
    CompletableFuture<Integer> run = inBackground(terminal, "start", "gate");
    until(() -> terminal.err().contains("waits for approval"));

    interrupts.set(1);

    assertThat(run.get(20, TimeUnit.SECONDS)).isEqualTo(130);
    assertThat(terminal.out()).contains("Stopped after");
  }

  @Test
  void theSecondCtrlCLeavesAtOnce() throws Exception {
    CommandLine terminal = new CommandLine(directory, interrupts::get);
    CompletableFuture<Integer> run = inBackground(terminal, "start", "gate");
    until(() -> terminal.err().contains("waits for approval"));

    interrupts.set(2);

    assertThat(run.get(20, TimeUnit.SECONDS)).isEqualTo(130);
  }

  @Test
  void readingNeedsNoOwner() throws Exception {
    CommandLine owner = terminal();
    CompletableFuture<Integer> run = inBackground(owner, "start", "gate");
    until(() -> owner.err().contains("waits for approval"));

    CommandLine reader = terminal();
    assertThat(reader.run("show", "@", "--output", "json")).isZero();
    assertThat(reader.out()).contains("\"status\": \"InProgress\"");
    assertThat(reader.err()).isEmpty();

    CommandLine second = terminal();
    assertThat(second.run("stop", "@", "--abandon")).as(second.err()).isZero();
    assertThat(run.get(20, TimeUnit.SECONDS)).isEqualTo(3);
  }

  @Test
  void anApprovalThatWaitsElsewhereIsNamed() {
    assertThat(terminal().run("start", "gate", "--no-wait")).isEqualTo(4);
    assertThat(terminal().run("start", "gate", "--no-wait")).isEqualTo(4);

    CommandLine terminal = terminal();
    assertThat(terminal.run("approve", "@")).isEqualTo(2);

    assertThat(terminal.err()).contains("stage Approve is taken", "baton approve ");
  }

  @Test
  void aVariableThatIsNotDeclaredIsWarnedOf() {
    CommandLine terminal = terminal();

    terminal.run("start", "gate", "--no-wait", "--variable", "NOPE=1");

    assertThat(terminal.err()).contains("warning: the pipeline declares no variable NOPE");
  }

  @Test
  void aSourceActionThatIsNotThereIsNamed() {
    CommandLine terminal = terminal();

    assertThat(terminal.run("start", "gate", "--source", "Nope=.")).isEqualTo(2);

    assertThat(terminal.err()).contains("one of the source actions Drop");
  }

  @Test
  void aFileThatIsNotThereIsAProblemBesideTheOthers() {
    CommandLine terminal = terminal();

    assertThat(terminal.run("validate", "nofile", "pipeline.json", "--output", "json"))
        .isEqualTo(2);

    assertThat(terminal.out()).contains("\"valid\": false", "\"file\": \"nofile\"", "no such file");
  }

  @Test
  void buildsOfAProjectThatNobodyKnowsAreRefused() {
    CommandLine terminal = terminal();

    assertThat(terminal.run("builds", "nope")).isEqualTo(2);

    assertThat(terminal.err()).contains("ResourceNotFoundException", "nope");
  }
}
