package dev.baton.adapter.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Paths as artifacts write them: relative, {@code /} between segments. */
final class Names {

  private static final int LONGEST_SHOWN = 200;

  private Names() {}

  /** A path's own name. */
  static String last(Path path) {
    return path.getName(path.getNameCount() - 1).toString();
  }

  /** The name of the directory around; empty at the top. */
  static String parent(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }

  /** A name for a message: one line, no control characters, not endless. */
  static String shown(String name) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < name.length() && shown.length() < LONGEST_SHOWN; i++) {
      char c = name.charAt(i);
      if (c < ' ' || c == 0x7F) {
        shown.append(String.format("\\x%02x", (int) c));
      } else {
        shown.append(c);
      }
    }
    return shown.length() < LONGEST_SHOWN ? shown.toString() : shown + "...";
  }

  /**
   * A pattern, relative to the base directory, without {@code .} and {@code ..}.
   *
   * @param rootAsNamed the root as the build knows it, which may have links on its way
   * @return empty when it leads out of the base directory
   */
  static Optional<String> relativePattern(String pattern, Path base, Path rootAsNamed)
      throws IOException {
    if (!pattern.startsWith("/")) {
      return normalized(pattern);
    }
    Path root = rootAsNamed.toRealPath();
    String below = root.relativize(base).toString();
    for (Path known : List.of(base, rootAsNamed.toAbsolutePath().resolve(below))) {
      if (pattern.startsWith(known + "/")) {
        return normalized(pattern.substring(known.toString().length() + 1));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> normalized(String pattern) {
    List<String> segments = new ArrayList<>();
    for (String segment : pattern.split("/", -1)) {
      if (segment.equals("..")) {
        if (segments.isEmpty()) {
          return Optional.empty();
        }
        segments.removeLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.add(segment);
      }
    }
    return segments.isEmpty() ? Optional.empty() : Optional.of(String.join("/", segments));
  }
}
