package dev.baton.adapter.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Follows links by name, on the disk or in an archive, without ever leaving a root. */
final class Links {

  private static final int MOST_HOPS = 40;

  private Links() {}

  /** Tells where a link points. */
  interface Targets {

    /** The target of the link at this path relative to the root; empty when there is no link. */
    Optional<String> of(String path) throws IOException;
  }

  /**
   * Follows a link, other links on its way included.
   *
   * @param link its path relative to the root, no link among its parents
   * @return the path relative to the root where it ends, whether there is something or not; empty
   *     when it leads outside or in circles
   */
  static Optional<String> follow(String link, String target, Targets targets) throws IOException {
    List<String> at = new ArrayList<>(List.of(link.split("/", -1)));
    at.removeLast();
    Deque<String> ahead = new ArrayDeque<>();
    if (!push(target, ahead)) {
      return Optional.empty();
    }
    int hops = 0;
    while (!ahead.isEmpty()) {
      String name = ahead.pop();
      if (name.equals("..")) {
        if (at.isEmpty()) {
          return Optional.empty();
        }
        at.removeLast();
        continue;
      }
      at.add(name);
      Optional<String> next = targets.of(String.join("/", at));
      if (next.isEmpty()) {
        continue;
      }
      at.removeLast();
      if (++hops > MOST_HOPS || !push(next.get(), ahead)) {
        return Optional.empty();
      }
    }
    return Optional.of(String.join("/", at));
  }

  private static boolean push(String target, Deque<String> ahead) {
    if (target.isEmpty() || target.startsWith("/") || target.indexOf('\0') >= 0) {
      return false;
    }
    String[] names = target.split("/", -1);
    for (int i = names.length - 1; i >= 0; i--) {
      if (!names[i].isEmpty() && !names[i].equals(".")) {
        ahead.push(names[i]);
      }
    }
    return true;
  }

  /** The links that lie on the disk below a root. */
  static Targets onDisk(Path root) {
    return path -> {
      try {
        return Optional.of(Files.readSymbolicLink(root.resolve(path)).toString());
      } catch (NotLinkException | NoSuchFileException e) {
        return Optional.empty();
      }
    };
  }
}
