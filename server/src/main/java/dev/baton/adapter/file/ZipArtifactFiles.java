package dev.baton.adapter.file;

import dev.baton.model.artifact.Digest;
import dev.baton.model.build.Buildspec.ArtifactSpec;
import dev.baton.port.ArtifactFiles;
import dev.baton.port.BlobStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Artifacts as zips: equal files give equal bytes, executable bits and links are kept. An archive
 * is judged as a whole before its first byte is written.
 */
public final class ZipArtifactFiles implements ArtifactFiles {

  private static final int BUFFER = 64 * 1024;

  private final Path scratch;
  private final Limits limits;

  /**
   * What an archive may grow to.
   *
   * @param entries files, directories and links
   * @param bytes after unpacking
   * @param ratio bytes after unpacking for each byte of the archive
   * @param free bytes after unpacking to which the ratio does not apply
   */
  public record Limits(int entries, long bytes, int ratio, long free) {

    /** 500,000 entries, 16 GiB, 200 times the archive beyond the first 256 MiB. */
    public static final Limits USUAL = new Limits(500_000, 16L << 30, 200, 256L << 20);

    long allowedFor(long archiveBytes) {
      return Math.min(bytes, free + archiveBytes * ratio);
    }
  }

  /**
   * Artifacts within limits.
   *
   * @param scratch where a large archive is kept while it is unpacked; made when it is not there
   */
  public ZipArtifactFiles(Path scratch, Limits limits) {
    this.scratch = scratch;
    this.limits = limits;
  }

  @Override
  public Packed pack(Path root, ArtifactSpec spec, BlobStore blobs) throws IOException {
    Selection selection = ArtifactSelection.of(root, spec);
    if (selection.chosen().isEmpty()) {
      return new Packed(Optional.empty(), 0, selection.warnings());
    }
    return stored(selection, blobs);
  }

  @Override
  public Packed packAll(Path root, BlobStore blobs) throws IOException {
    return stored(WholeTree.of(root.toRealPath()), blobs);
  }

  private static Packed stored(Selection selection, BlobStore blobs) throws IOException {
    try (BlobStore.Upload upload = blobs.upload()) {
      OutputStream out = new BufferedOutputStream(upload.stream(), BUFFER);
      ZipWriter.write(selection, out);
      out.flush();
      return new Packed(Optional.of(upload.commit()), selection.files(), selection.warnings());
    }
  }

  @Override
  public void unpack(BlobStore blobs, Digest zip, Path directory) throws IOException {
    overlay(blobs, zip, directory);
  }

  @Override
  public void overlay(BlobStore blobs, Digest zip, Path directory) throws IOException {
    InputStream blob =
        blobs.open(zip).orElseThrow(() -> new NoSuchFileException("the artifact of digest " + zip));
    try (blob) {
      unpack(blob, directory);
    }
  }

  void unpack(InputStream zip, Path directory) throws IOException {
    Files.createDirectories(directory);
    OwnerOnly.directories(scratch);
    try (Spool spool = Spool.of(zip, scratch)) {
      new ZipUnpacker(spool, limits, directory).unpack();
    }
  }
}
