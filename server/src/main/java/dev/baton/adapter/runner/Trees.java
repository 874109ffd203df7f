package dev.baton.adapter.runner;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes directory trees that somebody else has filled. Links are removed and never followed. An
 * ordinary tree is removed where it stands. In one that resists, read-only directories are made
 * writable, and every directory is moved up before it is emptied: so no path becomes too long, no
 * depth too deep, and few descriptors are open.
 */
final class Trees {

  private static final Logger LOG = LoggerFactory.getLogger(Trees.class);

  private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");

  /** Deeper trees take more descriptors than one removal should. */
  private static final int ORDINARY_DEPTH = 32;

  private final Path yard;
  private final Deque<Path> open = new ArrayDeque<>();
  private long moved;

  private Trees(Path yard) {
    this.yard = yard;
  }

  /**
   * Removes a directory and everything in it, and what an interrupted removal has left; does
   * nothing when there is nothing.
   */
  static void remove(Path root) throws IOException {
    Path yard = root.resolveSibling(root.getFileName() + ".removed");
    boolean there = Files.exists(root, LinkOption.NOFOLLOW_LINKS);
    boolean before = Files.isDirectory(yard, LinkOption.NOFOLLOW_LINKS);
    if (!before && (!there || removedInPlace(root))) {
      return;
    }
    if (!before) {
      Files.createDirectory(yard, PosixFilePermissions.asFileAttribute(OWN));
    }
    new Trees(yard).remove(root, Files.exists(root, LinkOption.NOFOLLOW_LINKS));
  }

  /** False when something resisted; what could be removed is gone. */
  private static boolean removedInPlace(Path root) {
    Path parent = root.toAbsolutePath().getParent();
    try (DirectoryStream<Path> around = Files.newDirectoryStream(parent)) {
      if (!(around instanceof SecureDirectoryStream<Path> secure)) {
        return false;
      }
      return removed(secure, root.getFileName(), 0);
    } catch (IOException | DirectoryIteratorException e) {
      LOG.debug("{} is not removed in place", root, e);
      return false;
    }
  }

  private static boolean removed(SecureDirectoryStream<Path> in, Path name, int depth)
      throws IOException {
    BasicFileAttributes attributes =
        in.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            .readAttributes();
    if (!attributes.isDirectory()) {
      in.deleteFile(name);
      return true;
    }
    if (depth == ORDINARY_DEPTH) {
      return false;
    }
    try (SecureDirectoryStream<Path> entries =
        in.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
      for (Path entry : entries) {
        if (!removed(entries, entry.getFileName(), depth + 1)) {
          return false;
        }
      }
    }
    in.deleteDirectory(name);
    return true;
  }

  private void remove(Path root, boolean there) throws IOException {
    leftBefore();
    if (there) {
      take(root);
    }
    while (!open.isEmpty()) {
      Path directory = open.removeLast();
      empty(directory);
      Files.delete(directory);
    }
    Files.delete(yard);
  }

  private void leftBefore() throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(yard)) {
      for (Path entry : entries) {
        open.add(entry);
        moved = Math.max(moved, Long.parseLong(entry.getFileName().toString()) + 1);
      }
    }
  }

  private void empty(Path directory) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        take(entry);
      }
    }
  }

  private void take(Path entry) throws IOException {
    if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
      Files.delete(entry);
      return;
    }
    Files.setPosixFilePermissions(entry, OWN);
    Path here = yard.resolve(Long.toString(moved++));
    Files.move(entry, here, StandardCopyOption.ATOMIC_MOVE);
    open.addLast(here);
  }
}
