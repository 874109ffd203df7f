package dev.baton.adapter.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the repository that a directory belongs to. Of a tree that somebody has sent that is the
 * git directory that came with it and nothing else: no pointer in it may lead to another repository
 * of this machine, and neither may the way up.
 *
 * @param sent directories, each child of which is a tree that was sent
 */
record Repositories(Set<Path> sent) {

  private static final String GIT = ".git";

  Repositories {
    sent = Set.copyOf(sent);
  }

  /** The repository around a directory. */
  Optional<Repository> around(Path directory) throws IOException {
    Optional<Path> tree = sentTree(directory);
    return tree.isPresent() ? tree.flatMap(Repositories::own) : Repository.around(directory);
  }

  /** Whether a directory is, or is in, a tree that was sent. */
  boolean isSent(Path directory) throws IOException {
    return sentTree(directory).isPresent();
  }

  private Optional<Path> sentTree(Path directory) throws IOException {
    Path inside = directory.toAbsolutePath().normalize();
    for (Path each : sent) {
      for (Path place : places(each)) {
        if (inside.startsWith(place) && !inside.equals(place)) {
          return Optional.of(place.resolve(place.relativize(inside).getName(0)));
        }
      }
    }
    return Optional.empty();
  }

  private static Set<Path> places(Path directory) throws IOException {
    Path named = directory.toAbsolutePath().normalize();
    Path real = Files.isDirectory(named) ? named.toRealPath() : named;
    return named.equals(real) ? Set.of(named) : Set.of(named, real);
  }

  private static Optional<Repository> own(Path tree) {
    Path git = tree.resolve(GIT);
    boolean plain =
        Files.isDirectory(git, LinkOption.NOFOLLOW_LINKS)
            && Files.isRegularFile(git.resolve("HEAD"), LinkOption.NOFOLLOW_LINKS)
            && Files.isDirectory(git.resolve("objects"), LinkOption.NOFOLLOW_LINKS);
    return plain ? Optional.of(new Repository(tree, false, git, git)) : Optional.empty();
  }
}
