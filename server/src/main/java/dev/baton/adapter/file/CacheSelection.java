package dev.baton.adapter.file;

import dev.baton.adapter.file.Selection.Chosen;
import dev.baton.adapter.file.Selection.ChosenFile;
import dev.baton.adapter.file.Selection.ChosenLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Chooses the files of a cache: links as links, as long as they stay inside. Used once. */
final class CacheSelection implements FileTree.Visitor {

  private final Path root;
  private final CachePaths paths;
  private final List<Chosen> chosen = new ArrayList<>();
  private final List<String> warnings;

  private CacheSelection(Path root, CachePaths paths) {
    this.root = root;
    this.paths = paths;
    this.warnings = new ArrayList<>(paths.warnings());
  }

  static Selection of(Path root, List<String> patterns) throws IOException {
    Path real = root.toRealPath();
    CacheSelection selection = new CacheSelection(real, CachePaths.of(patterns, root));
    FileTree.walk(real, selection);
    return new Selection(List.copyOf(selection.chosen), List.copyOf(selection.warnings));
  }

  @Override
  public boolean enter(String name, Path directory) {
    return !name.equals(".git");
  }

  @Override
  public void file(String name, Path path, BasicFileAttributes attributes) throws IOException {
    if (!paths.mean(name)) {
      return;
    }
    if (attributes.isRegularFile()) {
      chosen.add(new ChosenFile(name, path));
    } else if (attributes.isSymbolicLink()) {
      link(name, Files.readSymbolicLink(path).toString());
    } else {
      warnings.add("Not cached: " + Names.shown(name) + " is neither a file nor a link");
    }
  }

  private void link(String name, String target) throws IOException {
    if (Links.follow(name, target, Links.onDisk(root)).isPresent()) {
      chosen.add(new ChosenLink(name, target));
    } else {
      warnings.add(
          "Not cached: the link "
              + Names.shown(name)
              + " leads out of the workspace, to "
              + Names.shown(target));
    }
  }
}
