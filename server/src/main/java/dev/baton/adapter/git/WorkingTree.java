package dev.baton.adapter.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
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

  /** Compares a commit with the disk, by way of a copy of the index, which git may write to. */
  static WorkingTree read(
      Git git, Scratch scratch, Repository repository, String commit, String part)
      throws IOException {
    try (Scratch.Temporary index = scratch.index()) {
      if (Files.exists(repository.index())) {
        // With its time: git trusts what it knows of files that are older than the index.
        Files.copy(repository.index(), index.path(), StandardCopyOption.COPY_ATTRIBUTES);
      }
      Reader reader = new Reader(git, scratch.empty(), index.path(), repository, part);
      Set<String> changes = new TreeSet<>(reader.changed(commit));
      changes.addAll(reader.untracked());
      changes.removeIf(path -> path.isEmpty() || path.endsWith("/"));
      return new WorkingTree(repository.root(), part, List.copyOf(changes));
    }
  }

  private record Reader(Git git, Path empty, Path index, Repository repository, String part) {

    List<String> changed(String commit) {
      return paths(
          List.of(
              "diff",
              "-z",
              "--name-only",
              "--no-renames",
              "--no-ext-diff",
              "--no-textconv",
              "--ignore-submodules=all",
              commit));
    }

    List<String> untracked() {
      List<String> arguments = new ArrayList<>(List.of("ls-files", "-z", "--others"));
      arguments.add("--exclude-standard");
      repository.excludes().ifPresent(file -> arguments.add("--exclude-from=" + file));
      return paths(arguments);
    }

    private List<String> paths(List<String> arguments) {
      String listed =
          git.call()
              .arguments(arguments)
              .arguments(part.isEmpty() ? List.of("--") : List.of("--", ":(top,literal)" + part))
              .gitDirectory(empty)
              .index(index)
              .borrowing(repository.objects())
              .workTree(repository.root())
              .orThrow("cannot read the working tree " + repository.root())
              .text();
      return List.of(listed.split("\0", -1));
    }
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
      if (Trees.isFileOrLink(root, file)) {
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
