package dev.baton.adapter.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

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

  static WorkingTree read(Git git, GitDirectory directory, Repository repository, String part) {
    String listed =
        git.call(
                "status",
                "--porcelain=v1",
                "-z",
                "--untracked-files=all",
                "--no-renames",
                "--ignore-submodules=all",
                "--")
            .arguments(part.isEmpty() ? List.of() : List.of(":(top,literal)" + part))
            .gitDirectory(directory.path())
            .index(repository.index())
            .borrowing(repository.objects())
            .workTree(repository.root())
            .orThrow("cannot read the working tree " + repository.root())
            .text();
    List<String> changes = new ArrayList<>();
    for (String entry : listed.split("\0", -1)) {
      if (entry.length() > 3 && !entry.endsWith("/")) {
        changes.add(entry.substring(3));
      }
    }
    return new WorkingTree(repository.root(), part, List.copyOf(changes));
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
        Files.copy(file, there, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
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
