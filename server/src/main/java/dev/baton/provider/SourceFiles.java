package dev.baton.provider;

import dev.baton.port.ArtifactFiles;
import dev.baton.port.BlobStore;
import java.io.IOException;
import java.nio.file.Path;

/** A directory that becomes a source artifact. */
final class SourceFiles {

  private SourceFiles() {}

  /**
   * Packs everything but {@code .git}. A directory without files is refused as a
   * ConfigurationError.
   *
   * @param shown what the directory is called in messages
   */
  static BlobStore.Stored packed(ArtifactFiles files, BlobStore blobs, Path directory, String shown)
      throws IOException {
    ArtifactFiles.Packed packed = files.packAll(directory, blobs);
    if (packed.files() == 0) {
      throw Outcomes.misconfiguration(shown + " has no files");
    }
    return packed
        .blob()
        .orElseThrow(() -> new IllegalStateException("files were packed and not stored"));
  }
}
