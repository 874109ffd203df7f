package dev.baton.port;

import dev.baton.model.artifact.Digest;
import dev.baton.model.build.Buildspec.ArtifactSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Files to zips and back. Patterns, links and zips are hostile: nothing outside the directory is
 * read or written. Safe for concurrent use.
 */
public interface ArtifactFiles {

  /**
   * Packs the files that a specification selects (reference codebuild.md section 5).
   *
   * @param root the directory to which base directory and globs are relative
   * @param spec with its base directory already expanded
   * @return the stored zip; without a blob when no file matched
   */
  Packed pack(Path root, ArtifactSpec spec, BlobStore blobs) throws IOException;

  /** Packs everything below the directory except {@code .git}, for a source artifact. */
  Packed packAll(Path root, BlobStore blobs) throws IOException;

  /**
   * Unpacks a zip into an empty directory.
   *
   * @throws UnsafeArchive when a member would leave the directory, is no file, directory or inner
   *     link, or is too large
   * @throws IOException also when the archive is malformed
   */
  void unpack(BlobStore blobs, Digest zip, Path directory) throws IOException;

  /**
   * Unpacks over a directory that may hold files: adds and overwrites, never empties, follows no
   * link in it.
   */
  void overlay(BlobStore blobs, Digest zip, Path directory) throws IOException;

  /**
   * What was packed.
   *
   * @param warnings sentences for the build's log: patterns without a match, links that were left
   *     out
   */
  record Packed(Optional<BlobStore.Stored> blob, int files, List<String> warnings) {}

  /** An archive that was not unpacked; the message names the member. */
  final class UnsafeArchive extends IOException {

    private static final long serialVersionUID = 1L;

    public UnsafeArchive(String message) {
      super(message);
    }
  }
}
