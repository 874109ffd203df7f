package dev.baton.app;

import dev.baton.adapter.file.FileBlobStore;
import dev.baton.adapter.file.ZipArtifactFiles;
import dev.baton.adapter.git.GitSourceHost;
import dev.baton.adapter.process.Processes;
import dev.baton.model.build.BuildRequest.SourceContent;
import dev.baton.port.ArtifactFiles;
import dev.baton.port.BlobStore;
import dev.baton.port.SourceHost;
import dev.baton.port.Uploads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A directory of this machine on its way to a server: as a build would see it, with a fresh copy of
 * its git history beside it.
 */
final class SentTree implements AutoCloseable {

  private static final String FILE = "file://";

  /** What a server takes at most. */
  static final long LARGEST = 2L * 1024 * 1024 * 1024;

  private final ScratchTree scratch;
  private final Path content;
  private final SourceHost host;
  private final ArtifactFiles files;
  private final BlobStore blobs;

  private SentTree(ScratchTree scratch, Processes processes, Map<String, String> environment) {
    this.scratch = scratch;
    this.content = scratch.path().resolve("content");
    Path temporary = scratch.path().resolve("temporary");
    this.host = new GitSourceHost(processes, environment, temporary);
    this.files = new ZipArtifactFiles(temporary, ZipArtifactFiles.Limits.USUAL);
    this.blobs = new FileBlobStore(scratch.path().resolve("blobs"), LARGEST);
  }

  static SentTree in(Path parent, Processes processes, Map<String, String> environment) {
    return new SentTree(ScratchTree.in(parent), processes, environment);
  }

  /** The directory that a place names; empty when it is a URL of something elsewhere. */
  static Optional<Path> directory(String place) {
    String path = place.startsWith(FILE) ? place.substring(FILE.length()) : place;
    try {
      return path.startsWith("/") ? Optional.of(Path.of(path).normalize()) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  Optional<Path> repositoryAround(Path directory) {
    return host.repositoryAround(directory);
  }

  /**
   * Copies a directory with the repository that it lies in.
   *
   * @return where in the copy it is; empty for all of it
   * @throws SourceHost.SourceException when it cannot be read
   */
  Path take(Path directory) throws IOException {
    Path tree = content.resolve(Uploads.TREE);
    Optional<Path> repository = host.repositoryAround(directory);
    if (repository.isEmpty()) {
      Files.createDirectories(tree);
      host.copy(new SourceContent.Directory(directory.toString()), tree);
      return Path.of("");
    }
    host.checkout(new SourceContent.Git(repository.get().toString(), "", true, 0), tree, true);
    Path git = tree.resolve(".git");
    if (Files.isDirectory(git)) {
      Files.move(git, content.resolve(Uploads.GIT));
    }
    return repository.get().toRealPath().relativize(directory.toRealPath());
  }

  BlobStore.Stored packed() throws IOException {
    return files
        .packAll(content, blobs)
        .blob()
        .orElseThrow(() -> new IOException("there is nothing in it"));
  }

  BlobStore blobs() {
    return blobs;
  }

  @Override
  public void close() {
    scratch.close();
  }
}
