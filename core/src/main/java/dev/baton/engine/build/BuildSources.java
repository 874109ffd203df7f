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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Puts a build's sources into its workspace. */
final class BuildSources {

  private final SourceHost host;
  private final ArtifactCatalogue catalogue;
  private final ArtifactFiles files;
  private final BlobStore blobs;

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
   */
  record Ready(Path primary, Map<String, Path> secondary, Optional<String> resolved) {}

  /** Halts with CLIENT_ERROR when a source cannot be had. */
  Ready fetch(BuildRequest request, Workspace workspace) throws IOException {
    Optional<String> resolved = fetch(request.source(), workspace.sources());
    Map<String, Path> secondary = new LinkedHashMap<>();
    for (BuildRequest.Source source : request.secondarySources()) {
      Path directory = workspace.secondary(source.identifier());
      fetch(source, directory);
      secondary.put(source.identifier(), directory);
    }
    return new Ready(workspace.sources(), secondary, resolved);
  }

  private Optional<String> fetch(BuildRequest.Source source, Path directory) throws IOException {
    try {
      Optional<String> found =
          switch (source.content()) {
            case SourceContent.Nothing _ -> Optional.empty();
            case SourceContent.Git git -> Optional.of(host.checkout(git, directory, true).commit());
            case SourceContent.Directory copy -> {
              host.copy(copy, directory);
              yield Optional.empty();
            }
            case SourceContent.Artifact artifact -> artifact(artifact, directory);
          };
      return source.revision().or(() -> found);
    } catch (SourceHost.SourceException e) {
      throw Halt.failed("CLIENT_ERROR", String.valueOf(e.getMessage()));
    }
  }

  private Optional<String> artifact(SourceContent.Artifact artifact, Path directory)
      throws IOException {
    ArtifactLocation location = new ArtifactLocation(artifact.bucket(), artifact.key());
    ArtifactCatalogue.Entry entry =
        catalogue
            .latest(location)
            .orElseThrow(
                () ->
                    Halt.failed(
                        "CLIENT_ERROR",
                        "The artifact "
                            + location.bucket()
                            + "/"
                            + location.key()
                            + " is not there"));
    Optional<CloneReference> reference = CloneReference.read(blobs, entry);
    if (reference.isPresent()) {
      return Optional.of(host.checkout(reference.get().source(), directory, true).commit());
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
