package dev.baton.engine.build;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.build.BuildRequest;
import dev.baton.model.build.BuildRequest.SourceContent;
import dev.baton.port.ArtifactCatalogue;
import dev.baton.port.ArtifactFiles;
import dev.baton.port.BlobStore;
import dev.baton.port.BuildRunner.Workspace;
import dev.baton.port.SourceHost;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts a build's sources into its workspace. Used once. */
final class BuildSources {

  private final SourceHost host;
  private final ArtifactCatalogue catalogue;
  private final ArtifactFiles files;
  private final BlobStore blobs;
  private final List<String> notes = new ArrayList<>();

  BuildSources(SourceHost host, ArtifactCatalogue catalogue, ArtifactFiles files, BlobStore blobs) {
    this.host = host;
    this.catalogue = catalogue;
    this.files = files;
    this.blobs = blobs;
  }

  /**
   * Sources in place.
   *
   * @param resolved the primary source's commit or object version
   * @param notes sentences for the build's log
   */
  record Ready(
      Path primary, Map<String, Path> secondary, Optional<String> resolved, List<String> notes) {}

  /** Halts with CLIENT_ERROR when a source cannot be had. */
  Ready fetch(BuildRequest request, Workspace workspace) throws IOException {
    Optional<String> resolved = fetch(request.source(), workspace.sources());
    Map<String, Path> secondary = new LinkedHashMap<>();
    for (BuildRequest.Source source : request.secondarySources()) {
      Path directory = workspace.secondary(source.identifier());
      fetch(source, directory);
      secondary.put(source.identifier(), directory);
    }
    return new Ready(workspace.sources(), secondary, resolved, List.copyOf(notes));
  }

  private Optional<String> fetch(BuildRequest.Source source, Path directory) throws IOException {
    try {
      Optional<String> found =
          switch (source.content()) {
            case SourceContent.Nothing _ -> Optional.empty();
            case SourceContent.Git git -> Optional.of(clone(git, directory));
            case SourceContent.Directory copy -> {
              host.copy(copy, directory);
              yield Optional.empty();
            }
            case SourceContent.Artifact artifact -> artifact(source, artifact, directory);
          };
      return source.revision().or(() -> found);
    } catch (SourceHost.SourceException e) {
      throw Halt.failed("CLIENT_ERROR", String.valueOf(e.getMessage()));
    }
  }

  private String clone(SourceContent.Git source, Path directory) {
    String commit = host.checkout(source, directory, true).commit();
    if (!source.submodules() && Files.isRegularFile(directory.resolve(".gitmodules"))) {
      notes.add(
          "The source "
              + directory.getFileName()
              + " has submodules (.gitmodules), which come as empty directories: the project's"
              + " gitSubmodulesConfig does not ask for them (fetchSubmodules)");
    }
    return commit;
  }

  /** An S3 source may ask for a version; what a pipeline hands over has its place as its name. */
  private Optional<ArtifactCatalogue.Entry> entry(
      BuildRequest.Source source, ArtifactLocation location) {
    return source.type().equals("S3") && !source.version().isEmpty()
        ? catalogue.version(location, source.version())
        : catalogue.latest(location);
  }

  private Optional<String> artifact(
      BuildRequest.Source source, SourceContent.Artifact artifact, Path directory)
      throws IOException {
    ArtifactLocation location = new ArtifactLocation(artifact.bucket(), artifact.key());
    ArtifactCatalogue.Entry entry =
        entry(source, location)
            .orElseThrow(
                () ->
                    Halt.failed(
                        "CLIENT_ERROR",
                        "The artifact "
                            + location.bucket()
                            + "/"
                            + location.key()
                            + (source.type().equals("S3") && !source.version().isEmpty()
                                ? " of version " + source.version()
                                : "")
                            + " is not there"));
    Optional<CloneReference> reference = CloneReference.read(blobs, entry);
    if (reference.isPresent()) {
      SourceContent.Git cloned = reference.get().source();
      return Optional.of(
          clone(
              new SourceContent.Git(
                  cloned.location(),
                  cloned.revision(),
                  cloned.workingTree(),
                  cloned.depth(),
                  artifact.submodules()),
              directory));
    }
    try {
      files.unpack(blobs, entry.digest(), directory);
    } catch (ArtifactFiles.UnsafeArchive e) {
      throw Halt.failed(
          "CLIENT_ERROR", "The source archive is not safe to unpack: " + e.getMessage());
    }
    return Optional.of(entry.version());
  }

  /**
   * The text of a file of the source; empty when there is none. Links out of the source are not
   * followed.
   */
  static Optional<String> text(Path root, String path, long limit) throws IOException {
    Path file = root.resolve(path).normalize();
    if (!file.startsWith(root) || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    if (!file.toRealPath().startsWith(root.toRealPath())) {
      throw Halt.failed("YAML_FILE_ERROR", path + " is a link that leaves the source");
    }
    if (Files.size(file) > limit) {
      throw Halt.failed("YAML_FILE_ERROR", path + " is larger than " + limit + " bytes");
    }
    try {
      return Optional.of(Files.readString(file));
    } catch (CharacterCodingException e) {
      throw Halt.failed("YAML_FILE_ERROR", path + " is not text in UTF-8");
    }
  }
}
