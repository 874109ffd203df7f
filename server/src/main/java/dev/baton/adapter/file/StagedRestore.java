package dev.baton.adapter.file;

import dev.baton.port.PortException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A data directory that is being restored. Everything is unpacked into one directory within it,
 * which goes last: as long as that is there, the restore is unfinished, nobody works in the data
 * directory, and another restore begins again.
 */
public final class StagedRestore {

  private static final String STAGING = "restore.unfinished";
  private static final String LOCK = "owner.lock";
  private static final String RESTORED = "restored";
  private static final String KEY = "master.key";
  private static final long LARGEST_KEY = 1024;

  /** What a restore puts in place, in this order. */
  private static final List<String> PARTS =
      List.of(KEY, BackupNames.BLOBS, BackupNames.LOGS, BackupNames.BUCKETS, BackupNames.DATABASE);

  private final Path root;

  private StagedRestore(Path root) {
    this.root = root;
  }

  /** Whether a restore into the data directory was begun and not finished. */
  public static boolean isUnfinished(Path root) {
    return Files.exists(root.resolve(STAGING), LinkOption.NOFOLLOW_LINKS);
  }

  /** A file that says that nobody has worked in the data directory since it was restored. */
  public static Path restoredMark(Path root) {
    return root.resolve(RESTORED);
  }

  /**
   * Whether a restore may go into the directory: it holds nothing, or what an unfinished restore
   * has left.
   */
  public static boolean isFree(Path root) {
    try {
      if (!Files.exists(root) || isUnfinished(root)) {
        return true;
      }
      try (Stream<Path> children = Files.list(root)) {
        return children.map(Names::last).allMatch(LOCK::equals);
      }
    } catch (IOException e) {
      throw failed(root, e);
    }
  }

  /**
   * Begins, in a directory that is free and locked; removes what an unfinished restore has left.
   *
   * @throws PortException when something cannot be written, as every method here
   */
  public static StagedRestore begin(Path root) {
    StagedRestore restore = new StagedRestore(root);
    try {
      if (isUnfinished(root)) {
        restore.removeParts();
      }
      OwnerOnly.directories(restore.staging());
      OwnerOnly.sync(root);
      return restore;
    } catch (IOException e) {
      throw failed(root, e);
    }
  }

  /** Where to unpack. */
  public Path staging() {
    return root.resolve(STAGING);
  }

  public Path database() {
    return staging().resolve(BackupNames.DATABASE);
  }

  /**
   * Takes a copy of the master key's file.
   *
   * @return the copy, for its user alone
   */
  public Path key(Path file) {
    Path copy = staging().resolve(KEY);
    try (InputStream in = Files.newInputStream(file);
        FileChannel channel =
            FileChannel.open(
                copy,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                OwnerOnly.FILE)) {
      byte[] key = in.readNBytes((int) LARGEST_KEY + 1);
      channel.write(java.nio.ByteBuffer.wrap(key));
      channel.force(true);
      return copy;
    } catch (IOException e) {
      throw new PortException(
          "Cannot take the master key " + file + ": " + Faults.reason(e), false, e);
    }
  }

  /** Puts everything in place. */
  public void finish() {
    try {
      syncDirectories();
      Path mark = restoredMark(root);
      Files.deleteIfExists(mark);
      Files.createFile(mark, OwnerOnly.FILE);
      for (String part : PARTS) {
        Path from = staging().resolve(part);
        if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
          Files.move(from, root.resolve(part), StandardCopyOption.ATOMIC_MOVE);
        }
      }
      OwnerOnly.sync(root);
      Removing.tree(staging());
      OwnerOnly.sync(root);
    } catch (IOException e) {
      throw failed(root, e);
    }
  }

  /** Takes everything back, as if nothing had been begun. */
  public void undo() {
    try {
      removeParts();
      Removing.tree(staging());
    } catch (IOException e) {
      throw failed(root, e);
    }
  }

  private void removeParts() throws IOException {
    for (String part : PARTS) {
      Removing.tree(root.resolve(part));
      Removing.tree(staging().resolve(part));
    }
    Files.deleteIfExists(restoredMark(root));
    if (Files.exists(staging(), LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> rest = Files.list(staging())) {
        for (Path each : (Iterable<Path>) rest::iterator) {
          Removing.tree(each);
        }
      }
    }
  }

  private void syncDirectories() throws IOException {
    Files.walkFileTree(
        staging(),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult postVisitDirectory(Path path, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            OwnerOnly.sync(path);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static PortException failed(Path root, IOException e) {
    return new PortException("Cannot restore into " + root + ": " + Faults.reason(e), true, e);
  }
}
