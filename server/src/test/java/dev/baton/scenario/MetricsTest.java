package dev.baton.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.app.metrics.PrometheusPage;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A server's metrics as Prometheus fetches them. */
@Execution(ExecutionMode.CONCURRENT)
final class MetricsTest {

  private static final String TOKEN = "a-token-of-enough-letters";
  private static final Pattern LISTENS = Pattern.compile("Baton listens on (http://[^\\s]+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private World world;
  private final List<World.Running> servers = new ArrayList<>();

  @BeforeEach
  void begin() throws IOException {
    world = World.make();
  }

  @AfterEach
  void end() throws IOException, InterruptedException {
    for (World.Running server : servers) {
      server.process().destroy();
      server.end();
    }
    world.close();
  }

  private Path token(String text, String mode) throws IOException {
    Path file = world.write("token", text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private String serve(String... more) throws IOException {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("server", "--listen", "127.0.0.1:0", "--no-auth"));
    words.addAll(List.of(more));
    World.Running server = world.start(Map.of(), words.toArray(String[]::new));
    servers.add(server);
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end) && server.process().isAlive()) {
      Matcher said = LISTENS.matcher(Files.readString(server.out()));
      if (said.find()) {
        return said.group(1);
      }
      LockSupport.parkNanos(20_000_000);
    }
    throw new AssertionError(Files.readString(server.err()));
  }

  private record Answer(int status, String body) {}

  private static Answer metrics(String url, Optional<String> authorization) throws IOException {
    var connection = (HttpURLConnection) URI.create(url + "/_/metrics").toURL().openConnection();
    authorization.ifPresent(value -> connection.setRequestProperty("Authorization", value));
    return answer(connection);
  }

  private static Answer call(String url, String target, String body) throws IOException {
    var connection = (HttpURLConnection) URI.create(url + "/").toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setRequestProperty("X-Amz-Target", target);
    connection.setDoOutput(true);
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body.getBytes(StandardCharsets.UTF_8));
    }
    return answer(connection);
  }

  private static Answer answer(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return new Answer(status, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void whatTheServerDidIsCounted() throws IOException {
    String url = serve("--metrics-token-file", token(TOKEN + "\n", "rw-------").toString());
    call(
        url,
        "CodeBuild_20161006.CreateProject",
        """
        {"name":"shop","serviceRole":"arn:aws:iam::000000000000:role/r",
         "source":{"type":"NO_SOURCE","buildspec":
           "{version: 0.2, phases: {build: {commands: [exit 3]}}}"},
         "artifacts":{"type":"NO_ARTIFACTS"},
         "environment":{"type":"LINUX_CONTAINER","image":"aws/codebuild/standard:7.0",
           "computeType":"BUILD_GENERAL1_SMALL"}}
        """);
    call(url, "CodeBuild_20161006.StartBuild", "{\"projectName\":\"shop\"}");
    call(url, "CodeBuild_20161006.Nothing", "{}");

    PrometheusPage page = ended(url);

    assertThat(page.value("baton_builds_started_total", "{}")).isEqualTo(1);
    assertThat(page.value("baton_build_duration_seconds_count", "{}")).isEqualTo(1);
    assertThat(page.value("baton_http_requests_total", "{route=codebuild, status=2xx}"))
        .isEqualTo(2);
    assertThat(page.value("baton_http_requests_total", "{route=codebuild, status=4xx}"))
        .isEqualTo(1);
    assertThat(page.value("baton_database_commit_seconds_count", "{}")).isPositive();
    assertThat(page.value("jvm_memory_used_bytes", "{area=heap}")).isPositive();
    assertThat(page.value("jvm_threads_current", "{}")).isPositive();
    assertThat(page.type("baton_action_duration_seconds")).isEqualTo("histogram");
  }

  private static PrometheusPage ended(String url) throws IOException {
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      PrometheusPage page = new PrometheusPage(metrics(url, Optional.of("Bearer " + TOKEN)).body());
      if (page.value("baton_builds_ended_total", "{status=FAILED}") == 1) {
        return page;
      }
      assertThat(Instant.now()).isBefore(end);
      LockSupport.parkNanos(20_000_000);
    }
  }

  @Test
  void withoutTheRightTokenThereIsNothingToSee() throws IOException {
    String url = serve("--metrics-token-file", token(TOKEN, "rw-------").toString());
    assertThat(metrics(url, Optional.empty()).status()).isEqualTo(401);
    for (String wrong :
        List.of("Bearer", "Bearer ", "Bearer " + TOKEN + "x", "Basic " + TOKEN, TOKEN)) {
      Answer answer = metrics(url, Optional.of(wrong));
      assertThat(answer.status()).as(wrong).isEqualTo(401);
      assertThat(answer.body()).doesNotContain("baton_");
    }
  }

  @Test
  void withoutAConfiguredTokenThereAreNoMetrics() throws IOException {
    String url = serve();
    assertThat(metrics(url, Optional.empty()).status()).isEqualTo(404);
    assertThat(metrics(url, Optional.of("Bearer ")).status()).isEqualTo(404);
  }

  @Test
  void aTokenThatOthersReadOrThatIsNoneIsRefused() throws IOException, InterruptedException {
    for (World.Ran ran :
        List.of(
            refused(token(TOKEN, "rw-r--r--")),
            refused(token("short", "rw-------")),
            refused(world.path("none")))) {
      assertThat(ran.exit()).isEqualTo(2);
      assertThat(ran.err()).contains("metrics.token-file").doesNotContain(TOKEN);
    }
  }

  private World.Ran refused(Path file) throws IOException, InterruptedException {
    return world.baton(
        "server", "--listen", "127.0.0.1:0", "--metrics-token-file", file.toString());
  }
}
