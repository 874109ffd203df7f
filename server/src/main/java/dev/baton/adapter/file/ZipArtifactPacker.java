package dev.baton.adapter.file;

import dev.baton.port.ArtifactPacker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Artifacts as zips. */
public final class ZipArtifactPacker implements ArtifactPacker {

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
   * @param scratch where a large archive is kept while it is unpacked; made when it is not there
   */
  public ZipArtifactPacker(Path scratch, Limits limits) {
    this.scratch = scratch;
    this.limits = limits;
  }

  @Override
  public Selection select(Path root, FileSelector selector) {
    try {
      return ArtifactSelection.of(root, selector);
    } catch (IOException e) {
      throw Faults.of("cannot look for artifact files in " + root, e);
    }
  }

  @Override
  public Selection everything(Path root) {
    try {
      return WholeTree.of(root.toRealPath());
    } catch (IOException e) {
      throw Faults.of("cannot read " + root, e);
    }
  }

  @Override
  public void pack(Selection selection, OutputStream zip) {
    try {
      ZipWriter.write(selection, zip);
    } catch (IOException e) {
      throw Faults.of("cannot write the artifact", e);
    }
  }

  @Override
  public void unpack(InputStream zip, Path directory) {
    try {
      Files.createDirectories(directory);
      OwnerOnly.directories(scratch);
      try (Spool spool = Spool.of(zip, scratch)) {
        new ZipUnpacker(spool, limits, directory).unpack();
      }
    } catch (IOException e) {
      throw Faults.of("cannot unpack the artifact into " + directory, e);
    }
  }

  @Override
  public void copy(Selection selection, Path directory) {
    try {
      TargetDirectory target = TargetDirectory.of(directory);
      for (Chosen one : selection.chosen()) {
        switch (one) {
          case ChosenFile file -> target.copy(file.name(), file.file());
          case ChosenLink link -> target.link(link.name(), link.target());
          case EmptyDirectory empty -> target.directory(empty.name());
        }
      }
    } catch (IOException e) {
      throw Faults.of("cannot copy artifact files into " + directory, e);
    }
  }
}
