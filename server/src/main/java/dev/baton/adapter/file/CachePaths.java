package dev.baton.adapter.file;

import dev.baton.model.artifact.PathGlob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the patterns of a cache section mean. A directory stands for all in it, written bare or with
 * {@code /**} or {@code /**}{@code /*} behind it; {@code .git} at the top is never meant.
 */
final class CachePaths {

  private final List<Meant> meant = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * One pattern.
   *
   * @param whole whether what it matches stands for all below it too
   */
  private record Meant(PathGlob glob, boolean whole) {}

  private CachePaths() {}

  static CachePaths of(List<String> patterns, Path root) throws IOException {
    CachePaths paths = new CachePaths();
    for (String pattern : patterns) {
      Optional<String> relative = Names.relativePattern(pattern, root.toRealPath(), root);
      if (relative.isEmpty()) {
        paths.warnings.add(
            "Skipping the cache path " + Names.shown(pattern) + ": it leads out of the workspace");
        continue;
      }
      try {
        paths.meant.add(meant(relative.get()));
      } catch (IllegalArgumentException e) {
        paths.warnings.add(
            "Skipping the cache path " + Names.shown(pattern) + ": it is " + e.getMessage());
      }
    }
    return paths;
  }

  private static Meant meant(String pattern) {
    String plain = pattern.replaceFirst("/\\*\\*(/\\*)?$", "");
    String last = plain.substring(plain.lastIndexOf('/') + 1);
    boolean whole = !plain.equals(pattern) || last.chars().noneMatch(c -> "*?[{".indexOf(c) >= 0);
    return new Meant(PathGlob.of(plain), whole);
  }

  /** Sentences about patterns that mean nothing. */
  List<String> warnings() {
    return warnings;
  }

  /** Whether a file or link of that name is meant. */
  boolean mean(String name) {
    if (name.equals(".git") || name.startsWith(".git/")) {
      return false;
    }
    return meant.stream().anyMatch(one -> matches(one, name));
  }

  private static boolean matches(Meant one, String name) {
    if (one.glob().matches(name)) {
      return true;
    }
    for (String parent = Names.parent(name);
        one.whole() && !parent.isEmpty();
        parent = Names.parent(parent)) {
      if (one.glob().matches(parent)) {
        return true;
      }
    }
    return false;
  }
}
