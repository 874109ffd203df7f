package dev.baton.provider;

import dev.baton.format.document.Excerpt;
import dev.baton.model.document.Refused;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A directory that stands for a bucket: a key's parts are names below it. Keys and what lies there
 * are hostile: nothing outside of the directory is found or made. A key that names no place in a
 * bucket is refused as a ConfigurationError.
 */
record Bucket(String name, Path root) {

  /** S3's rule, without its prohibition of names that look like addresses. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  /** The bucket of that name below the directory of all buckets. */
  static Bucket below(Path buckets, String name) {
    if (!NAME.matcher(name).matches() || name.contains("..")) {
      throw refused(
          "'"
              + Excerpt.of(name)
              + "' is no name of a bucket: 3 to 63 lower-case letters, digits, dots and dashes");
    }
    return new Bucket(name, buckets.resolve(name));
  }

  /**
   * What is there under the key: a file or a directory, by its real path. A link is followed as
   * long as it stays in the bucket.
   */
  Optional<Path> find(String key) throws IOException {
    Path wanted = root;
    for (Path part : parts(key)) {
      wanted = wanted.resolve(part);
    }
    try {
      Path real = wanted.toRealPath();
      if (!real.startsWith(root.toRealPath())) {
        throw refused("The object " + shown(key) + " is a link that leaves the bucket");
      }
      if (!Files.isRegularFile(real) && !Files.isDirectory(real)) {
        throw refused("The object " + shown(key) + " is neither a file nor a directory");
      }
      return Optional.of(real);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** The directory of that key, made where it is missing. No link on the way is followed. */
  Path directory(String key) throws IOException {
    return made(parts(key), key);
  }

  /** Where the object of that key is to be written; the directories above it are there. */
  Path object(String key) throws IOException {
    List<Path> parts = parts(key);
    if (parts.isEmpty() || key.endsWith("/")) {
      throw refused("The object key " + shown(key) + " names a directory; an object needs a name");
    }
    return made(parts.subList(0, parts.size() - 1), key).resolve(parts.getLast());
  }

  private Path made(List<Path> parts, String key) throws IOException {
    Files.createDirectories(root);
    Path directory = root;
    for (Path part : parts) {
      directory = directory.resolve(part);
      try {
        Files.createDirectory(directory);
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
          throw refused(
              "The key " + shown(key) + " leads through " + directory + ", which is no directory");
        }
      }
    }
    return directory;
  }

  /** S3 takes {@code a//b} and {@code /a} for keys of their own; a directory cannot. */
  private static List<Path> parts(String key) {
    List<Path> parts = new ArrayList<>();
    for (String part : key.split("/", -1)) {
      if (!part.isEmpty()) {
        parts.add(part(part, key));
      }
    }
    return parts;
  }

  private static Path part(String part, String key) {
    try {
      if (!part.equals(".") && !part.equals("..")) {
        return Path.of(part);
      }
    } catch (InvalidPathException e) {
      // a NUL, or half a character: no file can be called so
    }
    throw refused("The key " + shown(key) + " names no place inside a bucket");
  }

  private static String shown(String key) {
    return "'" + Excerpt.of(key) + "'";
  }

  private static Refused refused(String message) {
    return Outcomes.misconfiguration(message);
  }
}
