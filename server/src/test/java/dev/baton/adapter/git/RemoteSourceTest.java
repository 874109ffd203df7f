package dev.baton.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.baton.adapter.process.Command;
import dev.baton.adapter.process.Finished;
import dev.baton.adapter.process.Processes;
import dev.baton.model.build.BuildRequest.SourceContent;
import dev.baton.port.SourceHost.Revision;
import dev.baton.port.SourceHost.SourceException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository behind git's own smart HTTP, on this machine. */
class RemoteSourceTest {

  @TempDir private Path directory;
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private Path target = Path.of("unset");
  private Optional<HttpServer> server = Optional.empty();

  @BeforeEach
  void serve() throws IOException {
    target = directory.resolve("target");
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", this::answer);
    http.start();
    server = Optional.of(http);
  }

  @AfterEach
  void stop() {
    server.ifPresent(http -> http.stop(0));
  }

  @Test
  void aBranchIsResolvedWithoutACheckout() throws IOException {
    GitFixture repository = repository();
    String commit = repository.commit("second");

    Revision revision = host().resolve(git("main", 0));

    assertThat(revision)
        .extracting("commit", "branch", "message")
        .containsExactly(commit, "main", "second");
    assertThat(directory.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void anEmptyRevisionIsTheRemotesHead() throws IOException {
    GitFixture repository = repository();
    repository.git("checkout", "-q", "-b", "trunk");
    String commit = repository.commit("second");

    assertThat(host().resolve(git("", 0)))
        .extracting("commit", "branch")
        .containsExactly(commit, "trunk");
  }

  @Test
  void branchTagCommitAndShortCommitAreCheckedOut() throws IOException {
    GitFixture repository = repository();
    String first = repository.git("rev-parse", "HEAD");
    repository.git("-c", "user.name=t", "-c", "user.email=t@e", "tag", "-a", "v1", "-m", "tag");
    repository.write("a.txt", "A2").commit("second");

    for (String revision : List.of("v1", first, first.substring(0, 9))) {
      Path place = directory.resolve("of-" + revision);
      assertThat(host().checkout(git(revision, 0), place, false).commit()).isEqualTo(first);
      assertThat(GitFixture.tree(place)).isEqualTo(Map.of("a.txt", "A"));
      assertThat(place.resolve(".git")).doesNotExist();
    }
  }

  @Test
  void aFreshGitHasTheFullHistoryAndAllBranchesAndTags() throws IOException {
    GitFixture repository = repository();
    repository.git("tag", "v1");
    repository.git("branch", "other");
    repository.commit("second");

    host().checkout(git("main", 0), target, true);

    assertThat(GitFixture.in(target, "status", "--porcelain", "--branch"))
        .isEqualTo("## main...origin/main");
    assertThat(GitFixture.in(target, "rev-list", "--count", "HEAD")).isEqualTo("2");
    assertThat(GitFixture.in(target, "for-each-ref", "--format=%(refname)"))
        .isEqualTo(
            "refs/heads/main\nrefs/remotes/origin/main\nrefs/remotes/origin/other\nrefs/tags/v1");
    assertThat(GitFixture.in(target, "fsck")).isEmpty();
  }

  @Test
  void aDepthIsRespected() throws IOException {
    GitFixture repository = repository();
    repository.commit("second");
    repository.commit("third");

    host().checkout(git("main", 2), target, true);

    assertThat(GitFixture.in(target, "rev-list", "--count", "HEAD")).isEqualTo("2");
    assertThat(GitFixture.in(target, "status", "--porcelain")).isEmpty();
  }

  @Test
  void credentialsAreSentAndStandNowhere() throws IOException {
    repository();
    String location = url().replace("http://", "http://user:s3cret@");

    host().checkout(new SourceContent.Git(location, "main", false, 0), target, true);

    assertThat(authorizations).isNotEmpty().allMatch("Basic dXNlcjpzM2NyZXQ="::equals);
    assertThat(Files.readString(target.resolve(".git/config")))
        .doesNotContain("s3cret", "dXNlcjpzM2NyZXQ")
        .contains("url = \"" + url() + "\"");
  }

  @Test
  void aFailureNamesTheRepositoryAndNoCredential() throws IOException {
    repository();
    String location = url().replace("http://", "http://user:s3cret@").replace("repo", "nowhere");

    assertThatThrownBy(() -> host().resolve(new SourceContent.Git(location, "main", false, 0)))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("nowhere")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void whatTheRemoteDoesNotHaveIsNamed() throws IOException {
    repository();

    assertThatThrownBy(() -> host().resolve(git("no-such", 0)))
        .hasMessageContaining("no branch or tag no-such");
    assertThatThrownBy(() -> host().resolve(git("dead".repeat(10), 0)))
        .hasMessageContaining("deaddead");
    assertThatThrownBy(() -> host().resolve(git("dead0000", 0)))
        .hasMessageContaining("no commit dead0000");
  }

  @Test
  void aRemoteWithoutCommitsIsSaid() throws IOException {
    new GitFixture(directory.resolve("repo"));

    assertThatThrownBy(() -> host().resolve(git("", 0))).hasMessageContaining("has no commits yet");
  }

  @Test
  void aHostThatDoesNotAnswerIsSaid() {
    String closed = "http://127.0.0.1:1/repo";

    assertThatThrownBy(() -> host().resolve(new SourceContent.Git(closed, "main", false, 0)))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("cannot read the repository " + closed);
  }

  private GitFixture repository() throws IOException {
    GitFixture repository = new GitFixture(directory.resolve("repo"));
    repository.write("a.txt", "A").commit("first");
    return repository;
  }

  private SourceContent.Git git(String revision, int depth) {
    return new SourceContent.Git(url(), revision, false, depth);
  }

  private String url() {
    return "http://127.0.0.1:" + server.orElseThrow().getAddress().getPort() + "/repo/.git";
  }

  private GitSourceHost host() {
    return new GitSourceHost(new Processes(), System.getenv(), directory.resolve("scratch"));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
          .ifPresent(authorizations::add);
      Map<String, String> environment = new HashMap<>(GitFixture.ENVIRONMENT);
      environment.put("GIT_PROJECT_ROOT", directory.toString());
      environment.put("GIT_HTTP_EXPORT_ALL", "1");
      environment.put("REQUEST_METHOD", exchange.getRequestMethod());
      environment.put("PATH_INFO", exchange.getRequestURI().getPath());
      environment.put(
          "QUERY_STRING", Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse(""));
      header(exchange, "Content-Type").ifPresent(value -> environment.put("CONTENT_TYPE", value));
      header(exchange, "Content-Encoding")
          .ifPresent(value -> environment.put("HTTP_CONTENT_ENCODING", value));
      header(exchange, "Git-Protocol").ifPresent(value -> environment.put("GIT_PROTOCOL", value));
      byte[] body = exchange.getRequestBody().readAllBytes();
      Command command =
          new Command(
              List.of("git", "http-backend"),
              directory,
              environment,
              body,
              java.time.Duration.ofMinutes(1),
              1 << 24);
      reply(exchange, new Processes().run(command));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  private static void reply(HttpExchange exchange, Finished backend) throws IOException {
    String latin = new String(backend.output(), StandardCharsets.ISO_8859_1);
    int end = latin.indexOf("\r\n\r\n");
    int status = 200;
    for (String line : latin.substring(0, end).split("\r\n", -1)) {
      String[] field = line.split(": ", 2);
      if (field[0].equals("Status")) {
        status = Integer.parseInt(field[1].substring(0, 3));
      } else {
        exchange.getResponseHeaders().add(field[0], field[1]);
      }
    }
    byte[] content = latin.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1);
    exchange.sendResponseHeaders(status, content.length == 0 ? -1 : content.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(content);
    }
  }
}
