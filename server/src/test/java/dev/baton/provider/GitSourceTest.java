package dev.baton.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.adapter.git.GitSourceHost;
import dev.baton.adapter.process.Command;
import dev.baton.adapter.process.Finished;
import dev.baton.adapter.process.Processes;
import dev.baton.engine.build.CloneReference;
import dev.baton.model.build.BuildRequest.SourceContent;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.ActionOutcome.Failed;
import dev.baton.model.execution.ActionOutcome.Succeeded;
import dev.baton.port.ActionProvider.AfterInterruption;
import dev.baton.port.ArtifactCatalogue;
import dev.baton.testkit.InMemoryArtifactCatalogue;
import dev.baton.testkit.InMemoryBlobStore;
import dev.baton.testkit.ManualClock;
import dev.baton.testkit.SeededIds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Git repositories as sources, under each of CodePipeline's names for one; with real git. */
final class GitSourceTest {

  @TempDir Path scratch;

  private final Processes processes = new Processes();
  private final InMemoryBlobStore blobs = new InMemoryBlobStore();
  private final InMemoryArtifactCatalogue catalogue =
      new InMemoryArtifactCatalogue(new SeededIds());
  private Path repository;
  private Path temporary;
  private GitSource source;
  private GitSource codeCommit;
  private GitSource gitHub;
  private String first = "";
  private String second = "";

  @BeforeEach
  void aRepositoryOfTwoCommits() throws Exception {
    temporary = scratch.resolve("temporary");
    Path scratchOfGit = scratch.resolve("git");
    var parts =
        new GitSource.Parts(
            new GitSourceHost(
                processes, Map.of("PATH", String.valueOf(System.getenv("PATH"))), scratchOfGit),
            Zips.files(scratch),
            blobs,
            catalogue,
            new ManualClock(),
            temporary);
    source = GitSource.connection(parts);
    codeCommit = GitSource.codeCommit(parts);
    gitHub = GitSource.gitHub(parts);
    repository = Files.createDirectories(scratch.resolve("repository"));
    git("init", "--quiet", "--initial-branch=main");
    Files.writeString(repository.resolve("a.txt"), "first");
    first = commit("First, with $(touch hacked) in it");
    Files.writeString(repository.resolve("a.txt"), "second");
    second = commit("Second");
  }

  private String git(String... arguments) throws InterruptedException {
    Stream<String> all =
        Stream.concat(
            Stream.of("git", "-c", "user.name=Ada", "-c", "user.email=ada@example.com"),
            Stream.of(arguments));
    Finished done =
        processes.run(
            Command.of(
                repository,
                Map.of(
                    "PATH",
                    String.valueOf(System.getenv("PATH")),
                    "GIT_CONFIG_GLOBAL",
                    "/dev/null",
                    "GIT_CONFIG_NOSYSTEM",
                    "1"),
                all.toArray(String[]::new)));
    assertThat(done.succeeded()).as(done.errorText()).isTrue();
    return done.text().strip();
  }

  private String commit(String message) throws InterruptedException {
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
    return git("rev-parse", "HEAD");
  }

  private Asked asked() {
    return Asked.of(source)
        .with("ConnectionArn", "arn:aws:codestar-connections:eu-west-1:111122223333:connection/x")
        .with("FullRepositoryId", "acme/shop")
        .with("BranchName", "main")
        .source(repository.toString())
        .output("SourceArtifact");
  }

  private Asked cloned() {
    return asked().source("file://" + repository);
  }

  private static ActionOutcome run(GitSource source, Asked asked) throws InterruptedException {
    return source.run(asked.request(), _ -> {});
  }

  private Succeeded succeeds(Asked asked) throws InterruptedException {
    ActionOutcome outcome = run(source, asked);
    assertThat(outcome).isInstanceOf(Succeeded.class);
    return (Succeeded) outcome;
  }

  private String fails(Asked asked) throws InterruptedException {
    ActionOutcome outcome = run(source, asked);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Failed.class, failed -> assertThat(failed.code()).isEqualTo("ConfigurationError"));
    return ((Failed) outcome).message();
  }

  private Map<String, String> artifact() throws IOException {
    ArtifactCatalogue.Entry entry =
        catalogue.latest(Asked.outputOf("SourceArtifact")).orElseThrow();
    try (InputStream in = blobs.open(entry.digest()).orElseThrow()) {
      return Zips.read(in.readAllBytes());
    }
  }

  @Test
  void theArtifactHoldsTheFilesAndNoGit() throws Exception {
    succeeds(asked());

    assertThat(artifact()).isEqualTo(Map.of("a.txt", "second"));
  }

  @Test
  void theCommitIsTheRevision() throws Exception {
    Succeeded done = succeeds(asked());

    assertThat(done.revisions())
        .singleElement()
        .satisfies(
            revision -> {
              assertThat(revision.revisionId()).isEqualTo(second);
              assertThat(revision.summary()).isEqualTo("Second");
              assertThat(revision.artifact()).isEqualTo("SourceArtifact");
            });
  }

  @Test
  void aWorkingTreeIsTakenAsItStandsAndSaysSo() throws Exception {
    Files.writeString(repository.resolve("a.txt"), "changed");
    Files.writeString(repository.resolve("new.txt"), "new");

    Succeeded done = succeeds(asked());

    assertThat(artifact()).isEqualTo(Map.of("a.txt", "changed", "new.txt", "new"));
    assertThat(done.outputVariables()).containsEntry("CommitId", second);
    assertThat(done.external().summary()).isEqualTo("Second (and 2 uncommitted files)");
  }

  @Test
  void aCommitThatWasAskedForIsTakenWithoutTheWorkingTree() throws Exception {
    Files.writeString(repository.resolve("a.txt"), "changed");

    succeeds(asked().revision("COMMIT_ID", first));

    assertThat(artifact()).isEqualTo(Map.of("a.txt", "first"));
  }

  @Test
  void aConnectionHasTheVariablesThatAwsDocuments() throws Exception {
    assertThat(succeeds(asked()).outputVariables())
        .containsOnlyKeys(
            "AuthorDate",
            "AuthorDisplayName",
            "AuthorEmail",
            "AuthorId",
            "BranchName",
            "CommitId",
            "CommitMessage",
            "ConnectionArn",
            "FullRepositoryName",
            "ProviderType",
            "BatonBaseCommit")
        .containsEntry("AuthorDisplayName", "Ada")
        .containsEntry("BranchName", "main")
        .containsEntry("CommitId", second)
        .containsEntry("CommitMessage", "Second")
        .containsEntry("FullRepositoryName", "acme/shop");
  }

  @Test
  void codeCommitHasTheVariablesThatAwsDocuments() throws Exception {
    Asked asked =
        Asked.of(codeCommit)
            .with("RepositoryName", "shop")
            .with("BranchName", "main")
            .source(repository.toString())
            .output("SourceArtifact");

    assertThat(((Succeeded) run(codeCommit, asked)).outputVariables())
        .containsOnlyKeys(
            "AuthorDate",
            "BranchName",
            "CommitId",
            "CommitMessage",
            "CommitterDate",
            "RepositoryName",
            "BatonBaseCommit")
        .containsEntry("RepositoryName", "shop");
  }

  @Test
  void gitHubHasTheVariablesThatAwsDocuments() throws Exception {
    Asked asked =
        Asked.of(gitHub)
            .with("Owner", "acme")
            .with("Repo", "shop")
            .with("Branch", "main")
            .with("OAuthToken", "****")
            .source(repository.toString())
            .output("SourceArtifact");

    assertThat(((Succeeded) run(gitHub, asked)).outputVariables())
        .containsOnlyKeys(
            "AuthorDate",
            "BranchName",
            "CommitId",
            "CommitMessage",
            "CommitUrl",
            "CommitterDate",
            "RepositoryName",
            "BatonBaseCommit")
        .containsEntry("RepositoryName", "shop");
  }

  @Test
  void aHostileCommitMessageIsDataAlone() throws Exception {
    Succeeded done = succeeds(asked().revision("COMMIT_ID", first));

    assertThat(done.outputVariables())
        .containsEntry("CommitMessage", "First, with $(touch hacked) in it");
    assertThat(repository.resolve("hacked")).doesNotExist();
  }

  @Test
  void anEndlessCommitMessageIsCut() throws Exception {
    commitOf("x".repeat(100_000));

    Succeeded done = succeeds(asked());

    assertThat(String.valueOf(done.outputVariables().get("CommitMessage"))).hasSizeLessThan(20_000);
    assertThat(done.external().summary()).hasSizeLessThanOrEqualTo(2048);
  }

  private void commitOf(String message) throws InterruptedException {
    git("commit", "--quiet", "--allow-empty", "--message", message);
  }

  @Test
  void theBaseOfTheLatestSuccessIsToldForChangeDetection() throws Exception {
    assertThat(succeeds(asked().base("SourceArtifact", first)).outputVariables())
        .containsEntry("BatonBaseCommit", first);
  }

  @Test
  void aCloneReferenceHoldsThePinnedCommit() throws Exception {
    succeeds(
        cloned().with("OutputArtifactFormat", "CODEBUILD_CLONE_REF").revision("COMMIT_ID", first));

    var entry = catalogue.latest(Asked.outputOf("SourceArtifact")).orElseThrow();
    assertThat(CloneReference.read(blobs, entry))
        .contains(
            new CloneReference(new SourceContent.Git("file://" + repository, first, false, 0)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CODE_TAR", "code_zip", ""})
  void anUnknownFormatIsRefused(String format) throws Exception {
    assertThat(fails(asked().with("OutputArtifactFormat", format)))
        .contains("is neither CODE_ZIP nor CODEBUILD_CLONE_REF");
  }

  @Test
  void aDirectoryWithoutGitIsPackedAsItIs() throws Exception {
    Path plain = Files.createDirectories(scratch.resolve("plain"));
    Files.writeString(plain.resolve("b.txt"), "b");

    Succeeded done = succeeds(asked().source(plain.toString()));

    assertThat(artifact()).isEqualTo(Map.of("b.txt", "b"));
    assertThat(done.outputVariables())
        .containsEntry("BranchName", "main")
        .containsEntry("CommitMessage", "files of " + plain)
        .containsEntry("AuthorEmail", "");
  }

  @Test
  void aDirectoryWithoutGitHasNoRevisions() throws Exception {
    Path plain = Files.createDirectories(scratch.resolve("plain"));

    assertThat(fails(asked().source(plain.toString()).revision("COMMIT_ID", "abc")))
        .isEqualTo(plain + " is no git repository: it has no revision abc");
  }

  @Test
  void anEmptyDirectoryIsRefused() throws Exception {
    Path plain = Files.createDirectories(scratch.resolve("plain"));

    assertThat(fails(asked().source(plain.toString()))).isEqualTo(plain + " has no files");
  }

  @Test
  void aRepositoryWithoutCommitsIsRefused() throws Exception {
    repository = Files.createDirectories(scratch.resolve("empty"));
    git("init", "--quiet");

    assertThat(fails(asked().source("file://" + repository))).isNotBlank();
  }

  @Test
  void withoutALocationItSaysWhatToGive() throws Exception {
    assertThat(fails(asked().source("")))
        .isEqualTo(
            "The source action TheAction has no repository here; give one with --source"
                + " TheAction=DIRECTORY or URL");
  }

  @Test
  void aRevisionOfAnotherKindIsRefused() throws Exception {
    assertThat(fails(asked().revision("S3_OBJECT_KEY", "x")))
        .isEqualTo("A git source takes a revision of the type COMMIT_ID, not S3_OBJECT_KEY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ext::sh -c 'touch hacked'",
        "--upload-pack=touch hacked",
        "-oProxyCommand=touch hacked",
        "https://nowhere.invalid\ntouch hacked",
        "nul\0byte",
        "/no/such/directory",
      })
  void aHostileLocationIsRefused(String location) throws Exception {
    assertThat(fails(asked().source(location))).isNotBlank();
    assertThat(Path.of("hacked")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--output=hacked", "$(touch hacked)", "main\ntouch hacked", "no-such", ""})
  void aHostileRevisionIsRefused(String revision) throws Exception {
    assertThat(fails(asked().revision("COMMIT_ID", revision))).isNotBlank();
    assertThat(repository.resolve("hacked")).doesNotExist();
  }

  @Test
  void nothingIsLeftBehind() throws Exception {
    succeeds(asked());
    fails(asked().revision("COMMIT_ID", "no-such"));

    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void itMayBeRepeated() {
    assertThat(source.afterInterruption(asked().request())).isEqualTo(AfterInterruption.REPEAT);
  }
}
