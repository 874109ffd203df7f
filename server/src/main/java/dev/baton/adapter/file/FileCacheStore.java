package dev.baton.adapter.file;

import dev.baton.adapter.file.Selection.Chosen;
import dev.baton.adapter.file.Selection.ChosenFile;
import dev.baton.adapter.file.Selection.ChosenLink;
import dev.baton.adapter.file.Selection.EmptyDirectory;
import dev.baton.port.CacheStore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Caches as zips below a directory: one directory for each scope, one zip for each key. A zip is
 * written beside the others, synced and renamed, so that it is there as a whole or not at all.
 */
public final class FileCacheStore implements CacheStore {

  private static final int BUFFER = 64 * 1024;
  private static final String PART = ".part";

  private final CacheRoom room;
  private final Limits limits;
  private final InstantSource clock;

  /**
   * What may be kept.
   *
   * @param entryBytes of one zip
   * @param totalBytes of all zips together; beyond, what was used least recently goes
   * @param entries of all scopes together, as for the bytes
   * @param unpacked what a zip may grow to
   */
  public record Limits(
      long entryBytes, long totalBytes, int entries, ZipArtifactFiles.Limits unpacked) {

    /** 4 GiB a cache, 16 GiB and 1,000 caches in all. */
    public static final Limits USUAL =
        new Limits(4L << 30, 16L << 30, 1_000, ZipArtifactFiles.Limits.USUAL);
  }

  /**
   * The owner's store: removes what saves of a killed owner have left.
   *
   * @param root the caches' directory; made when it is not there
   */
  public FileCacheStore(Path root, Limits limits, InstantSource clock) {
    this.room = new CacheRoom(root);
    this.limits = limits;
    this.clock = clock;
    try {
      OwnerOnly.directories(root);
      room.removeLeftovers(PART);
    } catch (IOException e) {
      throw Faults.of("cannot make the cache directory " + root, e);
    }
  }

  @Override
  public Restored restore(String scope, Wanted wanted, List<String> paths, Path root, Path staging)
      throws IOException {
    for (CacheRoom.Entry entry : room.candidates(scope, wanted)) {
      try (FileChannel zip = FileChannel.open(entry.file(), StandardOpenOption.READ)) {
        used(entry.file());
        return laid(zip, entry, paths, root, staging);
      } catch (NoSuchFileException e) {
        // It was evicted a moment ago: the next one will do.
      }
    }
    return new Restored(Optional.empty(), 0, List.of());
  }

  private Restored laid(
      FileChannel zip, CacheRoom.Entry entry, List<String> paths, Path root, Path staging)
      throws IOException {
    try {
      Files.createDirectory(staging);
      try {
        ZipUnpacker.keepingTimes(Spool.over(zip), limits.unpacked(), staging).unpack();
      } catch (IOException e) {
        if (e instanceof java.nio.channels.ClosedByInterruptException) {
          throw e;
        }
        return new Restored(
            Optional.empty(),
            0,
            List.of("The cache is left out, it is not safe or whole: " + Faults.reason(e)));
      }
      Laying laying = new Laying(CachePaths.of(paths, root), root.toRealPath());
      FileTree.walk(staging, laying);
      return new Restored(Optional.of(entry.key()), laying.files(), laying.warnings());
    } finally {
      Removing.tree(staging);
    }
  }

  /** Best effort: what is thought to be used earlier than it was only goes sooner. */
  private void used(Path file) throws IOException {
    Files.getFileAttributeView(file, BasicFileAttributeView.class)
        .setTimes(null, FileTime.from(clock.instant()), null);
  }

  @Override
  public Saved save(String scope, Optional<String> key, List<String> paths, Path root)
      throws IOException {
    Path place = room.place(scope, key);
    if (key.isPresent() && Files.exists(place)) {
      return new Saved(false, 0, List.of("The cache " + key.get() + " is there already"));
    }
    Selection selection = CacheSelection.of(root, paths);
    if (selection.chosen().isEmpty()) {
      List<String> warnings = new ArrayList<>(selection.warnings());
      warnings.add("Nothing is cached: no files match the cache paths");
      return new Saved(false, 0, warnings);
    }
    OwnerOnly.directories(place.resolveSibling("."));
    Path part = Files.createTempFile(place.getParent(), "", PART, OwnerOnly.FILE);
    try {
      write(selection, part);
      used(part);
      Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    room.evict(limits.totalBytes(), limits.entries(), place);
    return new Saved(true, selection.files(), selection.warnings());
  }

  private void write(Selection selection, Path part) throws IOException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
      OutputStream out =
          new BufferedOutputStream(
              new Bounded(Channels.newOutputStream(channel), limits.entryBytes()), BUFFER);
      ZipWriter.writeWithTimes(selection, out);
      out.flush();
      channel.force(true);
    }
  }

  @Override
  public void invalidate(String scope) {
    try {
      Removing.tree(room.of(scope));
    } catch (IOException e) {
      throw Faults.of("cannot remove the cache", e);
    }
  }

  @Override
  public Optional<String> hash(List<String> patterns, Path root) throws IOException {
    Selection selection = CacheSelection.of(root, patterns);
    if (selection.chosen().isEmpty()) {
      return Optional.empty();
    }
    MessageDigest all = Hashes.sha256();
    byte[] buffer = new byte[BUFFER];
    for (Chosen one : selection.chosen()) {
      all.update((one.name() + "\0").getBytes(StandardCharsets.UTF_8));
      all.update(
          switch (one) {
            case ChosenFile file -> digest(file.file(), buffer);
            case ChosenLink link -> link.target().getBytes(StandardCharsets.UTF_8);
            case EmptyDirectory _ -> new byte[0];
          });
    }
    return Optional.of(java.util.HexFormat.of().formatHex(all.digest()));
  }

  private static byte[] digest(Path file, byte[] buffer) throws IOException {
    MessageDigest one = Hashes.sha256();
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        one.update(buffer, 0, count);
      }
    }
    return one.digest();
  }

  /** So many bytes and no more. */
  private static final class Bounded extends java.io.FilterOutputStream {

    private long left;

    Bounded(OutputStream out, long most) {
      super(out);
      this.left = most;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      left -= length;
      if (left < 0) {
        throw new IOException("it would be larger than a cache may be");
      }
      out.write(bytes, offset, length);
    }
  }
}
