package dev.baton.provider;

import dev.baton.engine.build.CloneReference;
import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.build.BuildRequest.SourceContent;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.ArtifactRevision;
import dev.baton.port.ActionProvider;
import dev.baton.port.ArtifactCatalogue;
import dev.baton.port.ArtifactFiles;
import dev.baton.port.BlobStore;
import dev.baton.port.SourceHost;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A git repository as a source, under each of CodePipeline's names for one. Where the repository is
 * comes from the pipeline's sources ({@code --source}); its files become the artifact, or a
 * reference to clone (CODEBUILD_CLONE_REF).
 */
public final class GitSource implements ActionProvider {

  /** The latest revision that went through, for change detection: AWS has no such variable. */
  public static final String BASE_COMMIT = "BatonBaseCommit";

  private final ActionType type;
  private final String branchKey;
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

  private GitSource(ActionType type, String branchKey, Parts parts) {
    this.type = type;
    this.branchKey = branchKey;
    this.parts = parts;
  }

  /** CodeStarSourceConnection: GitHub, GitLab, Bitbucket through a connection. */
  public static GitSource connection(Parts parts) {
    return new GitSource(
        Types.aws("Source", "CodeStarSourceConnection")
            .required("ConnectionArn", "FullRepositoryId", "BranchName")
            .optional("OutputArtifactFormat", "DetectChanges")
            .outputs(1, 1)
            .type(),
        "BranchName",
        parts);
  }

  public static GitSource codeCommit(Parts parts) {
    return new GitSource(
        Types.aws("Source", "CodeCommit")
            .required("RepositoryName", "BranchName")
            .optional("PollForSourceChanges", "OutputArtifactFormat")
            .outputs(1, 1)
            .type(),
        "BranchName",
        parts);
  }

  /** The first GitHub action, of owner ThirdParty. */
  public static GitSource gitHub(Parts parts) {
    return new GitSource(
        Types.of("Source", "ThirdParty", "GitHub")
            .required("Owner", "Repo", "Branch")
            .requiredSecret("OAuthToken")
            .optional("PollForSourceChanges")
            .outputs(1, 1)
            .type(),
        "Branch",
        parts);
  }

  @Override
  public ActionType type() {
    return type;
  }

  @Override
  public AfterInterruption afterInterruption(Request request) {
    return AfterInterruption.REPEAT;
  }

  @Override
  public ActionOutcome run(Request request, Progress progress) throws InterruptedException {
    String action = request.action().name();
    String location = request.options().sources().getOrDefault(action, "");
    if (location.isEmpty()) {
      return Outcomes.misconfigured(
          "The source action "
              + action
              + " has no repository here; give one with --source "
              + action
              + "=DIRECTORY or URL");
    }
    SourceContent.Git source = source(request, location);
    Path directory = Path.of(location.startsWith("file://") ? location.substring(7) : location);
    try {
      if (isPlainDirectory(location, directory)) {
        return plainDirectory(request, directory);
      }
      return read(request, source);
    } catch (SourceHost.SourceException e) {
      return Outcomes.misconfigured(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new ActionOutcome.Failed(
          ActionOutcome.External.NONE,
          "SystemUnavailable",
          "The source could not be stored: " + e.getMessage());
    }
  }

  private boolean isPlainDirectory(String location, Path directory) {
    return !location.contains("://")
        && Files.isDirectory(directory)
        && parts.host().repositoryAround(directory).isEmpty();
  }

  /**
   * A directory is taken as it stands, its uncommitted changes included, unless a revision was
   * asked for.
   */
  private SourceContent.Git source(Request request, String location) {
    boolean local = !location.contains("://") && Files.isDirectory(Path.of(location));
    Optional<String> revision = request.revision().map(r -> r.value());
    if (revision.isPresent()) {
      return new SourceContent.Git(location, revision.get(), false, 0);
    }
    return local
        ? new SourceContent.Git(location, "", true, 0)
        : new SourceContent.Git(
            location, request.configuration().getOrDefault(branchKey, ""), false, 0);
  }

  private ActionOutcome read(Request request, SourceContent.Git source) throws IOException {
    if ("CODEBUILD_CLONE_REF".equals(request.configuration().get("OutputArtifactFormat"))) {
      SourceHost.Revision revision = parts.host().resolve(source);
      var pinned =
          new SourceContent.Git(
              source.location(),
              source.workingTree() ? "" : revision.commit(),
              source.workingTree(),
              source.depth());
      BlobStore.Stored blob = new CloneReference(pinned).store(parts.blobs());
      return found(request, revision, blob);
    }
    Path directory = Files.createTempDirectory(parts.scratch(), "source-");
    try {
      SourceHost.Revision revision = parts.host().checkout(source, directory, false);
      return found(request, revision, packed(directory));
    } finally {
      delete(directory);
    }
  }

  private ActionOutcome plainDirectory(Request request, Path directory) throws IOException {
    if (request.revision().isPresent()) {
      return Outcomes.misconfigured(
          directory
              + " is no git repository: it has no revision "
              + request.revision().get().value());
    }
    BlobStore.Stored blob = packed(directory);
    String revision = blob.digest().hex().substring(0, 40);
    return outcome(request, blob, revision, "files of " + directory, Map.of("CommitId", revision));
  }

  private BlobStore.Stored packed(Path directory) throws IOException {
    return parts
        .files()
        .packAll(directory, parts.blobs())
        .blob()
        .orElseThrow(() -> new IOException("the source has no files"));
  }

  private ActionOutcome found(
      Request request, SourceHost.Revision revision, BlobStore.Stored blob) {
    String summary = revision.message().strip();
    if (!revision.uncommitted().isEmpty()) {
      summary += " (and " + revision.uncommitted().size() + " uncommitted files)";
    }
    Map<String, String> variables = new LinkedHashMap<>(revision.variables());
    for (String key : List.of("ConnectionArn", "RepositoryName")) {
      Optional.ofNullable(request.configuration().get(key))
          .ifPresent(value -> variables.put(key, value));
    }
    Optional.ofNullable(request.configuration().get("FullRepositoryId"))
        .ifPresent(value -> variables.put("FullRepositoryName", value));
    Optional.ofNullable(request.configuration().get("Repo"))
        .ifPresent(value -> variables.put("RepositoryName", value));
    variables.putIfAbsent("BranchName", request.configuration().getOrDefault(branchKey, ""));
    return outcome(request, blob, revision.commit(), summary, variables);
  }

  private ActionOutcome outcome(
      Request request,
      BlobStore.Stored blob,
      String revision,
      String summary,
      Map<String, String> variables) {
    Map.Entry<String, ArtifactLocation> output = request.outputs().entrySet().iterator().next();
    parts.catalogue().put(output.getValue(), blob.digest(), blob.size(), parts.clock().instant());
    Map<String, String> all = new LinkedHashMap<>(variables);
    all.put(BASE_COMMIT, request.baseRevisions().getOrDefault(output.getKey(), ""));
    return new ActionOutcome.Succeeded(
        new ActionOutcome.External(revision, summary, ""),
        all,
        Map.of(output.getKey(), output.getValue()),
        List.of(
            new ArtifactRevision(request.action().name(), output.getKey(), revision, summary, "")));
  }

  private static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, java.io.IOException fault)
              throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
