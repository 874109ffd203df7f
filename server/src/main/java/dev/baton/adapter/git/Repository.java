package dev.baton.adapter.git;

import dev.baton.port.SourceHost.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A repository on this machine, found by looking at it, since git itself would read its
 * configuration.
 *
 * @param root the working tree, or the git directory itself when it is bare
 * @param bare whether there is no working tree
 * @param gitDirectory HEAD and index
 * @param common objects and references, shared by linked working trees
 */
record Repository(Path root, boolean bare, Path gitDirectory, Path common) {

  private static final int LONGEST_POINTER = 8192;

  /** The repository around a directory. */
  static Optional<Repository> around(Path directory) {
    for (Optional<Path> at = Optional.of(directory);
        at.isPresent();
        at = Optional.ofNullable(at.get().getParent())) {
      Path candidate = at.get();
      Optional<Path> git = gitDirectory(candidate.resolve(".git"));
      if (git.isPresent()) {
        return Optional.of(new Repository(candidate, false, git.get(), common(git.get())));
      }
      if (isGitDirectory(candidate)) {
        return Optional.of(new Repository(candidate, true, candidate, candidate));
      }
    }
    return Optional.empty();
  }

  Path objects() {
    return common.resolve("objects");
  }

  Path index() {
    return gitDirectory.resolve("index");
  }

  /** Where the history was cut off, for a shallow clone. */
  Optional<String> shallow() {
    return text(common.resolve("shallow"), 64 << 20);
  }

  /** A file of patterns for paths that are ignored in this clone only. */
  Optional<Path> excludes() {
    return Optional.of(common.resolve("info").resolve("exclude")).filter(Files::isRegularFile);
  }

  /** The branch that is checked out; empty for a detached HEAD. */
  String branch() {
    String prefix = "ref: " + RevisionName.HEADS;
    return text(gitDirectory.resolve("HEAD"), LONGEST_POINTER)
        .map(String::strip)
        .filter(head -> head.startsWith(prefix))
        .map(head -> head.substring(prefix.length()))
        .orElse("");
  }

  private static Optional<Path> gitDirectory(Path dotGit) {
    if (isGitDirectory(dotGit)) {
      return Optional.of(dotGit);
    }
    if (!Files.isRegularFile(dotGit)) {
      return Optional.empty();
    }
    return text(dotGit, LONGEST_POINTER)
        .map(String::strip)
        .filter(pointer -> pointer.startsWith("gitdir: "))
        .map(pointer -> dotGit.resolveSibling(pointer.substring("gitdir: ".length())).normalize())
        .filter(Repository::isGitDirectory);
  }

  private static boolean isGitDirectory(Path directory) {
    boolean own =
        Files.isDirectory(directory.resolve("objects"))
            && Files.isDirectory(directory.resolve("refs"));
    return Files.isRegularFile(directory.resolve("HEAD"))
        && (own || Files.isRegularFile(directory.resolve("commondir")));
  }

  private static Path common(Path gitDirectory) {
    return text(gitDirectory.resolve("commondir"), LONGEST_POINTER)
        .map(pointer -> gitDirectory.resolve(pointer.strip()).normalize())
        .orElse(gitDirectory);
  }

  private static Optional<String> text(Path file, int longest) {
    try {
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      if (Files.size(file) > longest) {
        throw new SourceException(file + " is larger than git would make it");
      }
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      throw new SourceException("cannot read " + file + ": " + e.getMessage());
    }
  }
}
