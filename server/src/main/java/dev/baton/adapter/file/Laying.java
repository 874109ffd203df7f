package dev.baton.adapter.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves files and links from one directory into another of the same file system: only what is
 * meant, never over what is there, never through a link.
 */
final class Laying implements FileTree.Visitor {

  private final CachePaths paths;
  private final Path root;
  private final List<String> warnings = new ArrayList<>();
  private int files;

  Laying(CachePaths paths, Path root) {
    this.paths = paths;
    this.root = root;
  }

  int files() {
    return files;
  }

  List<String> warnings() {
    return warnings;
  }

  @Override
  public boolean enter(String name, Path directory) {
    return true;
  }

  @Override
  public void file(String name, Path path, BasicFileAttributes attributes) throws IOException {
    if (!paths.mean(name)) {
      warnings.add(
          "Skipping cache entry: path \""
              + Names.shown(name)
              + "\" is not within allowed cache paths");
      return;
    }
    Path target = root.resolve(name);
    if (!directories(name)) {
      warnings.add(
          "Skipping cache entry: path \""
              + Names.shown(name)
              + "\": the source has a file or link where a directory is needed");
      return;
    }
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.move(path, target);
    files++;
  }

  /** Makes the directories around; false when something else stands in the way. */
  private boolean directories(String name) throws IOException {
    for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
      Path directory = root.resolve(name.substring(0, slash));
      try {
        Files.createDirectory(directory);
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
          return false;
        }
      }
    }
    return true;
  }
}
