package dev.baton.adapter.file;

import dev.baton.adapter.file.Selection.Chosen;
import dev.baton.adapter.file.Selection.ChosenFile;
import dev.baton.adapter.file.Selection.ChosenLink;
import dev.baton.model.artifact.PathGlob;
import dev.baton.model.build.Buildspec.ArtifactSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Chooses an artifact's files, by the rules of a buildspec's artifacts section. Used once. */
final class ArtifactSelection implements FileTree.Visitor {

  private final Path root;
  private final ArtifactSpec spec;
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, Chosen> chosen = new TreeMap<>();
  private final FileTree.Descent descent = FileTree.descent(this);

  /**
   * The directories on the way from the base to where the walk is, as they really lie: a link to
   * one of them would go in circles.
   */
  private final Deque<Path> way = new ArrayDeque<>();

  private Path base;
  private List<Pattern> files = List.of();
  private List<Pattern> excludes = List.of();

  private ArtifactSelection(Path root, ArtifactSpec spec) {
    this.root = root;
    this.base = root;
    this.spec = spec;
  }

  /** The files below a root that a specification means; none when nothing matches. */
  static Selection of(Path root, ArtifactSpec spec) throws IOException {
    return new ArtifactSelection(root.toRealPath(), spec).select(root);
  }

  private Selection select(Path rootAsNamed) throws IOException {
    try {
      String written = spec.baseDirectory().orElse(".");
      select(BaseDirectories.of(root, rootAsNamed, written), rootAsNamed);
    } catch (BaseDirectories.NoMatch e) {
      warnings.add(e.explanation());
    }
    return new Selection(List.copyOf(chosen.values()), List.copyOf(warnings));
  }

  private void select(List<Path> directories, Path rootAsNamed) throws IOException {
    boolean[] used = new boolean[spec.files().size()];
    for (Path directory : directories) {
      base = directory;
      files = Pattern.allOf(spec.files(), base, rootAsNamed);
      excludes = Pattern.allOf(spec.excludePaths(), base, rootAsNamed);
      way.push(base);
      descent.into(base, "");
      way.pop();
      for (int i = 0; i < used.length; i++) {
        used[i] |= files.get(i).matched();
      }
    }
    for (int i = 0; i < used.length; i++) {
      if (!used[i]) {
        String path = Names.shown(spec.files().get(i));
        warnings.add("Skipping invalid file path " + path + files.get(i).hint(base));
      }
    }
  }

  @Override
  public boolean enter(String name, Path directory) {
    String last = Names.last(directory);
    if (last.equals(".git") && files.stream().noneMatch(Pattern::namesGit)) {
      return false;
    }
    way.push(directory);
    return true;
  }

  @Override
  public void leave(String name, boolean wasEmpty) {
    way.pop();
  }

  @Override
  public void file(String name, Path path, BasicFileAttributes attributes) throws IOException {
    if (attributes.isSymbolicLink()) {
      link(name, path);
    } else if (wanted(name)) {
      if (attributes.isRegularFile()) {
        choose(name, path);
      } else {
        warnings.add(
            "Left out " + Names.shown(name) + ": it is neither a file, a directory nor a link");
      }
    }
  }

  private void link(String name, Path link) throws IOException {
    String target = Files.readSymbolicLink(link).toString();
    String here = relative(way.getFirst());
    String fromRoot = here.isEmpty() ? Names.last(link) : here + "/" + Names.last(link);
    Optional<String> end = Links.follow(fromRoot, within(target), Links.onDisk(root));
    if (spec.enableSymlinks() && wanted(name) && staysInArtifact(name, link, target)) {
      add(new ChosenLink(name, target));
      return;
    }
    Optional<Path> real = end.map(root::resolve).filter(Files::exists);
    if (real.isEmpty()) {
      if (wanted(name)) {
        String why = end.isEmpty() ? "leads out of the source directory" : "leads nowhere";
        warnings.add(
            "Left out the link "
                + Names.shown(name)
                + ": its target "
                + Names.shown(target)
                + " "
                + why);
      }
    } else if (!Files.isDirectory(real.get())) {
      if (wanted(name) && Files.isRegularFile(real.get())) {
        choose(name, real.get());
      }
    } else if (!spec.enableSymlinks() && !way.contains(real.get())) {
      way.push(real.get());
      descent.into(real.get(), name);
    }
  }

  /** An absolute target within the root, written relative to the link. */
  private String within(String target) {
    Path absolute = Path.of(target);
    if (!absolute.isAbsolute() || !absolute.normalize().startsWith(root)) {
      return target;
    }
    return way.getFirst().relativize(absolute.normalize()).toString();
  }

  /**
   * A link may stay one when it also leads to the same place in the artifact, where only what is
   * below the base directory is.
   */
  private boolean staysInArtifact(String name, Path link, String target) throws IOException {
    boolean sameplace =
        link.startsWith(base)
            && name.equals(base.relativize(link).toString())
            && !spec.discardPaths();
    return sameplace && Links.follow(name, target, Links.onDisk(base)).isPresent();
  }

  private String relative(Path directory) {
    return root.relativize(directory).toString();
  }

  private boolean wanted(String name) {
    boolean found = false;
    for (Pattern pattern : files) {
      found |= pattern.takes(name);
    }
    return found && excludes.stream().noneMatch(pattern -> pattern.takesOrHolds(name));
  }

  private void choose(String name, Path file) {
    if (name.indexOf('\uFFFD') >= 0) {
      warnings.add(
          "The name of " + Names.shown(name) + " is not UTF-8: what is shown so is kept so");
    }
    add(
        new ChosenFile(
            spec.discardPaths() ? name.substring(name.lastIndexOf('/') + 1) : name, file));
  }

  private void add(Chosen one) {
    Chosen earlier = chosen.putIfAbsent(one.name(), one);
    if (earlier != null && !earlier.equals(one)) {
      warnings.add("Left out a second file called " + Names.shown(one.name()));
    }
  }

  /** A pattern of the section as it applies below one base directory. */
  private static final class Pattern {

    private final String written;
    private Optional<PathGlob> glob = Optional.empty();
    private String fault = "";
    private boolean matched;

    private Pattern(String written, Optional<String> relative) {
      this.written = written;
      try {
        glob = relative.map(PathGlob::of);
        fault = relative.isPresent() ? "" : ": it leads out of the source directory";
      } catch (IllegalArgumentException e) {
        fault = ": it is " + e.getMessage();
      }
    }

    static List<Pattern> allOf(List<String> written, Path base, Path rootAsNamed)
        throws IOException {
      List<Pattern> patterns = new ArrayList<>();
      for (String one : written) {
        patterns.add(new Pattern(one, Names.relativePattern(one, base, rootAsNamed)));
      }
      return patterns;
    }

    boolean takes(String name) {
      boolean takes = glob.isPresent() && glob.get().matches(name);
      matched |= takes;
      return takes;
    }

    /** For excludes: also when a directory above is named. */
    boolean takesOrHolds(String name) {
      if (takes(name)) {
        return true;
      }
      String parent = Names.parent(name);
      return !parent.isEmpty() && takesOrHolds(parent);
    }

    boolean matched() {
      return matched;
    }

    boolean namesGit() {
      return glob.isPresent() && glob.get().names(".git");
    }

    String hint(Path base) {
      if (glob.isEmpty()) {
        return fault;
      }
      String plain = written.endsWith("/") ? written.substring(0, written.length() - 1) : written;
      boolean directory = plain.indexOf('\0') < 0 && Files.isDirectory(base.resolve(plain));
      return directory ? ": it is a directory; " + plain + "/**/* takes the files in it" : "";
    }
  }
}
