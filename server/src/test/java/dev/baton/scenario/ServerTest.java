package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A server as whoever starts it sees it: what it says, what it lets in, how it ends. */
@Execution(ExecutionMode.CONCURRENT)
final class ServerTest {

  private static final Pattern LISTENS = Pattern.compile("Baton listens on (http://[^\\s]+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private World world;

  @BeforeEach
  void begin() throws IOException {
    world = World.make();
  }

  @AfterEach
  void end() throws IOException, InterruptedException {
    world.close();
  }

  private record Served(World.Running running, String url) {

    /** The answer to an unsigned request, status first. */
    String unsigned(String target, String body) throws IOException {
      var connection = (HttpURLConnection) URI.create(url + "/").toURL().openConnection();
      connection.setRequestMethod("POST");
      connection.setRequestProperty("X-Amz-Target", target);
      connection.setDoOutput(true);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(body.getBytes(StandardCharsets.UTF_8));
      }
      int status = connection.getResponseCode();
      try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
        return status + " " + new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    }

    World.Ran stop() throws IOException, InterruptedException {
      running.process().destroy();
      return running.end();
    }
  }

  private Served serve(String... options) throws IOException {
    String[] words = new String[options.length + 5];
    words[0] = "--data";
    words[1] = world.path("data").toString();
    words[2] = "server";
    words[3] = "--listen";
    words[4] = "127.0.0.1:0";
    System.arraycopy(options, 0, words, 5, options.length);
    World.Running running = world.start(Map.of(), words);
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end) && running.process().isAlive()) {
      Matcher said = LISTENS.matcher(Files.readString(running.out()));
      if (said.find()) {
        return new Served(running, said.group(1));
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    throw new AssertionError("it does not listen: " + Files.readString(running.err()));
  }

  private World.Ran baton(String... words) throws IOException, InterruptedException {
    String[] all = new String[words.length + 2];
    all[0] = "--data";
    all[1] = world.path("data").toString();
    System.arraycopy(words, 0, all, 2, words.length);
    return world.baton(all);
  }

  @Test
  void withoutAuthenticationItAnswersOnLoopbackAndSaysSoAloud()
      throws IOException, InterruptedException {
    Served served = serve("--no-auth");
    assertThat(served.unsigned("CodePipeline_20150709.ListPipelines", "{}"))
        .isEqualTo("200 {\"pipelines\":[]}");
    assertThat(served.stop().err()).contains("WARNING: no authentication");
  }

  @Test
  void anUnsignedRequestIsRefused() throws IOException, InterruptedException {
    Served served = serve();
    assertThat(served.unsigned("CodePipeline_20150709.ListPipelines", "{}"))
        .startsWith("403")
        .contains("MissingAuthenticationToken")
        .doesNotContain("pipelines");
    served.stop();
  }

  @Test
  void theFirstStartMakesAnAdministratorsKeyForItsUserAlone()
      throws IOException, InterruptedException {
    Served served = serve();
    String key = Files.readString(world.path("data/administrator-key.json"));
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(world.path("data/administrator-key.json"))))
        .isEqualTo("rw-------");
    World.Ran ended = served.stop();
    assertThat(key).contains("AKIA");
    String secret = key.replaceAll("(?s).*secretAccessKey\" ?: ?\"([^\"]+)\".*", "$1");
    assertThat(ended.out() + ended.err()).doesNotContain(secret);
  }

  @Test
  void aSecondStartKeepsTheFirstKey() throws IOException, InterruptedException {
    serve().stop();
    String key = Files.readString(world.path("data/administrator-key.json"));
    serve().stop();
    assertThat(world.path("data/administrator-key.json")).hasContent(key);
  }

  /** As a kill leaves it that comes between the secret's file and the key. */
  @Test
  void aSecretThatIsOfNoKeyIsReplacedByOneThatIs() throws IOException, InterruptedException {
    world.write(
        "data/administrator-key.json",
        "{\"accessKeyId\":\"AKIAHALFMADE00000000\",\"secretAccessKey\":\"lost\"}");
    Served served = serve();
    String listed = baton("keys", "list").out();
    served.stop();
    String key = Files.readString(world.path("data/administrator-key.json"));
    assertThat(key).doesNotContain("HALFMADE");
    assertThat(key.replaceAll("(?s).*(AKIA[A-Z2-7]{16}).*", "$1")).isSubstringOf(listed);
  }

  @Test
  void envTakesNoOtherProcessForAServerThatWasKilled() throws IOException, InterruptedException {
    Served served = serve();
    String said = Files.readString(world.path("data/server.json"));
    served.running().process().destroyForcibly();
    served.running().end();
    String mine = Long.toString(ProcessHandle.current().pid());
    world.write("data/server.json", said.replaceFirst("(\"pid\" ?: ?\")[0-9]+", "$1" + mine));
    World.Ran ran = baton("env");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("no server runs");
  }

  @Test
  void envPointsClientsAtTheServerThatRuns() throws IOException, InterruptedException {
    Served served = serve();
    String out = baton("env").out();
    served.stop();
    Map<String, String> variables = new HashMap<>();
    out.lines()
        .map(line -> line.replaceFirst("^export ", "").split("=", 2))
        .forEach(pair -> variables.put(pair[0], pair[1].replaceAll("^'|'$", "")));
    assertThat(variables)
        .containsEntry("AWS_ENDPOINT_URL", served.url())
        .containsEntry("AWS_REGION", "us-east-1")
        .containsKeys("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION");
  }

  @Test
  void envWithoutAServerSaysWhatToDo() throws IOException, InterruptedException {
    serve().stop();
    World.Ran ran = baton("env");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("no server runs", "baton server");
  }

  @Test
  void aSecondServerOnTheSameDataIsRefused() throws IOException, InterruptedException {
    Served served = serve();
    World.Ran second = baton("server", "--listen", "127.0.0.1:0");
    served.stop();
    assertThat(second.exit()).isEqualTo(2);
    assertThat(second.err()).contains("in use by process " + served.running().process().pid());
  }

  @Test
  void beyondLoopbackItNeitherGoesUnsignedNorWithBuildsNobodyTrusts()
      throws IOException, InterruptedException {
    World.Ran unsigned = baton("server", "--listen", "0.0.0.0:0", "--no-auth", "--trust-builds");
    World.Ran untrusted = baton("server", "--listen", "0.0.0.0:0");
    assertThat(unsigned.exit()).isEqualTo(2);
    assertThat(unsigned.err()).contains("loopback only");
    assertThat(untrusted.exit()).isEqualTo(2);
    assertThat(untrusted.err()).contains("--trust-builds");
  }

  @Test
  void keysAreMadeListedAndRevokedBesideTheServer() throws IOException, InterruptedException {
    Served served = serve();
    World.Ran created = baton("keys", "create", "ci", "--output", "json");
    String id = created.out().replaceAll("(?s).*AccessKeyId\" ?: ?\"([^\"]+)\".*", "$1");
    assertThat(created.out()).contains("SecretAccessKey", "\"UserName\"");
    World.Ran listed = baton("keys", "list");
    assertThat(listed.out()).contains(id, "ci", "user", "administrator");
    assertThat(baton("keys", "revoke", id).exit()).isZero();
    assertThat(baton("keys", "list").out()).doesNotContain(id);
    World.Ran again = baton("keys", "revoke", id);
    served.stop();
    assertThat(again.exit()).isEqualTo(2);
    assertThat(again.err()).contains("NoSuchEntity", id);
  }

  @Test
  void aCommandBesideAServerIsDoneByIt() throws IOException, InterruptedException {
    Served served = serve("--no-auth");
    world.write("value", "one");
    assertThat(baton("params", "set", "/b", "--from-file", world.path("value").toString()).exit())
        .isZero();
    assertThat(served.unsigned("AmazonSSM.GetParameter", "{\"Name\":\"/b\"}")).contains("\"one\"");
    served.stop();
  }

  @Test
  void aCommandBesideAServerMeansItsAccountAndRegion() throws IOException, InterruptedException {
    Served served = serve("--account", "123456789012", "--region", "eu-west-3");
    world.write(
        "project.json",
        """
        {"name":"shop","serviceRole":"arn:aws:iam::123456789012:role/r",
         "source":{"type":"NO_SOURCE","buildspec":"{version: 0.2, phases: {build: {commands: [ls]}}}"},
         "artifacts":{"type":"NO_ARTIFACTS"},
         "environment":{"type":"LINUX_CONTAINER","image":"i","computeType":"BUILD_GENERAL1_SMALL"}}
        """);
    World.Ran created = baton("projects", "create", world.path("project.json").toString());
    World.Ran shown = baton("projects", "show", "shop", "--output", "json");
    served.stop();
    assertThat(created.exit()).as(created.err()).isZero();
    assertThat(shown.out()).contains("arn:aws:codebuild:eu-west-3:123456789012:project/shop");
  }

  @Test
  void whoIsNotTheOwnerCannotHaveThisMachinesFilesBuilt() throws IOException, InterruptedException {
    Served served = serve("--no-auth");
    String answer =
        served.unsigned(
            "CodeBuild_20161006.CreateProject",
            """
            {"name":"shop","serviceRole":"arn:aws:iam::000000000000:role/r",
             "source":{"type":"GITHUB","location":"/etc"},"artifacts":{"type":"NO_ARTIFACTS"},
             "environment":{"type":"LINUX_CONTAINER","image":"i","computeType":"BUILD_GENERAL1_SMALL"}}
            """);
    served.stop();
    assertThat(answer).startsWith("400").contains("InvalidInputException", "owner of its data");
  }
}
