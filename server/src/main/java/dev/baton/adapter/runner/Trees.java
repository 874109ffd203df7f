package dev.baton.adapter.runner;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Removes directory trees that somebody else has filled. Read-only directories are made writable,
 * links are removed and never followed. Every directory is moved up before it is emptied: so no
 * path becomes too long, no depth too deep, and few descriptors are open.
 */
final class Trees {

  private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");

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
    if (!there && !before) {
      return;
    }
    if (!before) {
      Files.createDirectory(yard, PosixFilePermissions.asFileAttribute(OWN));
    }
    new Trees(yard).remove(root, there);
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
