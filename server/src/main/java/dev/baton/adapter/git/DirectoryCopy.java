package dev.baton.adapter.git;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Copies a directory: files with their modes and times, links as links when they stay inside.
 * Pipes, sockets and devices are left out.
 */
final class DirectoryCopy extends SimpleFileVisitor<Path> {

  private final Path from;
  private final Path to;

  private DirectoryCopy(Path from, Path to) {
    this.from = from;
    this.to = to;
  }

  /**
   * Copies all that is in a directory.
   *
   * @param to may lie within the directory that is copied, and is no part of the copy then
   */
  static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    Path real = from.toRealPath();
    Files.walkFileTree(real, new DirectoryCopy(real, to.toRealPath()));
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
      throws IOException {
    if (directory.equals(to)) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    Files.createDirectories(to.resolve(from.relativize(directory)));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (attributes.isRegularFile() || (attributes.isSymbolicLink() && staysInside(file))) {
      Files.copy(
          file,
          to.resolve(from.relativize(file)),
          LinkOption.NOFOLLOW_LINKS,
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    return FileVisitResult.CONTINUE;
  }

  private boolean staysInside(Path link) throws IOException {
    Path target = Files.readSymbolicLink(link);
    if (target.isAbsolute() || !link.resolveSibling(target).normalize().startsWith(from)) {
      return false;
    }
    return !Files.exists(link) || link.toRealPath().startsWith(from);
  }
}
