package dev.baton.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.adapter.process.Processes;
import dev.baton.model.build.BuildRequest.SourceContent;
import dev.baton.port.SourceHost.Revision;
import dev.baton.port.SourceHost.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository behind git's own smart HTTP, on this machine. */
class RemoteSourceTest {

  @TempDir private Path directory;
  private Path target = Path.of("unset");
  private Optional<SmartHttp> server = Optional.empty();

  @BeforeEach
  void serve() throws IOException {
    target = directory.resolve("target");
    server = Optional.of(SmartHttp.serve(directory));
  }

  @AfterEach
  void stop() {
    server.ifPresent(SmartHttp::close);
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

    assertThat(server.orElseThrow().authorizations())
        .isNotEmpty()
        .allMatch("Basic dXNlcjpzM2NyZXQ="::equals);
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
    return server.orElseThrow().url("repo");
  }

  private GitSourceHost host() {
    return new GitSourceHost(new Processes(), System.getenv(), directory.resolve("scratch"));
  }
}
