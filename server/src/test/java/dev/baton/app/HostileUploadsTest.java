package dev.baton.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.adapter.git.GitSourceHost;
import dev.baton.adapter.process.Command;
import dev.baton.adapter.process.Finished;
import dev.baton.adapter.process.Processes;
import dev.baton.model.build.BuildRequest.SourceContent;
import dev.baton.port.SourceHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Trees that are sent to do harm: what is unsafe is refused and leaves nothing behind, and what is
 * kept never leads to other files of the machine, or to a command.
 */
final class HostileUploadsTest {

  @TempDir Path place;
  private Doorstep server;

  @BeforeEach
  void open() {
    server = Doorstep.open(place);
  }

  @AfterEach
  void theServerIsWellAndNothingIsLeft() throws IOException {
    server.assertWell();
    server.close();
    try (Stream<Path> left = Files.list(server.data.resolve("scratch"))) {
      assertThat(left.filter(p -> p.getFileName().toString().startsWith("upload-"))).isEmpty();
    }
  }

  private static byte[] zip(Map<String, String> files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(UTF_8));
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  private Doorstep.Heard send(byte[] body) throws IOException {
    byte[] head =
        ("POST /_/uploads HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(ISO_8859_1);
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return server.say(all);
  }

  private Path sent(Map<String, String> files) throws IOException {
    Doorstep.Heard heard = send(zip(files));
    assertThat(heard.statuses()).as(heard.text()).containsExactly(200);
    return placeIn(heard);
  }

  private static Path placeIn(Doorstep.Heard heard) {
    return Path.of(heard.body().replaceAll("(?s).*\"place\" ?: ?\"([^\"]+)\".*", "$1"));
  }

  private void assertRefused(byte[] body) throws IOException {
    Doorstep.Heard heard = send(body);
    assertThat(heard.statuses()).as(heard.text()).containsExactly(400);
    assertThat(heard.body()).contains("__type").doesNotContain("Exception:", "\tat ");
    Path uploads = server.data.resolve("uploads");
    if (Files.isDirectory(uploads)) {
      assertThat(uploads).isEmptyDirectory();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tree/../../../out",
        "../out",
        "/out",
        "tree/..",
        "tree\\..\\..\\out",
        "tree/a\u0000b",
        "tree/.git/config",
        "tree/.git",
        "tree/.git/hooks/post-checkout"
      })
  void aNameThatLeavesItsPlaceIsRefused(String name) throws IOException {
    assertRefused(zip(Map.of("tree/a", "a", name, "b")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "git/hooks/post-checkout",
        "git/objects/info/alternates",
        "git/commondir",
        "git/gitdir",
        "git/config.worktree",
        "git/info/attributes",
        "git/modules/a/HEAD",
        "git/worktrees/a/HEAD",
        "git/sharedindex.00",
        "git/objects/pack/x.promisor"
      })
  void whatGitCouldBeLedByIsRefused(String name) throws IOException {
    byte[] zip = zip(Map.of("tree/a", "a", "git/HEAD", "ref: refs/heads/main\n", name, "b"));
    assertRefused(zip);
    assertThat(send(zip).body()).contains("is not taken: only packs");
  }

  @Test
  void aTreeOfWhichThereIsNothingIsRefused() throws IOException {
    assertRefused(zip(Map.of("other/a", "a")));
    assertRefused(zip(Map.of("tree", "a file")));
    assertRefused(new byte[0]);
    assertRefused("no archive".getBytes(UTF_8));
  }

  @Test
  void anArchiveThatGrowsBeyondMeasureIsRefused() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("tree/a"));
      byte[] nothing = new byte[1024 * 1024];
      for (int i = 0; i < 450; i++) {
        zip.write(nothing);
      }
    }
    assertRefused(out.toByteArray());
  }

  @Test
  void anArchiveThatIsCutOffIsRefused() throws IOException {
    byte[] whole = zip(Map.of("tree/a", "a".repeat(1_000), "tree/b", "b"));
    assertRefused(java.util.Arrays.copyOf(whole, whole.length / 2));
  }

  private GitSourceHost host() {
    return new GitSourceHost(
        new Processes(),
        System.getenv(),
        place.resolve("s"),
        Set.of(server.data.resolve("uploads")));
  }

  /** Makes a repository of somebody else on this machine; returns its commit. */
  private String neighbour() throws IOException {
    Path other = Files.createDirectories(place.resolve("other"));
    git(other, "init", "-q", "-b", "main");
    Files.writeString(other.resolve("secret"), "theirs");
    commit(other);
    return git(other, "rev-parse", "HEAD");
  }

  private static String git(Path directory, String... words) {
    Map<String, String> environment =
        Map.of(
            "PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"),
            "HOME", "/nonexistent",
            "GIT_CONFIG_NOSYSTEM", "1",
            "GIT_CONFIG_GLOBAL", "/dev/null");
    Stream<String> all = Stream.concat(Stream.of("git"), Stream.of(words));
    try {
      Finished ran =
          new Processes().run(Command.of(directory, environment, all.toArray(String[]::new)));
      assertThat(ran.exitStatus()).as(ran.errorText()).isZero();
      return ran.text().strip();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void commit(Path repository) {
    git(repository, "add", "-A");
    git(repository, "-c", "user.name=n", "-c", "user.email=n@example.org", "commit", "-qm", "c");
  }

  private void assertNoRepository(Path sent) {
    SourceContent.Git source = new SourceContent.Git(sent.toString(), "", true, 0);
    assertThat(host().repositoryAround(sent)).isEmpty();
    assertThatThrownBy(() -> host().checkout(source, place.resolve("target"), true))
        .isInstanceOf(SourceHost.SourceException.class);
    assertThat(place.resolve("target/secret")).doesNotExist();
  }

  @Test
  void aPointerInASubdirectoryLeadsNowhere() throws IOException {
    neighbour();
    Path sent =
        sent(Map.of("tree/sub/.git", "gitdir: " + place.resolve("other/.git"), "tree/sub/a", "a"));
    assertNoRepository(sent.resolve("sub"));
  }

  @Test
  void aTreeThatLooksLikeABareRepositoryIsNone() throws IOException {
    neighbour();
    Map<String, String> files = new LinkedHashMap<>();
    files.put("tree/HEAD", "ref: refs/heads/main\n");
    files.put("tree/commondir", place.resolve("other/.git") + "\n");
    files.put("tree/config", "[core]\n\tfsmonitor = touch " + place.resolve("marker") + "\n");
    files.put("tree/objects/info/alternates", place.resolve("other/.git/objects") + "\n");
    files.put("tree/refs/heads/x", "0".repeat(40));
    Path sent = sent(files);
    assertNoRepository(sent);
    assertThat(place.resolve("marker")).doesNotExist();
  }

  @Test
  void aSentTreeIsInNoRepositoryAroundTheData() throws IOException {
    git(Files.createDirectories(place), "init", "-q", "-b", "main");
    assertNoRepository(sent(Map.of("tree/a", "a")));
  }

  private Path sentByAClient(Path repository) throws IOException {
    byte[] zip;
    try (SentTree tree = SentTree.in(place, new Processes(), System.getenv())) {
      tree.take(repository);
      try (InputStream in = tree.blobs().open(tree.packed().digest()).orElseThrow()) {
        zip = in.readAllBytes();
      }
    }
    Doorstep.Heard heard = send(zip);
    assertThat(heard.statuses()).as(heard.text()).containsExactly(200);
    return placeIn(heard);
  }

  @Test
  void aSubmoduleBesideASentTreeIsNotFetchedFromThisMachine() throws IOException {
    String theirs = neighbour();
    Path mine = Files.createDirectories(place.resolve("mine"));
    git(mine, "init", "-q", "-b", "main");
    Files.writeString(
        mine.resolve(".gitmodules"), "[submodule \"s\"]\n\tpath = s\n\turl = ../../../other\n");
    git(mine, "update-index", "--add", "--cacheinfo", "160000," + theirs + ",s");
    git(mine, "add", ".gitmodules");
    git(mine, "-c", "user.name=n", "-c", "user.email=n@example.org", "commit", "-qm", "c");
    Path sent = sentByAClient(mine);

    SourceContent.Git source = new SourceContent.Git(sent.toString(), "", false, 0, true);
    assertThatThrownBy(() -> host().checkout(source, place.resolve("target"), true))
        .isInstanceOf(SourceHost.SourceException.class)
        .hasMessageContaining("out of the tree that was sent");
    assertThat(place.resolve("target/s/secret")).doesNotExist();
  }

  @Test
  void whatAClientSendsIsBuiltWithItsHistory() throws IOException {
    neighbour();
    Path sent = sentByAClient(place.resolve("other"));
    SourceContent.Git source = new SourceContent.Git(sent.toString(), "", true, 0);
    host().checkout(source, place.resolve("target"), true);
    assertThat(place.resolve("target/secret")).hasContent("theirs");
    assertThat(place.resolve("target/.git/packed-refs")).content().contains("refs/heads/main");
  }

  @Test
  void aSentConfigurationIsNotRead() throws IOException {
    Path marker = place.resolve("marker");
    Path sent =
        sent(
            Map.of(
                "tree/a",
                "a",
                "git/HEAD",
                "ref: refs/heads/main\n",
                "git/packed-refs",
                "",
                "git/config",
                "[include]\n\tpath = /etc/passwd\n[core]\n\tfsmonitor = touch "
                    + marker
                    + "\n\tsshCommand = touch "
                    + marker
                    + "\n[alias]\n\tcat-file = !touch "
                    + marker
                    + "\n"));
    assertThat(sent.resolve(".git/config"))
        .content()
        .doesNotContain("include", "fsmonitor", "alias", "sshCommand");
  }
}
