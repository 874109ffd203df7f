package dev.baton.adapter.file;

import dev.baton.model.artifact.PathGlob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The directories that a {@code base-directory} means: the one of that name, else all that match it
 * as a glob.
 */
final class BaseDirectories {

  private BaseDirectories() {}

  /** There is no such base directory within the source; says why. */
  static final class NoMatch extends Exception {

    private static final long serialVersionUID = 1L;

    private final String explanation;

    NoMatch(String explanation) {
      super(explanation);
      this.explanation = explanation;
    }

    String explanation() {
      return explanation;
    }
  }

  /**
   * @param root the source directory without links on its way
   * @param rootAsNamed the same as the build knows it
   * @return real directories within the root, at least one
   * @throws NoMatch when there is none, or it lies outside
   */
  static List<Path> of(Path root, Path rootAsNamed, String written) throws IOException, NoMatch {
    Path named = path(root, rootAsNamed, written);
    if (Files.isDirectory(named)) {
      Path real = named.toRealPath();
      if (!real.startsWith(root)) {
        throw outside(written);
      }
      return List.of(real);
    }
    if (!named.normalize().startsWith(root)) {
      throw outside(written);
    }
    List<Path> matching = matching(root, root.relativize(named.normalize()).toString());
    if (matching.isEmpty()) {
      throw new NoMatch("no matching base directory path found for " + Names.shown(written));
    }
    return matching;
  }

  private static Path path(Path root, Path rootAsNamed, String written) throws NoMatch {
    try {
      Path path = root.resolve(written.isEmpty() ? "." : written);
      Path named = rootAsNamed.toAbsolutePath();
      return path.startsWith(named) ? root.resolve(named.relativize(path)) : path;
    } catch (InvalidPathException e) {
      throw new NoMatch("no matching base directory path found for " + Names.shown(written));
    }
  }

  private static List<Path> matching(Path root, String pattern) throws IOException, NoMatch {
    PathGlob glob;
    try {
      glob = PathGlob.of(pattern);
    } catch (IllegalArgumentException e) {
      throw new NoMatch("the base directory is " + e.getMessage());
    }
    List<Path> matching = new ArrayList<>();
    FileTree.walk(
        root,
        new FileTree.Visitor() {
          @Override
          public void file(String name, Path path, BasicFileAttributes attributes) {}

          @Override
          public boolean enter(String name, Path directory) {
            if (glob.matches(name)) {
              matching.add(directory);
            }
            return !directory.endsWith(".git");
          }
        });
    return matching;
  }

  private static NoMatch outside(String written) {
    return new NoMatch(
        "no matching base directory path found for "
            + Names.shown(written)
            + ": it leads out of the source directory");
  }
}
