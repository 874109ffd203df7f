package dev.baton.adapter.file;

import dev.baton.port.ArtifactFiles.UnsafeArchive;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A directory that receives files: adds and overwrites, removes nothing else, follows no link below
 * itself.
 */
final class TargetDirectory {

  private final Path root;
  private final Set<String> directories = new HashSet<>();

  /**
   * What was written, by its name in lower case: where the file system knows no case, a second name
   * must not replace the first one's file.
   */
  private final Map<String, Path> written = new HashMap<>();

  private TargetDirectory(Path root) {
    this.root = root;
  }

  /**
   * The directory, made when it is not there; it may itself be reached through a link, as its owner
   * named it so.
   */
  static TargetDirectory of(Path directory) throws IOException {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new UnsafeArchive(directory + " is not a directory");
    }
    Files.createDirectories(directory);
    return new TargetDirectory(directory.toRealPath());
  }

  /** Makes a directory and those above it. */
  void directory(String name) throws IOException {
    inside(name);
    require(name);
  }

  /** Makes a new file in the place of that name, ready to be written. */
  OutputStream file(String name, boolean executable) throws IOException {
    Path path = place(name);
    return executable ? NewFiles.executable(path) : NewFiles.plain(path);
  }

  /** Says when a file of ours was changed. */
  void modified(String name, FileTime time) throws IOException {
    Files.getFileAttributeView(
            inside(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(time, null, null);
  }

  void link(String name, String target) throws IOException {
    Files.createSymbolicLink(place(name), Path.of(target));
  }

  /** An empty place, its directory made: what was there as a file or link is removed. */
  private Path place(String name) throws IOException {
    Path path = inside(name);
    require(Names.parent(name));
    Optional<BasicFileAttributes> there = FileTree.attributes(path);
    Path earlier = written.putIfAbsent(name.toLowerCase(Locale.ROOT), path);
    if (earlier != null && there.isPresent() && Files.isSameFile(earlier, path)) {
      throw new UnsafeArchive(
          Names.shown(name) + " has the name of another file of this artifact on this file system");
    }
    if (there.isPresent() && there.get().isDirectory()) {
      throw new UnsafeArchive(
          "a directory stands in the way of the file " + Names.shown(name) + " in " + root);
    }
    if (there.isPresent()) {
      Files.delete(path);
    }
    return path;
  }

  private void require(String name) throws IOException {
    if (name.isEmpty() || !directories.add(name)) {
      return;
    }
    require(Names.parent(name));
    Path directory = root.resolve(name);
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        throw new UnsafeArchive(
            Names.shown(name)
                + " in "
                + root
                + " is a link or a file, and a directory is needed there; links are not followed");
      }
    }
  }

  private Path inside(String name) throws UnsafeArchive {
    Path path = root.resolve(name);
    if (!path.normalize().equals(path) || !path.startsWith(root)) {
      throw new UnsafeArchive(Names.shown(name) + " leads out of " + root);
    }
    return path;
  }
}
