package dev.baton.provider;

import dev.baton.engine.build.CloneReference;
import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.build.BuildRequest.SourceContent;
import dev.baton.model.document.Refused;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.ArtifactRevision;
import dev.baton.model.execution.SourceRevision;
import dev.baton.port.ActionProvider;
import dev.baton.port.ArtifactCatalogue;
import dev.baton.port.ArtifactFiles;
import dev.baton.port.BlobStore;
import dev.baton.port.SourceHost;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A git repository as a source, under each of CodePipeline's names for one. Where the repository is
 * comes from the pipeline's sources ({@code --source}); its files become the artifact, or a
 * reference to clone (CODEBUILD_CLONE_REF).
 */
public final class GitSource implements ActionProvider {

  private static final String FORMAT = "OutputArtifactFormat";
  private static final String CODE_ZIP = "CODE_ZIP";
  private static final String CLONE_REF = "CODEBUILD_CLONE_REF";

  private final ActionType type;
  private final String branchKey;
  private final GitVariables variables;
  private final Parts parts;

  /**
   * What a git source works with.
   *
   * @param scratch where a source's files lie for a moment
   */
  public record Parts(
      SourceHost host,
      ArtifactFiles files,
      BlobStore blobs,
      ArtifactCatalogue catalogue,
      InstantSource clock,
      Path scratch) {}

  private GitSource(ActionType type, String branchKey, GitVariables variables, Parts parts) {
    this.type = type;
    this.branchKey = branchKey;
    this.variables = variables;
    this.parts = parts;
  }

  /** CodeStarSourceConnection: GitHub, GitLab, Bitbucket through a connection. */
  public static GitSource connection(Parts parts) {
    return new GitSource(connectionType(), "BranchName", GitVariables.CONNECTION, parts);
  }

  public static GitSource codeCommit(Parts parts) {
    return new GitSource(codeCommitType(), "BranchName", GitVariables.CODE_COMMIT, parts);
  }

  /** The first GitHub action, of owner ThirdParty. */
  public static GitSource gitHub(Parts parts) {
    return new GitSource(gitHubType(), "Branch", GitVariables.GIT_HUB, parts);
  }

  static ActionType connectionType() {
    return Types.aws("Source", "CodeStarSourceConnection")
        .required("ConnectionArn", "FullRepositoryId", "BranchName")
        .optional("OutputArtifactFormat", "DetectChanges")
        .outputs(1, 1)
        .type();
  }

  static ActionType codeCommitType() {
    return Types.aws("Source", "CodeCommit")
        .required("RepositoryName", "BranchName")
        .optional("PollForSourceChanges", "OutputArtifactFormat")
        .outputs(1, 1)
        .type();
  }

  static ActionType gitHubType() {
    return Types.of("Source", "ThirdParty", "GitHub")
        .required("Owner", "Repo", "Branch")
        .requiredSecret("OAuthToken")
        .optional("PollForSourceChanges")
        .outputs(1, 1)
        .type();
  }

  @Override
  public ActionType type() {
    return type;
  }

  @Override
  public AfterInterruption afterInterruption(Request request) {
    return AfterInterruption.REPEAT;
  }

  private static boolean isKnown(String format) {
    return format.equals(CODE_ZIP) || format.equals(CLONE_REF);
  }

  private static String unknown(String format) {
    return FORMAT + " '" + format + "' is neither " + CODE_ZIP + " nor " + CLONE_REF;
  }

  @Override
  public ActionOutcome run(Request request, Progress progress) throws InterruptedException {
    try {
      return read(request);
    } catch (SourceHost.SourceException | Refused e) {
      return Outcomes.misconfigured(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return Outcomes.broken("The source could not be stored: " + e.getMessage());
    }
  }

  private ActionOutcome read(Request request) throws IOException {
    String action = request.action().name();
    String location = request.options().sources().getOrDefault(action, "");
    if (location.isEmpty()) {
      throw Outcomes.misconfiguration(
          "The source action "
              + action
              + " has no repository here; give one with --source "
              + action
              + "=DIRECTORY or URL");
    }
    String format = request.configuration().getOrDefault(FORMAT, CODE_ZIP);
    if (!isKnown(format)) {
      throw Outcomes.misconfiguration(unknown(format));
    }
    Optional<String> commit = commit(request);
    Optional<Path> directory = Locations.directory(location);
    if (directory.filter(d -> parts.host().repositoryAround(d).isEmpty()).isPresent()) {
      return plainDirectory(request, directory.get(), commit);
    }
    SourceContent.Git source = source(request, location, directory.isPresent(), commit);
    return format.equals(CLONE_REF) ? reference(request, source) : files(request, source);
  }

  private static Optional<String> commit(Request request) {
    Optional<SourceRevision> asked = request.revision();
    if (asked.isPresent() && !asked.get().type().equals("COMMIT_ID")) {
      throw Outcomes.misconfiguration(
          "A git source takes a revision of the type COMMIT_ID, not " + asked.get().type());
    }
    if (asked.filter(revision -> revision.value().isBlank()).isPresent()) {
      throw Outcomes.misconfiguration(
          "The revision asked of the source action " + request.action().name() + " is empty");
    }
    return asked.map(SourceRevision::value);
  }

  /**
   * A directory is taken as it stands, its uncommitted changes included, unless a revision was
   * asked for.
   */
  private SourceContent.Git source(
      Request request, String location, boolean local, Optional<String> commit) {
    if (commit.isPresent()) {
      return new SourceContent.Git(location, commit.get(), false, 0);
    }
    return local
        ? new SourceContent.Git(location, "", true, 0)
        : new SourceContent.Git(
            location, request.configuration().getOrDefault(branchKey, ""), false, 0);
  }

  /** A commit is pinned; a working tree is read again by the build, as it stands then. */
  private ActionOutcome reference(Request request, SourceContent.Git source) throws IOException {
    SourceHost.Revision revision = parts.host().resolve(source);
    var pinned =
        new SourceContent.Git(
            source.location(),
            source.workingTree() ? "" : revision.commit(),
            source.workingTree(),
            source.depth());
    return found(request, revision, new CloneReference(pinned).store(parts.blobs()));
  }

  private ActionOutcome files(Request request, SourceContent.Git source) throws IOException {
    try (ScratchDirectory directory = ScratchDirectory.in(parts.scratch(), "source-")) {
      SourceHost.Revision revision = parts.host().checkout(source, directory.path(), false);
      return found(request, revision, packed(directory.path(), "The commit " + revision.commit()));
    }
  }

  private ActionOutcome plainDirectory(Request request, Path directory, Optional<String> commit)
      throws IOException {
    if (commit.isPresent()) {
      throw Outcomes.misconfiguration(
          directory + " is no git repository: it has no revision " + commit.get());
    }
    BlobStore.Stored blob = packed(directory, directory.toString());
    String revision = blob.digest().hex().substring(0, 40);
    String summary = "files of " + directory;
    return outcome(
        request,
        blob,
        revision,
        summary,
        Map.of(
            "CommitId",
            revision,
            "CommitMessage",
            summary,
            "AuthorDate",
            parts.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString()));
  }

  private BlobStore.Stored packed(Path directory, String shown) throws IOException {
    return SourceFiles.packed(parts.files(), parts.blobs(), directory, shown);
  }

  private ActionOutcome found(
      Request request, SourceHost.Revision revision, BlobStore.Stored blob) {
    int uncommitted = revision.uncommitted().size();
    String files = uncommitted == 1 ? " uncommitted file)" : " uncommitted files)";
    String dirty = uncommitted == 0 ? "" : " (and " + uncommitted + files;
    String message = revision.message().strip();
    int room = Outcomes.LONGEST_SUMMARY - dirty.length();
    String summary =
        (message.length() <= room ? message : message.substring(0, room - 3) + "...") + dirty;
    return outcome(request, blob, revision.commit(), summary, revision.variables());
  }

  private ActionOutcome outcome(
      Request request,
      BlobStore.Stored blob,
      String revision,
      String summary,
      Map<String, String> found) {
    Map.Entry<String, ArtifactLocation> output = request.outputs().entrySet().iterator().next();
    parts.catalogue().put(output.getValue(), blob.digest(), blob.size(), parts.clock().instant());
    return new ActionOutcome.Succeeded(
        new ActionOutcome.External(revision, summary, ""),
        variables.of(request, found, output.getKey()),
        Map.of(output.getKey(), output.getValue()),
        List.of(
            new ArtifactRevision(request.action().name(), output.getKey(), revision, summary, "")));
  }
}
