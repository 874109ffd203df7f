package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.adapter.jdbc.Database;
import dev.baton.adapter.jdbc.JdbcCustomTypeStore;
import dev.baton.cli.Interrupts;
import dev.baton.model.pipeline.ActionTypeId;
import dev.baton.port.ActionProvider.ActionType.Bounds;
import dev.baton.port.CustomTypeStore.CustomType;
import dev.baton.port.CustomTypeStore.Property;
import dev.baton.port.CustomTypeStore.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same commands over a data directory and against a server: the same exit codes, and the same
 * output but for ids, times and where sources lie.
 */
final class BothWaysTest {

  private static final String BUILDSPEC =
      """
      version: 0.2
      env:
        exported-variables: [ANSWER]
      phases:
        build:
          commands:
            - ANSWER=$(cat answer.txt)
            - echo "the answer is $ANSWER"
            - test ! -e fail
      artifacts:
        files: ['*.txt']
      """;

  private static final String PIPELINE =
      """
      {"pipeline": {"name": "shop", "roleArn": "arn:aws:iam::000000000000:role/x",
        "pipelineType": "V2", "variables": [{"name": "Stage", "defaultValue": "dev"}],
        "artifactStore": {"type": "S3", "location": "artifacts"},
        "stages": [
          {"name": "Source", "actions": [{"name": "Checkout",
            "actionTypeId": {"category": "Source", "owner": "AWS", "provider": "CodeCommit",
              "version": "1"},
            "configuration": {"RepositoryName": "shop", "BranchName": "main"},
            "outputArtifacts": [{"name": "App"}]}]},
          {"name": "Build", "actions": [{"name": "Compile",
            "actionTypeId": {"category": "Build", "owner": "AWS", "provider": "CodeBuild",
              "version": "1"},
            "configuration": {"ProjectName": "shop"},
            "inputArtifacts": [{"name": "App"}], "outputArtifacts": [{"name": "Out"}]}]},
          {"name": "Release", "actions": [{"name": "Ask",
            "actionTypeId":
              {"category": "Approval", "owner": "AWS", "provider": "Manual", "version": "1"}}]}]}}
      """;

  private static final String PROJECT =
      """
      {"name": "kept", "serviceRole": "arn:aws:iam::000000000000:role/x",
       "source": {"type": "NO_SOURCE", "buildspec": "version: 0.2\\nphases: {build: {commands: [id]}}"},
       "artifacts": {"type": "NO_ARTIFACTS"},
       "environment": {"type": "LINUX_CONTAINER", "image": "x", "computeType": "BUILD_GENERAL1_SMALL"}}
      """;

  private static final List<Map.Entry<Pattern, String>> UNLIKE =
      List.of(
          Map.entry(Pattern.compile("/\\S+/[0-9a-f-]{36}/src\\b"), "WORKSPACE"),
          Map.entry(Pattern.compile("/\\S*/uploads/[0-9a-f]{64}"), "SOURCE"),
          Map.entry(Pattern.compile("/\\S*/work\\b"), "SOURCE"),
          Map.entry(
              Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"),
              "ID"),
          Map.entry(Pattern.compile("(?<=approve )[0-9a-f]{8}"), "ID"),
          Map.entry(Pattern.compile("(shop/(?:App|Out)/)\\w{7}"), "$1KEY"),
          Map.entry(Pattern.compile("\\b[0-9a-f]{64}\\b"), "DIGEST"),
          Map.entry(
              Pattern.compile(
                  "\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d[0-9.]*[^\\s\",)]*"),
              "TIME"),
          Map.entry(Pattern.compile("\\b\\d+\\.\\ds\\b"), "SPAN"),
          Map.entry(Pattern.compile("(\"durationInSeconds\": )\\d+"), "$1N"),
          Map.entry(Pattern.compile("(\"timestamp\": ?)\\d+"), "$1N"),
          Map.entry(Pattern.compile(" {2,}"), "  "));

  @TempDir private Path directory;
  private Path work;
  private RunningServer server;
  private Map<String, String> remote;

  @BeforeEach
  void aRepositoryAndAServer() throws IOException, InterruptedException {
    work = Files.createDirectories(directory.resolve("work"));
    Files.writeString(work.resolve("buildspec.yml"), BUILDSPEC);
    Files.writeString(work.resolve("answer.txt"), "41\n");
    Files.writeString(work.resolve("pipeline.json"), PIPELINE);
    Files.writeString(work.resolve("project.json"), PROJECT);
    git("init", "-q", "-b", "main");
    git("add", "-A");
    git("commit", "-q", "-m", "First");
    Files.writeString(work.resolve("answer.txt"), "42\n");
    Path data = directory.resolve("served");
    server =
        RunningServer.over(data, directory, Map.of("listen", "127.0.0.1:0", "region", "us-east-1"));
    remote = server.environmentOf("ada", data, work);
  }

  private void git(String... words) throws IOException, InterruptedException {
    List<String> command =
        new java.util.ArrayList<>(
            List.of("git", "-c", "user.name=T", "-c", "user.email=t@example.org"));
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
  }

  @AfterEach
  void theServerStops() {
    server.close();
  }

  /** What a command said and how it ended, without what no two runs have in common. */
  private record Said(int exit, String out, String err) {}

  private Said said(Map<String, String> environment, String... command) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.put("TMPDIR", directory.toString());
    CommandLine terminal = new CommandLine(work, Interrupts.NONE, all);
    int exit = terminal.run(command);
    return new Said(exit, comparable(terminal.out()), comparable(terminal.err()));
  }

  private static String comparable(String text) {
    String comparable = text;
    for (Map.Entry<Pattern, String> unlike : UNLIKE) {
      comparable = unlike.getKey().matcher(comparable).replaceAll(unlike.getValue());
    }
    return comparable;
  }

  private Said local(String... command) {
    return said(Map.of("BATON_DATA", directory.resolve("local").toString()), command);
  }

  private Said same(int exit, String... command) {
    Said here = local(command);
    Said there = said(remote, command);
    assertThat(there).as("baton %s", String.join(" ", command)).isEqualTo(here);
    assertThat(there.exit()).as("baton %s: %s", String.join(" ", command), there).isEqualTo(exit);
    return there;
  }

  @Test
  void aPipelineIsRunAskedAboutAndMoved() throws IOException {
    same(2, "executions", "shop");
    Said run = same(4, "run", "--no-wait", "--variable", "Stage=test");
    assertThat(run.out()).contains("Release/Ask waits for approval");
    same(0, "pipelines");
    same(0, "pipelines", "show", "shop");
    same(0, "pipelines", "show", "shop", "--output", "json");
    same(0, "executions");
    same(0, "executions", "shop", "--output", "json");
    same(0, "show", "@");
    same(0, "show", "@", "--output", "json");
    assertThat(same(0, "logs", "@").out()).contains("the answer is 42");
    same(0, "logs", "@", "--output", "json");
    same(0, "approve", "@", "Release/Ask", "-m", "fine", "--wait");
    same(0, "show", "@");
    same(2, "approve", "@");
    same(2, "retry", "@");
    same(0, "transitions", "disable", "shop", "Release", "-m", "later");
    same(4, "start", "shop", "--no-wait");
    same(3, "stop", "@", "--abandon", "-m", "enough", "--wait", "-q");
    same(0, "transitions", "enable", "shop", "Release");
    Files.writeString(work.resolve("fail"), "");
    same(1, "start", "shop", "--source", "Checkout=.");
    same(0, "show", "@");
    same(0, "pipelines", "delete", "shop");
    same(2, "start", "shop");
  }

  @Test
  void anActionTypeThatWasMadeThereIsKnownToValidate() throws IOException {
    String oven =
        PIPELINE.replaceFirst(
            "\\{\"category\": \"Approval\", \"owner\": \"AWS\", \"provider\": \"Manual\"",
            "{\"category\": \"Test\", \"owner\": \"Custom\", \"provider\": \"Oven\"");
    Files.writeString(work.resolve("oven.json"), oven);
    assertThat(same(2, "validate", "oven.json").out()).contains("Provider: 'Oven'");
    local("pipelines");
    made("local", false);
    made("served", false);
    same(0, "validate", "oven.json");
    made("local", true);
    made("served", true);
    assertThat(same(2, "validate", "oven.json").out()).contains("'Kind'");
  }

  /** What a server's client makes is in its database. */
  private void made(String data, boolean demanding) {
    ActionTypeId id = new ActionTypeId("Test", "Custom", "Oven", "1");
    List<Property> properties =
        demanding ? List.of(new Property("Kind", true, true, false, false, "", "")) : List.of();
    var type =
        new CustomType(
            id, properties, new Bounds(0, 1), new Bounds(0, 1), new Settings("", "", "", ""));
    Path file = directory.resolve(data).resolve("baton.db");
    try (Database database = Database.open(file, InstantSource.system())) {
      assertThat(
              new JdbcCustomTypeStore(database)
                  .put("000000000000", "us-east-1", type, 2, Instant.EPOCH))
          .isTrue();
    }
  }

  @Test
  void aBuildIsMadeOfAWorkingTreeAndItsArtifactsCome() throws IOException {
    same(0, "build", "--artifacts", "../out", "--env", "A=b");
    assertThat(directory.resolve("out/answer.txt")).hasContent("42");
    same(0, "builds");
    same(0, "builds", "work");
    same(0, "show", "@");
    same(0, "show", "@", "--output", "json");
    same(0, "logs", "@");
    Files.writeString(work.resolve("fail"), "");
    same(1, "build", "--output", "json");
    same(1, "retry", "@", "--wait");
    same(2, "build", "--buildspec", "missing.yml");
    same(2, "build", "--source", "nowhere");
    same(2, "show", "ffffffff");
    same(0, "resume");
  }

  @Test
  void settingsAndProjectsAreKept() throws IOException {
    Files.writeString(work.resolve("value"), "s3cret-value\n");
    same(0, "params", "set", "/app/one", "--from-file", "value", "--type", "SecureString");
    same(0, "params", "get", "/app/one");
    same(0, "params", "list");
    same(0, "params", "list", "--output", "json");
    same(2, "params", "get", "/app/none");
    same(0, "params", "delete", "/app/one");
    same(0, "secrets", "set", "app/one", "--from-file", "value");
    same(0, "secrets", "set", "app/one", "--from-file", "value");
    same(0, "secrets", "get", "app/one");
    same(0, "secrets", "list");
    same(0, "secrets", "delete", "app/one");
    same(2, "secrets", "get", "app/one");
    same(0, "projects", "create", "project.json");
    same(0, "projects");
    same(0, "projects", "show", "kept");
    same(0, "projects", "show", "kept", "--output", "json");
    same(0, "projects", "delete", "kept");
    same(2, "projects", "show", "kept");
    same(0, "validate", "pipeline.json", "buildspec.yml");
  }

  @Test
  void whoHasNoKeyIsToldWhatIsMissing() {
    Said said = said(Map.of("BATON_SERVER", server.url()), "executions");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("AWS_ACCESS_KEY_ID");
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    Said said = said(Map.of("BATON_SERVER", "http://127.0.0.1:1"), "executions");

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err()).contains("http://127.0.0.1:1 cannot be reached");
  }

  @Test
  void anAddressWithAPathIsRefused() {
    Said said = said(Map.of("BATON_SERVER", "http://127.0.0.1:1/x"), "executions");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.err()).contains("--server: expected a server's address");
  }
}
