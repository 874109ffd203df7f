package dev.baton.adapter.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A git directory of Baton's own making: nothing in it was copied from another one but objects and
 * references.
 */
final class GitDirectory {

  private final Path path;

  private GitDirectory(Path path) {
    this.path = path;
  }

  /** Makes an empty one, which is complete once it has a configuration and a head. */
  static GitDirectory create(Path path) throws IOException {
    Files.createDirectories(path.resolve("objects/pack"));
    Files.createDirectories(path.resolve("refs/heads"));
    return new GitDirectory(path);
  }

  Path path() {
    return path;
  }

  /** Writes the configuration: what every clone has, and where it came from. */
  void configure(Optional<String> origin, String branch) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(
        """
        [core]
        \trepositoryformatversion = 0
        \tfilemode = true
        \tbare = false
        \tlogallrefupdates = true
        """);
    if (origin.isPresent()) {
      text.append("[remote \"origin\"]\n\turl = ").append(quoted(origin.get()));
      text.append("\n\tfetch = +refs/heads/*:refs/remotes/origin/*\n");
    }
    if (origin.isPresent() && !branch.isEmpty()) {
      text.append("[branch ").append(quoted(branch)).append("]\n\tremote = origin\n\tmerge = ");
      text.append(quoted(RevisionName.HEADS + branch)).append('\n');
    }
    Files.writeString(path.resolve("config"), text);
  }

  /** Checks out nothing, but says what is: a commit. */
  void detach(String commit) throws IOException {
    Files.writeString(path.resolve("HEAD"), commit + "\n");
  }

  /** Says that a branch is checked out; one that cannot be called so when there is none yet. */
  void head(String branch) throws IOException {
    Files.writeString(
        path.resolve("HEAD"),
        "ref: " + RevisionName.HEADS + (branch.isEmpty() ? "none" : branch) + "\n");
  }

  /** Writes references, leaving out one whose name is a directory of another's. */
  void references(Map<String, String> commits) throws IOException {
    NavigableMap<String, String> kept = new TreeMap<>();
    commits.forEach(
        (name, commit) -> {
          if (!clashes(name, kept)) {
            kept.put(name, commit);
          }
        });
    StringBuilder text = new StringBuilder();
    kept.forEach((name, commit) -> text.append(commit).append(' ').append(name).append('\n'));
    Files.writeString(path.resolve("packed-refs"), text);
  }

  private static boolean clashes(String name, NavigableMap<String, String> kept) {
    for (int slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
      if (kept.containsKey(name.substring(0, slash))) {
        return true;
      }
    }
    String below = kept.ceilingKey(name + "/");
    return below != null && below.startsWith(name + "/");
  }

  void shallow(String commits) throws IOException {
    Files.writeString(path.resolve("shallow"), commits);
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
