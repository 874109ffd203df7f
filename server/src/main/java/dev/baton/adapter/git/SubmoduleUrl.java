package dev.baton.adapter.git;

import dev.baton.adapter.git.Location.Local;
import dev.baton.adapter.git.Location.Remote;
import dev.baton.port.SourceHost.SourceException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a submodule's URL leads. It was written by whoever wrote the repository: nothing behind a
 * URL may name a place on this machine, and nothing may name one by itself.
 */
final class SubmoduleUrl {

  private static final Pattern WHOLE =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://[^/]*/|[^/:]+:)(.*)");

  private SubmoduleUrl() {}

  /**
   * Resolves a URL.
   *
   * @param parent where the repository came from
   * @throws SourceException when git must not be given it
   */
  static Location resolve(String url, Location parent) {
    if (url.startsWith("./") || url.startsWith("../")) {
      return switch (parent) {
        case Remote remote -> beside(url, remote);
        case Local local -> Location.of(joined("/", local.path().toString().substring(1), url));
      };
    }
    Location location = Location.of(url);
    if (location instanceof Local) {
      throw new SourceException(
          "its URL " + location.shown() + " is a place on this machine, which is not allowed");
    }
    return location;
  }

  /** The same host, so the same credential. */
  private static Location beside(String url, Remote parent) {
    Matcher whole = WHOLE.matcher(parent.url());
    if (!whole.matches()) {
      throw new SourceException("its URL is relative, and " + parent + " has no path");
    }
    Location location = Location.of(joined(whole.group(1), whole.group(2), url));
    if (!(location instanceof Remote remote) || !remote.protocol().equals(parent.protocol())) {
      throw new SourceException("its relative URL leads away from " + parent);
    }
    return new Remote(remote.url(), remote.protocol(), parent.authorization());
  }

  private static String joined(String host, String path, String relative) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    for (String part : List.of(relative.split("/", -1))) {
      if (part.equals("..")) {
        Optional<String> dropped = Optional.ofNullable(parts.pollLast());
        if (dropped.isEmpty()) {
          throw new SourceException("its relative URL leads out of " + host);
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return host + String.join("/", parts);
  }
}
