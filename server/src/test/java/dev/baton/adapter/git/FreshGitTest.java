package dev.baton.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.adapter.process.Processes;
import dev.baton.model.build.BuildRequest.SourceContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code .git} that a checkout is given. */
class FreshGitTest {

  @TempDir private Path directory;
  private Path target = Path.of("unset");

  @BeforeEach
  void places() {
    target = directory.resolve("target");
  }

  @Test
  void aFreshGitHasTheHistoryBranchesAndTagsAndIsClean() throws IOException {
    GitFixture repository = repository();
    repository.git("tag", "v1");
    repository.git("branch", "other");
    String second = repository.commit("second");
    repository.git("gc", "-q");
    String third = repository.commit("third");

    host().checkout(git(repository, "main"), target, true);

    assertThat(GitFixture.in(target, "rev-list", "--count", "HEAD")).isEqualTo("3");
    assertThat(GitFixture.in(target, "status", "--porcelain", "--branch"))
        .isEqualTo("## main...origin/main");
    assertThat(GitFixture.in(target, "rev-parse", "HEAD", "HEAD~1", "origin/main"))
        .isEqualTo(third + "\n" + second + "\n" + third);
    assertThat(GitFixture.in(target, "describe", "--tags")).startsWith("v1-2-g");
    assertThat(GitFixture.in(target, "diff", "--name-only", "origin/other...HEAD")).isEmpty();
    assertThat(GitFixture.in(target, "fsck", "--full")).isEmpty();
    assertThat(GitFixture.in(target, "remote", "get-url", "origin"))
        .isEqualTo(repository.root().toString());
  }

  @Test
  void aFreshGitHasNoneOfTheRepositorysConfigurationHooksOrAlternates() throws IOException {
    GitFixture repository = repository();
    repository.git("config", "user.secret", "do-not-copy");
    repository.git("remote", "add", "upstream", "https://user:token@host.invalid/x.git");
    repository.write(".git/hooks/post-checkout", "#!/bin/sh\ntouch " + directory + "/ran\n");
    Files.setPosixFilePermissions(
        repository.root().resolve(".git/hooks/post-checkout"),
        PosixFilePermissions.fromString("rwxr-xr-x"));

    host().checkout(workingTree(repository), target, true);

    assertThat(Files.readString(target.resolve(".git/config")))
        .doesNotContain("secret", "token", "upstream");
    assertThat(target.resolve(".git/hooks")).doesNotExist();
    assertThat(target.resolve(".git/objects/info/alternates")).doesNotExist();
    assertThat(directory.resolve("ran")).doesNotExist();
  }

  @Test
  void aWorkingTreeWithGitShowsItsChangesAsChanges() throws IOException {
    GitFixture repository = repository();
    repository.write("a.txt", "dirty").write("new", "n");

    host().checkout(workingTree(repository), target, true);

    assertThat(GitFixture.in(target, "status", "--porcelain")).isEqualTo("M a.txt\n?? new");
  }

  @Test
  void aDepthCutsTheHistory() throws IOException {
    GitFixture repository = repository();
    repository.commit("second");
    repository.commit("third");

    host()
        .checkout(
            new SourceContent.Git(repository.root().toString(), "main", false, 2), target, true);

    assertThat(GitFixture.in(target, "rev-list", "--count", "HEAD")).isEqualTo("2");
    assertThat(GitFixture.in(target, "fsck")).isEmpty();
  }

  @Test
  void aCloneThatBorrowsItsObjectsIsASourceToo() throws IOException {
    GitFixture repository = repository();
    GitFixture.in(directory, "clone", "-q", "--shared", repository.root().toString(), "borrower");

    host()
        .checkout(
            new SourceContent.Git(directory.resolve("borrower").toString(), "", false, 0),
            target,
            true);
    Trees.remove(repository.root());

    assertThat(GitFixture.in(target, "fsck", "--full")).isEmpty();
  }

  private GitFixture repository() throws IOException {
    GitFixture repository = new GitFixture(directory.resolve("repo"));
    repository.write("a.txt", "A").write("dir/b.txt", "B").commit("first");
    return repository;
  }

  private static SourceContent.Git git(GitFixture repository, String revision) {
    return new SourceContent.Git(repository.root().toString(), revision, false, 0);
  }

  private static SourceContent.Git workingTree(GitFixture repository) {
    return new SourceContent.Git(repository.root().toString(), "", true, 0);
  }

  private GitSourceHost host() {
    return new GitSourceHost(new Processes(), System.getenv(), directory.resolve("scratch"));
  }
}
