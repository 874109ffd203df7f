package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.format.document.JsonReader;
import dev.baton.model.document.Node;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A server that works is backed up; what is restored elsewhere says the same and goes on. */
@Execution(ExecutionMode.CONCURRENT)
final class BackupTest {

  private static final Pattern LISTENS = Pattern.compile("Baton listens on (http://[^\\s]+)");
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int MOST_STARTS = 12;

  private static final String PIPELINE =
      """
      {"pipeline": {"name": "shop", "roleArn": "arn:aws:iam::000000000000:role/r",
        "pipelineType": "V2", "executionMode": "PARALLEL", "version": 1,
        "artifactStore": {"type": "S3", "location": "artifacts"}, "stages": [
        {"name": "Source", "actions": [{"name": "Src",
          "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "CodeCommit", "version": "1"},
          "configuration": {"RepositoryName": "shop", "BranchName": "main"},
          "outputArtifacts": [{"name": "Src"}]}]},
        {"name": "Build", "actions": [{"name": "Compile",
          "actionTypeId": {"category": "Build", "owner": "AWS", "provider": "CodeBuild", "version": "1"},
          "configuration": {"ProjectName": "shop"},
          "inputArtifacts": [{"name": "Src"}], "outputArtifacts": [{"name": "Out"}]}]},
        {"name": "Ask", "actions": [{"name": "Ok",
          "actionTypeId": {"category": "Approval", "owner": "AWS", "provider": "Manual", "version": "1"}}]},
        {"name": "Deploy", "actions": [{"name": "Site",
          "actionTypeId": {"category": "Deploy", "owner": "AWS", "provider": "S3", "version": "1"},
          "configuration": {"BucketName": "site", "Extract": "true"},
          "inputArtifacts": [{"name": "Out"}]}]}]}}
      """;

  private static final String PROJECT =
      """
      {"name": "shop", "serviceRole": "arn:aws:iam::000000000000:role/r",
       "source": {"type": "CODEPIPELINE"}, "artifacts": {"type": "CODEPIPELINE"},
       "environment": {"type": "LINUX_CONTAINER", "image": "aws/codebuild/standard:7.0",
         "computeType": "BUILD_GENERAL1_SMALL"}}
      """;

  private static final String BUILDSPEC =
      """
      version: 0.2
      phases:
        build:
          commands:
            - echo begun >> @WORLD@/journal
            - echo built > out.txt
            - while test -e @WORLD@/hold; do sleep 0.05; done
            - echo over
      artifacts: {files: [out.txt]}
      """;

  private World world;
  private World.Running server;
  private String url;

  @BeforeEach
  void aServerWithAPipeline() throws IOException, InterruptedException {
    world = World.make();
    world.write("repo/buildspec.yml", BUILDSPEC);
    world.write("def/pipeline.json", PIPELINE);
    world.write("def/project.json", PROJECT);
    world.write("value", "s3cret-value");
    world.commit("first");
    server =
        world.start(
            Map.of(),
            "--data",
            data(),
            "server",
            "--listen",
            "127.0.0.1:0",
            "--no-auth",
            "--stop-grace",
            "0");
    url =
        until(
            () -> {
              Matcher said = LISTENS.matcher(Files.readString(server.out()));
              return said.find() ? said.group(1) : "";
            });
    ok("--data", data(), "projects", "create", "../def/project.json");
    ok("--data", data(), "pipelines", "create", "../def/pipeline.json", "--source", "Src=.");
    ok("--data", data(), "secrets", "set", "token", "--from-file", "../value");
  }

  @AfterEach
  void end() throws IOException, InterruptedException {
    server.process().destroy();
    server.end();
    world.close();
  }

  @Test
  void whatIsRestoredSaysTheSameAndGoesOn() throws Exception {
    String rested = start();
    awaitApproval(data(), rested);
    Files.createFile(world.path("hold"));
    String running = start();
    until(() -> world.journal().size() > 1 ? "yes" : "");

    World.Ran saved = savedUnderLoad();

    assertThat(saved.exit()).as(saved.err()).isZero();
    assertThat(saved.err()).contains("NOT in the backup", world.path("data/master.key").toString());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive())))
        .isEqualTo("rw-------");
    World.Ran restored =
        ok("--data", copy(), "restore", archive().toString(), "--key", "../data/master.key");
    assertThat(restored.out()).contains("1 pipelines");
    assertPrivate();
    assertSame("show", rested);
    assertSame("logs", rested);
    assertThat(ok("--data", copy(), "secrets", "get", "token").out()).contains("s3cret-value");
    assertThat(world.path("copy/administrator-key.json")).doesNotExist();
    assertThat(world.path("copy/server.json")).doesNotExist();

    // Both go on: the copy builds again what was running, and leaves the server's build alone.
    int begun = world.journal().size();
    World.Running resume = world.start(Map.of(), "--data", copy(), "resume");
    until(() -> world.journal().size() > begun ? "yes" : "");
    Files.delete(world.path("hold"));
    World.Ran resumed = resume.end();
    assertThat(resumed.exit()).as(resumed.err()).isZero();
    awaitApproval(data(), running);
    assertThat(shown(data(), running)).doesNotContain("Interrupted");
    assertThat(shown(copy(), running)).contains("Interrupted").contains("\"InProgress\"");
    ok("--data", copy(), "approve", rested, "-m", "yes", "--wait");
    assertThat(world.path("copy/s3/site/out.txt")).hasContent("built");
    assertThat(world.path("data/s3/site/out.txt")).doesNotExist();
  }

  private World.Ran savedUnderLoad() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> load =
          threads.submit(
              () -> {
                int starts = 0;
                while (!over.get() && starts < MOST_STARTS) {
                  start();
                  starts++;
                }
                return starts;
              });
      World.Ran saved = world.baton("--data", data(), "backup", archive().toString());
      over.set(true);
      assertThat(load.get()).isPositive();
      return saved;
    }
  }

  @Test
  void aBackupGoesToStdoutWhole() throws Exception {
    World.Running backup = world.start(Map.of(), "--data", data(), "backup", "-");
    assertThat(backup.process().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(backup.process().exitValue()).as(Files.readString(backup.err())).isZero();
    Files.copy(backup.out(), archive());
    World.Ran restored =
        world.baton("--data", copy(), "restore", archive().toString(), "--output", "json");
    assertThat(restored.err()).contains("cannot be read yet", "copy/master.key");
    Node.ObjectNode root = (Node.ObjectNode) JsonReader.read("", restored.out()).orRefuse().root();
    assertThat(((Node.ObjectNode) root.get("restore").orElseThrow()).get("pipelines"))
        .hasValueSatisfying(n -> assertThat(((Node.Scalar) n).text()).isEqualTo("1"));
    World.Ran secret = world.baton("--data", copy(), "secrets", "get", "token");
    assertThat(secret.exit()).isEqualTo(1);
    assertThat(secret.err()).contains("master key", "missing");
  }

  @Test
  void aBackupTakesNoOtherFilesPlace() throws Exception {
    Files.writeString(archive(), "mine");
    World.Ran saved = world.baton("--data", data(), "backup", archive().toString());
    assertThat(saved.exit()).isEqualTo(2);
    assertThat(saved.err()).contains("is there already");
    assertThat(archive()).hasContent("mine");
  }

  @Test
  void aRestoreGoesIntoNoDirectoryThatHoldsSomething() throws Exception {
    ok("--data", data(), "backup", archive().toString());
    World.Ran used = world.baton("--data", data(), "restore", archive().toString());
    assertThat(used.exit()).isEqualTo(2);
    assertThat(used.err()).contains("is not empty");
    world.write("copy/notes.txt", "mine");
    World.Ran notes = world.baton("--data", copy(), "restore", archive().toString());
    assertThat(notes.exit()).isEqualTo(2);
    assertThat(world.path("copy")).isDirectoryContaining("glob:**/notes.txt");
  }

  @Test
  void anotherMasterKeyIsRefusedAndNothingIsLeft() throws Exception {
    ok("--data", data(), "backup", archive().toString());
    world.write(
        "other.key",
        "baton-master-key 1\nid 00000000-0000-0000-0000-000000000000\nkey "
            + "A".repeat(43)
            + "=\n");
    World.Ran ran =
        world.baton("--data", copy(), "restore", archive().toString(), "--key", "../other.key");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("encrypted with");
    assertThat(world.path("copy")).doesNotExist();
  }

  @Test
  void aRestoreThatWasCutOffIsNamedAndBeginsAgain() throws Exception {
    ok("--data", data(), "backup", archive().toString());
    world.write("copy/restore.unfinished/blobs/ab/half", "half");
    world.write("copy/baton.db", "half");
    World.Ran read = world.baton("--data", copy(), "pipelines");
    assertThat(read.exit()).isEqualTo(1);
    assertThat(read.err()).contains("was begun and not finished", "baton restore");

    ok("--data", copy(), "restore", archive().toString());

    assertThat(ok("--data", copy(), "pipelines").out()).contains("shop");
    assertThat(world.path("copy/restore.unfinished")).doesNotExist();
    assertThat(world.path("copy/blobs/ab/half")).doesNotExist();
  }

  private void assertPrivate() throws IOException {
    try (Stream<Path> all = Files.walk(world.path("copy"))) {
      List<Path> open =
          all.filter(path -> !path.endsWith("owner.lock")).filter(BackupTest::isOpen).toList();
      assertThat(open).isEmpty();
    }
  }

  private static boolean isOpen(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
          .substring(3)
          .contains("r");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertSame(String command, String id) throws Exception {
    assertThat(ok("--data", copy(), command, id, "--output", "json").out())
        .isEqualTo(ok("--data", data(), command, id, "--output", "json").out())
        .isNotEmpty();
  }

  private void awaitApproval(String data, String id) throws Exception {
    until(() -> shown(data, id).contains("\"actionName\": \"Ok\"") ? "yes" : "");
  }

  private String shown(String data, String id) throws IOException, InterruptedException {
    return ok("--data", data, "show", id, "--output", "json").out();
  }

  private World.Ran ok(String... words) throws IOException, InterruptedException {
    World.Ran ran = world.baton(words);
    assertThat(ran.exit()).as(ran.err() + ran.out()).isZero();
    return ran;
  }

  private String start() throws IOException {
    var connection = (HttpURLConnection) URI.create(url + "/").toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setRequestProperty("X-Amz-Target", "CodePipeline_20150709.StartPipelineExecution");
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write("{\"name\":\"shop\"}".getBytes(StandardCharsets.UTF_8));
    }
    try (var in = connection.getInputStream()) {
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return answer.replaceAll(".*\"pipelineExecutionId\":\"([^\"]+)\".*", "$1");
    }
  }

  private static String until(Callable<String> found) {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      try {
        String text = found.call();
        if (!text.isEmpty()) {
          return text;
        }
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    throw new AssertionError("it did not come to pass");
  }

  private Path archive() {
    return world.path("saved.tar.gz");
  }

  private String data() {
    return world.path("data").toString();
  }

  private String copy() {
    return world.path("copy").toString();
  }
}
