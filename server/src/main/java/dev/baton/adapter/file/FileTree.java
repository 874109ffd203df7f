package dev.baton.adapter.file;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Walks directories in the order of names, the same everywhere, and hands out what is there without
 * following anything.
 */
final class FileTree {

  private static final int MOST_ENTRIES = 2_000_000;

  private final Visitor visitor;
  private int entries;

  private FileTree(Visitor visitor) {
    this.visitor = visitor;
  }

  /**
   * Hears what a walk finds; names are relative to where it began, with {@code /} between segments.
   */
  interface Visitor {

    /** A file, link or something special (a pipe, a device). */
    void file(String name, Path path, BasicFileAttributes attributes) throws IOException;

    /** A directory; answers whether to go into it. */
    boolean enter(String name, Path directory) throws IOException;

    /** A directory that was left, and whether anything was in it. */
    default void leave(String name, boolean wasEmpty) {}
  }

  /**
   * A directory that is walked, as a link was found in one that is walked: counts on towards the
   * same limit.
   */
  interface Descent {
    void into(Path directory, String name) throws IOException;
  }

  /** Walks a directory. */
  static void walk(Path directory, Visitor visitor) throws IOException {
    new FileTree(visitor).into(directory, "");
  }

  /** A walk that its visitor can send into further directories. */
  static Descent descent(Visitor visitor) {
    return new FileTree(visitor)::into;
  }

  private void into(Path directory, String name) throws IOException {
    List<Path> children = children(directory);
    for (Path child : children) {
      if (++entries > MOST_ENTRIES) {
        throw new IOException(
            "more than " + MOST_ENTRIES + " files and directories below " + directory);
      }
      Optional<BasicFileAttributes> attributes = attributes(child);
      if (attributes.isEmpty()) {
        continue;
      }
      String childName = name.isEmpty() ? Names.last(child) : name + "/" + Names.last(child);
      if (!attributes.get().isDirectory()) {
        visitor.file(childName, child, attributes.get());
      } else if (visitor.enter(childName, child)) {
        into(child, childName);
      }
    }
    if (!name.isEmpty()) {
      visitor.leave(name, children.isEmpty());
    }
  }

  private static List<Path> children(Path directory) throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(children::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    children.sort(Comparator.comparing(Names::last));
    return children;
  }

  /** What something is, itself and not what it links to; empty when it has gone. */
  static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
    try {
      return Optional.of(
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
