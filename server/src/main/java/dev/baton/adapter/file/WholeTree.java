package dev.baton.adapter.file;

import dev.baton.adapter.file.Selection.Chosen;
import dev.baton.adapter.file.Selection.ChosenFile;
import dev.baton.adapter.file.Selection.ChosenLink;
import dev.baton.adapter.file.Selection.EmptyDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything below a directory but {@code .git}; links as links, as long as they stay inside. */
final class WholeTree implements FileTree.Visitor {

  private final Path root;
  private final List<Chosen> chosen = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private WholeTree(Path root) {
    this.root = root;
  }

  static Selection of(Path root) throws IOException {
    WholeTree tree = new WholeTree(root);
    FileTree.walk(root, tree);
    tree.chosen.sort(Comparator.comparing(Chosen::name));
    return new Selection(List.copyOf(tree.chosen), List.copyOf(tree.warnings));
  }

  @Override
  public boolean enter(String name, Path directory) {
    return !directory.endsWith(".git");
  }

  @Override
  public void leave(String name, boolean wasEmpty) {
    if (wasEmpty) {
      chosen.add(new EmptyDirectory(name));
    }
  }

  @Override
  public void file(String name, Path path, BasicFileAttributes attributes) throws IOException {
    if (path.endsWith(".git")) {
      return;
    }
    if (attributes.isRegularFile()) {
      chosen.add(new ChosenFile(name, path));
    } else if (!attributes.isSymbolicLink()) {
      warnings.add(
          "Left out " + Names.shown(name) + ": it is neither a file, a directory nor a link");
    } else {
      String target = Files.readSymbolicLink(path).toString();
      if (Links.follow(name, target, Links.onDisk(root)).isPresent()) {
        chosen.add(new ChosenLink(name, target));
      } else {
        warnings.add(
            "Left out the link "
                + Names.shown(name)
                + ": its target "
                + Names.shown(target)
                + " leads outside");
      }
    }
  }
}
