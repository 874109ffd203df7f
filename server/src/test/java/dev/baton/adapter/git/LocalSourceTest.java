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
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalSourceTest {

  @TempDir private Path directory;
  private Path target = Path.of("unset");
  private Path scratch = Path.of("unset");

  @BeforeEach
  void places() {
    target = directory.resolve("target");
    scratch = directory.resolve("scratch");
  }

  @Test
  void aRevisionCarriesWhatAwsDocuments() throws IOException {
    GitFixture repository = repository();
    String commit = repository.commit("second: \"quoted\" $(id)\n\nbody");

    Revision revision = host().resolve(git(repository, ""));

    assertThat(revision.commit()).isEqualTo(commit);
    assertThat(revision.branch()).isEqualTo("main");
    assertThat(revision.variables())
        .containsEntry("CommitId", commit)
        .containsEntry("CommitMessage", "second: \"quoted\" $(id)\n\nbody")
        .containsEntry("AuthorDate", "2026-11-21T03:00:00Z")
        .containsEntry("CommitterDate", "2026-11-21T04:00:00Z")
        .containsEntry("AuthorDisplayName", "A U Thor")
        .containsEntry("AuthorEmail", "author@example.com")
        .containsEntry("BranchName", "main");
  }

  @Test
  void branchTagCommitAndShortCommitAreFound() throws IOException {
    GitFixture repository = repository();
    String first = repository.git("rev-parse", "HEAD");
    repository.git("branch", "feature/한국어");
    repository.git("-c", "user.name=t", "-c", "user.email=t@e", "tag", "-a", "v1", "-m", "tag");
    repository.commit("second");

    assertThat(host().resolve(git(repository, "feature/한국어")))
        .extracting("commit", "branch")
        .containsExactly(first, "feature/한국어");
    assertThat(host().resolve(git(repository, "refs/heads/main")).branch()).isEqualTo("main");
    assertThat(host().resolve(git(repository, "v1")).variables())
        .containsEntry("CommitId", first)
        .containsEntry("TagName", "v1");
    assertThat(host().resolve(git(repository, first)))
        .extracting("commit", "branch")
        .containsExactly(first, "");
    assertThat(host().resolve(git(repository, first.substring(0, 8))).commit()).isEqualTo(first);
  }

  @Test
  void aBranchComesBeforeATagOfItsName() throws IOException {
    GitFixture repository = repository();
    repository.git("tag", "main");
    String second = repository.commit("second");

    assertThat(host().resolve(git(repository, "main")).commit()).isEqualTo(second);
  }

  @Test
  void aCommitIsCheckedOutWithoutGitAndWithoutWhatIsNotInIt() throws IOException {
    GitFixture repository = repository();
    repository.write("untracked", "u").write("a.txt", "dirty");

    Revision revision = host().checkout(git(repository, "main"), target, false);

    assertThat(GitFixture.tree(target)).isEqualTo(Map.of("a.txt", "A", "dir/b.txt", "B"));
    assertThat(target.resolve(".git")).doesNotExist();
    assertThat(revision.uncommitted()).isEmpty();
  }

  @Test
  void aWorkingTreeComesAsItStands() throws IOException {
    GitFixture repository = repository();
    repository
        .write("run.sh", "#!/bin/sh")
        .write(".gitignore", "*.log\n")
        .write("type", "t")
        .write("d/f", "f")
        .write("gone/deep/x", "x");
    repository.commit("more");
    repository
        .write("a.txt", "dirty")
        .write("untracked/new file", "u")
        .write("noise.log", "ignored")
        .write("private", "ignored too");
    repository.write(".git/info/exclude", "private\n");
    Files.setPosixFilePermissions(
        repository.root().resolve("run.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.delete(repository.root().resolve("dir/b.txt"));
    Files.delete(repository.root().resolve("gone/deep/x"));
    Files.delete(repository.root().resolve("type"));
    Files.createSymbolicLink(repository.root().resolve("type"), Path.of("a.txt"));
    Trees.remove(repository.root().resolve("d"));
    repository.write("d", "now a file").write("staged", "s");
    repository.git("add", "staged");

    Revision revision = host().checkout(workingTree(repository), target, false);

    assertThat(GitFixture.tree(target))
        .isEqualTo(
            Map.of(
                "a.txt",
                "dirty",
                "run.sh",
                "#!/bin/sh",
                ".gitignore",
                "*.log\n",
                "untracked/new file",
                "u",
                "type",
                "-> a.txt",
                "d",
                "now a file",
                "staged",
                "s"));
    assertThat(target.resolve("run.sh")).isExecutable();
    assertThat(target.resolve("gone")).doesNotExist();
    assertThat(revision.uncommitted())
        .containsExactlyInAnyOrder(
            "a.txt",
            "run.sh",
            "dir/b.txt",
            "gone/deep/x",
            "type",
            "d",
            "d/f",
            "staged",
            "untracked/new file");
    assertThat(host().resolve(workingTree(repository)).uncommitted()).hasSize(9);
  }

  @Test
  void aLinkThatBecameADirectoryIsNotWrittenThrough() throws IOException {
    GitFixture repository = new GitFixture(directory.resolve("repo"));
    Files.createDirectories(directory.resolve("victim"));
    Files.createSymbolicLink(repository.root().resolve("d"), directory.resolve("victim"));
    repository.commit("a link");
    Files.delete(repository.root().resolve("d"));
    repository.write("d/f", "inside");

    host().checkout(workingTree(repository), target, false);

    assertThat(GitFixture.tree(target)).isEqualTo(Map.of("d/f", "inside"));
    assertThat(directory.resolve("victim")).isEmptyDirectory();
  }

  @Test
  void aDirectoryThatBecameALinkIsThatLinkAndNotWhatLiesBehindIt() throws IOException {
    GitFixture repository = repository();
    Path outside = Files.createDirectories(directory.resolve("outside"));
    Files.writeString(outside.resolve("b.txt"), "outside");
    Trees.remove(repository.root().resolve("dir"));
    Files.createSymbolicLink(repository.root().resolve("dir"), outside);

    host().checkout(workingTree(repository), target, false);

    assertThat(GitFixture.tree(target)).isEqualTo(Map.of("a.txt", "A", "dir", "-> " + outside));
  }

  @Test
  void aFileThatWasOnlyTouchedIsNoChange() throws IOException {
    GitFixture repository = repository();
    Files.setLastModifiedTime(repository.root().resolve("a.txt"), FileTime.fromMillis(1));

    assertThat(host().resolve(workingTree(repository)).uncommitted()).isEmpty();
  }

  @Test
  void aPartOfARepositoryIsThatPartAlone() throws IOException {
    GitFixture repository = repository();
    repository.write("dir/new", "n").write("other", "o");
    var part = new SourceContent.Git(repository.root().resolve("dir").toString(), "", true, 0);

    host().checkout(part, target, true);

    assertThat(GitFixture.tree(target)).isEqualTo(Map.of("b.txt", "B", "new", "n"));
  }

  @Test
  void aPartThatIsNotCommittedYetIsThereToo() throws IOException {
    GitFixture repository = repository();
    repository.write("fresh/new", "n");
    var part = new SourceContent.Git(repository.root().resolve("fresh").toString(), "", true, 0);

    host().checkout(part, target, false);

    assertThat(GitFixture.tree(target)).isEqualTo(Map.of("new", "n"));
  }

  @Test
  void readingChangesNothingInTheRepository() throws IOException {
    GitFixture repository = repository();
    repository.write("a.txt", "dirty").write("untracked", "u");
    Files.setLastModifiedTime(repository.root().resolve("dir/b.txt"), FileTime.fromMillis(1));
    Map<String, String> before = GitFixture.fingerprint(repository.root());

    host().resolve(workingTree(repository));
    host().checkout(workingTree(repository), target, true);
    host()
        .checkout(
            new SourceContent.Git(repository.root().toString(), "main", false, 1),
            directory.resolve("second"),
            true);

    assertThat(GitFixture.fingerprint(repository.root())).isEqualTo(before);
    assertThat(scratch).isDirectoryNotContaining(left -> !left.endsWith("empty.git"));
  }

  @Test
  void aShallowCloneALinkedWorkingTreeAndABareRepositoryAreSourcesToo() throws IOException {
    GitFixture repository = repository();
    String second = repository.commit("second");
    GitFixture.in(directory, "clone", "-q", "--depth=1", "file://" + repository.root(), "shallow");
    GitFixture.in(directory, "clone", "-q", "--bare", repository.root().toString(), "bare.git");
    repository.git("worktree", "add", "-q", "-b", "linked", directory.resolve("linked").toString());

    for (String place : new String[] {"shallow", "bare.git", "linked"}) {
      var source = new SourceContent.Git(directory.resolve(place).toString(), "", true, 0);
      Revision revision = host().checkout(source, directory.resolve("of-" + place), true);

      assertThat(revision.commit()).as(place).isEqualTo(second);
      assertThat(GitFixture.in(directory.resolve("of-" + place), "status", "--porcelain"))
          .as(place)
          .isEmpty();
    }
    assertThat(GitFixture.in(directory.resolve("of-linked"), "branch", "--show-current"))
        .isEqualTo("linked");
  }

  @Test
  void aSubmoduleIsAnEmptyDirectoryAndItsConfigurationIsNotRead() throws IOException {
    GitFixture library = repository("library");
    GitFixture repository = repository();
    repository.git("submodule", "--quiet", "add", library.root().toString(), "sub");
    repository.commit("with a submodule");
    Path config = repository.root().resolve(".git/modules/sub/config");
    Files.writeString(
        config, Files.readString(config) + "[core]\n\tfsmonitor = touch " + directory + "/ran\n");
    repository.write("sub/a.txt", "dirty within");

    host().checkout(workingTree(repository), target, true);

    assertThat(target.resolve("sub")).isEmptyDirectory();
    assertThat(directory.resolve("ran")).doesNotExist();
  }

  @Test
  void aRepositoryInTheRepositoryIsLeftOut() throws IOException {
    GitFixture repository = repository();
    repository("repo/nested");

    host().checkout(workingTree(repository), target, false);

    assertThat(GitFixture.tree(target)).containsOnlyKeys("a.txt", "dir/b.txt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[core]\n\tfsmonitor = touch %s\n",
        "[filter \"x\"]\n\tclean = touch %s; cat\n\tsmudge = touch %s; cat\n\tprocess = touch %s\n",
        "[log]\n\tshowSignature = true\n[gpg]\n\tprogram = touch %s\n",
        """
        [core]
        \thooksPath = hooks
        \tpager = touch %s
        \talternateRefsCommand = touch %s
        \tsshCommand = touch %s
        """,
        "[uploadpack]\n\tpackObjectsHook = touch %s\n[diff]\n\texternal = touch %s\n",
        "[include]\n\tpath = /nonexistent\n[alias]\n\tstatus = !touch %s\n\tcat-file = !touch %s\n"
      })
  void nothingThatTheRepositoryConfiguresIsRun(String configuration) throws IOException {
    GitFixture repository = repository();
    repository.write(".gitattributes", "* filter=x\n");
    repository.commit("attributes");
    Path ran = directory.resolve("ran");
    Path config = repository.root().resolve(".git/config");
    Files.writeString(
        config, Files.readString(config) + configuration.replace("%s", ran.toString()));
    repository.write("a.txt", "dirty").write("new", "n");

    host().resolve(workingTree(repository));
    host().checkout(workingTree(repository), target, true);

    assertThat(ran).doesNotExist();
    assertThat(GitFixture.tree(target)).containsEntry("a.txt", "dirty").containsEntry("new", "n");
  }

  @Test
  void aLocalPathWithASpaceAColonAndQuotesIsAPath() throws IOException {
    GitFixture repository = repository("it's \"a:b\" \\ é");

    host().checkout(workingTree(repository), target, true);

    assertThat(GitFixture.in(target, "fsck")).isEmpty();
    assertThat(GitFixture.in(target, "remote", "get-url", "origin"))
        .isEqualTo(repository.root().toString());
  }

  @Test
  void aFileUrlIsTheRepositoryOfThatPath() throws IOException {
    GitFixture repository = repository("with space");
    repository.write("a.txt", "dirty");

    host()
        .checkout(
            new SourceContent.Git("file://" + directory + "/with%20space", "main", false, 0),
            target,
            false);

    assertThat(GitFixture.tree(target)).containsEntry("a.txt", "A");
  }

  @Test
  void oddFileNamesAndExecutableBitsArrive() throws IOException {
    GitFixture repository = repository();
    repository
        .write("new\nline", "n")
        .write("한국어/é🎉.txt", "u")
        .write("-dash", "d")
        .write("q'u\"o", "q")
        .write("tool", "t");
    Files.setPosixFilePermissions(
        repository.root().resolve("tool"), PosixFilePermissions.fromString("rwxr-xr-x"));
    repository.commit("odd");
    repository.write("new\nline", "changed").write("with space ü", "untracked");

    host().checkout(workingTree(repository), target, false);

    assertThat(GitFixture.tree(target))
        .containsEntry("new\nline", "changed")
        .containsEntry("한국어/é🎉.txt", "u")
        .containsEntry("-dash", "d")
        .containsEntry("q'u\"o", "q")
        .containsEntry("with space ü", "untracked");
    assertThat(target.resolve("tool")).isExecutable();
  }

  @Test
  void aRepositoryWithoutCommitsIsSaid() throws IOException {
    GitFixture repository = new GitFixture(directory.resolve("repo"));

    assertRefused(workingTree(repository), "has no commits yet");
    assertRefused(git(repository, "main"), "has no branch, tag or commit main");
  }

  @Test
  void whatIsNotThereIsNamed() throws IOException {
    GitFixture repository = repository();
    Files.createDirectories(directory.resolve("plain"));

    assertRefused(git(repository, "no-such"), "has no branch, tag or commit no-such");
    assertRefused(git(repository, "dead".repeat(10)), "has no branch, tag or commit deaddead");
    assertRefused(
        new SourceContent.Git(directory + "/nowhere", "", true, 0), "nowhere is not there");
    assertRefused(
        new SourceContent.Git(directory + "/plain", "", true, 0), "is in no git repository");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--output=/tmp/x",
        "-x",
        "a..b",
        "main~1",
        "main^",
        "HEAD@{1}",
        ":/second",
        "main:a.txt",
        "a b",
        "a\nb",
        "$(id)\n",
        "x\0",
        "a/",
        "../x",
        "refs/heads/../../x",
        "main^{tree}",
        "a\\b",
        "a?b",
        "*"
      })
  void aRevisionIsABranchTagOrCommitAndNothingElse(String revision) throws IOException {
    GitFixture repository = repository();

    assertRefused(git(repository, revision), "was refused: give a branch, a tag or a commit");
  }

  @Test
  void aBranchWithAShellsCharactersIsABranch() throws IOException {
    GitFixture repository = repository();
    repository.git("branch", "a;$(id)`id`&'\"|b");

    assertThat(host().resolve(git(repository, "a;$(id)`id`&'\"|b")).branch())
        .isEqualTo("a;$(id)`id`&'\"|b");
  }

  @Test
  void theRepositoryAroundADirectoryIsFound() throws IOException {
    GitFixture repository = repository();

    assertThat(host().repositoryAround(repository.root().resolve("dir")))
        .contains(repository.root());
    assertThat(host().repositoryAround(Path.of("/"))).isEmpty();
  }

  @Test
  void aDirectoryIsCopiedWithItsModesAndTheLinksThatStayInside() throws IOException {
    Path source = Files.createDirectories(directory.resolve("src/empty")).resolveSibling(".");
    source = source.normalize();
    Files.writeString(source.resolve("tool"), "t");
    Files.setPosixFilePermissions(
        source.resolve("tool"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createSymbolicLink(source.resolve("in"), Path.of("tool"));
    Files.createSymbolicLink(source.resolve("out"), Path.of("../victim"));
    Files.createSymbolicLink(source.resolve("dangling"), Path.of("nowhere"));

    host().copy(new SourceContent.Directory(source.toString()), target);

    assertThat(GitFixture.tree(target))
        .containsOnlyKeys("tool", "in", "dangling")
        .containsEntry("in", "-> tool");
    assertThat(target.resolve("tool")).isExecutable();
    assertThat(target.resolve("empty")).isDirectory();
  }

  @Test
  void aDirectoryCanBeCopiedIntoItself() throws IOException {
    Path source = Files.createDirectories(directory.resolve("src"));
    Files.writeString(source.resolve("f"), "f");

    host().copy(new SourceContent.Directory(source.toString()), source.resolve("work"));

    assertThat(GitFixture.tree(source)).containsOnlyKeys("f", "work/f");
  }

  private void assertRefused(SourceContent.Git source, String message) {
    assertThatThrownBy(() -> host().checkout(source, target, false))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining(message);
    assertThatThrownBy(() -> host().resolve(source)).isInstanceOf(SourceException.class);
  }

  private GitFixture repository() throws IOException {
    return repository("repo");
  }

  private GitFixture repository(String name) throws IOException {
    GitFixture repository = new GitFixture(directory.resolve(name));
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
    return new GitSourceHost(new Processes(), System.getenv(), scratch);
  }
}
