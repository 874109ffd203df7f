package dev.baton.adapter.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What stands on the disk in place of the commit: changed, new and removed files; what is ignored
 * does not count. Submodules and repositories within the repository are not looked into, since that
 * would mean to read their configuration.
 */
final class WorkingTree {

  private final Path root;
  private final String part;
  private final List<String> changes;

  private WorkingTree(Path root, String part, List<String> changes) {
    this.root = root;
    this.part = part;
    this.changes = changes;
  }

  /**
   * Compares a commit with the disk, by way of the repository's index, which is read and never
   * written.
   */
  static WorkingTree read(Git git, Path empty, Repository repository, String commit, String part) {
    Set<String> changes = new TreeSet<>();
    changes.addAll(
        paths(
            git.call(
                "diff",
                "-z",
                "--name-only",
                "--no-renames",
                "--no-ext-diff",
                "--no-textconv",
                "--ignore-submodules=all",
                commit),
            empty,
            repository,
            part));
    List<String> excludes =
        repository.excludes().map(file -> List.of("--exclude-from=" + file)).orElse(List.of());
    changes.addAll(
        paths(
            git.call("ls-files", "-z", "--others", "--exclude-standard").arguments(excludes),
            empty,
            repository,
            part));
    changes.removeIf(path -> path.isEmpty() || path.endsWith("/"));
    return new WorkingTree(repository.root(), part, List.copyOf(changes));
  }

  private static List<String> paths(Git.Call call, Path empty, Repository repository, String part) {
    String listed =
        call.arguments(part.isEmpty() ? List.of("--") : List.of("--", ":(top,literal)" + part))
            .gitDirectory(empty)
            .index(repository.index())
            .borrowing(repository.objects())
            .workTree(repository.root())
            .orThrow("cannot read the working tree " + repository.root())
            .text();
    return List.of(listed.split("\0", -1));
  }

  /** Paths relative to the repository's root. */
  List<String> changes() {
    return changes;
  }

  /**
   * Makes a checkout of the commit look like the disk: removes first, so that a file can give way
   * to a directory of its name.
   */
  void overlay(Path target) throws IOException {
    for (String change : changes) {
      Path there = target.resolve(relative(change));
      if (Files.isSymbolicLink(there) || Files.isRegularFile(there, LinkOption.NOFOLLOW_LINKS)) {
        Trees.requireRealParents(target, there);
        Files.deleteIfExists(there);
      }
    }
    for (String change : changes) {
      Path file = root.resolve(change);
      boolean kept =
          Files.isSymbolicLink(file) || Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
      if (kept) {
        Path there = target.resolve(relative(change));
        Trees.requireRealParents(target, there);
        Trees.remove(there);
        Files.copy(file, there, LinkOption.NOFOLLOW_LINKS);
      }
    }
    for (String change : changes) {
      Trees.removeEmptyParents(target, target.resolve(relative(change)));
    }
  }

  private String relative(String change) {
    return part.isEmpty() ? change : change.substring(part.length() + 1);
  }
}
