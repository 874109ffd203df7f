package dev.baton.provider;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** What the owner of the data directory gives as a source: a directory, or something with a URL. */
final class Locations {

  private static final String FILE = "file://";

  private Locations() {}

  /** The directory that a location names, by path or {@code file://}; empty when it names none. */
  static Optional<Path> directory(String location) {
    String path = location.startsWith(FILE) ? location.substring(FILE.length()) : location;
    if (path.isEmpty() || path.contains("://")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(path)).filter(Files::isDirectory);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
