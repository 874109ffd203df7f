package dev.baton.adapter.git;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Directories with all that is in them; links are never followed. */
final class Trees {

  private Trees() {}

  /** Removes what is there, if anything. */
  static void remove(Path path) throws IOException {
    if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      Files.deleteIfExists(path);
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException fault)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Whether there is a file or link below a root, and no link on the way to it. */
  static boolean isFileOrLink(Path root, Path path) {
    Path relative = root.relativize(path);
    for (int i = 1; i < relative.getNameCount(); i++) {
      if (Files.isSymbolicLink(root.resolve(relative.subpath(0, i)))) {
        return false;
      }
    }
    return Files.isSymbolicLink(path) || Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Makes the directories above a path real ones: a link or file in the place of one is removed.
   */
  static void requireRealParents(Path root, Path path) throws IOException {
    Path at = root;
    Path relative = root.relativize(path);
    for (int i = 0; i < relative.getNameCount() - 1; i++) {
      at = at.resolve(relative.getName(i));
      if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
        Files.deleteIfExists(at);
        Files.createDirectory(at);
      }
    }
  }

  /** Removes the directories above a path that have become empty, as git does. */
  static void removeEmptyParents(Path root, Path path) throws IOException {
    Path relative = root.relativize(path);
    for (int i = relative.getNameCount() - 1; i > 0; i--) {
      Path parent = root.resolve(relative.subpath(0, i));
      if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      try {
        Files.delete(parent);
      } catch (DirectoryNotEmptyException e) {
        return;
      }
    }
  }
}
