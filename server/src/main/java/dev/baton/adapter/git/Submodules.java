package dev.baton.adapter.git;

import dev.baton.model.build.BuildRequest.SourceContent;
import dev.baton.port.SourceHost.Revision;
import dev.baton.port.SourceHost.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the submodules of a checkout into their places, and those within them. Each is a checkout of
 * its own with a git directory of its own, under the same rules: {@code git submodule} is never
 * run, and of {@code .gitmodules} only paths and URLs count. Used once.
 */
final class Submodules {

  private static final int DEEPEST = 10;
  private static final int MOST = 500;
  private static final long LARGEST_FILE = 1 << 20;

  private final Git git;
  private final Repositories repositories;
  private final Checkout checkout;
  private int fetched;

  /** Checks out a repository with its history, without its submodules. */
  @FunctionalInterface
  interface Checkout {
    Revision of(Location location, SourceContent.Git source, Path directory) throws IOException;
  }

  Submodules(Git git, Repositories repositories, Checkout checkout) {
    this.git = git;
    this.repositories = repositories;
    this.checkout = checkout;
  }

  /** A submodule as a repository declares it, and the commit that it is at. */
  private record Submodule(String name, String path, Optional<String> url, String commit) {}

  /** Where one comes from. */
  private record Origin(Location location, SourceContent.Git source) {}

  /**
   * Fetches all of a checkout.
   *
   * @param location where the checkout came from
   */
  void fetch(Location location, SourceContent.Git source, Revision revision, Path directory)
      throws IOException {
    fetch(location, source, revision, directory, 1);
  }

  private void fetch(
      Location location, SourceContent.Git source, Revision revision, Path directory, int level)
      throws IOException {
    if (!Files.isDirectory(directory.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    for (Submodule submodule : declared(revision.commit(), directory)) {
      if (level > DEEPEST || ++fetched > MOST) {
        throw new SourceException(
            "The source has more than "
                + MOST
                + " submodules, or submodules within submodules more than "
                + DEEPEST
                + " deep");
      }
      try {
        Origin origin = origin(location, source, submodule);
        Path place = place(directory, submodule.path());
        Revision found = checkout.of(origin.location(), origin.source(), place);
        fetch(origin.location(), origin.source(), found, place, level + 1);
      } catch (SourceException e) {
        throw new SourceException(
            "The submodule " + shown(submodule.path()) + " cannot be fetched: " + e.getMessage());
      }
    }
  }

  private static String shown(String path) {
    String plain = path.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > 200 ? plain.substring(0, 200) : plain;
  }

  /** An empty directory, no link on the way to it. */
  private static Path place(Path directory, String path) throws IOException {
    Path place = directory.resolve(path).normalize();
    if (!place.startsWith(directory) || place.equals(directory)) {
      throw new SourceException("its path leads out of the source");
    }
    Trees.requireRealParents(directory, place);
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      boolean empty = Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS);
      try (var children = empty ? Files.list(place) : java.util.stream.Stream.of(place)) {
        empty = children.findAny().isEmpty();
      }
      if (!empty) {
        throw new SourceException("something else is in its place");
      }
    }
    return Files.createDirectories(place);
  }

  private List<Submodule> declared(String commit, Path directory) throws IOException {
    Map<String, String> commits = links(commit, directory);
    if (commits.isEmpty()) {
      return List.of();
    }
    Map<String, String> urls = new HashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    settings(directory.resolve(".gitmodules"))
        .forEach(
            (key, value) -> {
              int dot = key.lastIndexOf('.');
              String name = key.substring(0, dot);
              switch (key.substring(dot + 1)) {
                case "path" -> names.put(value, name);
                case "url" -> urls.put(name, value);
                default -> {
                  // Update commands, branches and the like mean nothing here.
                }
              }
            });
    List<Submodule> found = new ArrayList<>();
    commits.forEach(
        (path, id) -> {
          String name = names.getOrDefault(path, "");
          found.add(new Submodule(name, path, Optional.ofNullable(urls.get(name)), id));
        });
    return found;
  }

  /** The places in a commit where other repositories belong: path to commit. */
  private Map<String, String> links(String commit, Path directory) {
    String listed =
        git.call("ls-tree", "-r", "-z", "--full-tree", commit)
            .gitDirectory(directory.resolve(".git"))
            .orThrow("cannot list the files of " + commit)
            .text();
    Map<String, String> links = new LinkedHashMap<>();
    for (String line : listed.split("\0", -1)) {
      int tab = line.indexOf('\t');
      if (tab > 0 && line.startsWith("160000 commit ")) {
        links.put(line.substring(tab + 1), line.substring("160000 commit ".length(), tab));
      }
    }
    return links;
  }

  /** By key without the leading {@code submodule.}. */
  private Map<String, String> settings(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > LARGEST_FILE) {
      return Map.of();
    }
    String listed =
        git.call("config", "--file", file.toString(), "--no-includes", "--null", "--list")
            .orThrow("cannot read .gitmodules")
            .text();
    Map<String, String> settings = new LinkedHashMap<>();
    for (String setting : listed.split("\0", -1)) {
      int feed = setting.indexOf('\n');
      if (feed > 0 && setting.startsWith("submodule.") && setting.lastIndexOf('.', feed) > 10) {
        settings.put(setting.substring("submodule.".length(), feed), setting.substring(feed + 1));
      }
    }
    return settings;
  }

  private Origin origin(Location parent, SourceContent.Git source, Submodule submodule)
      throws IOException {
    Location base = parent;
    if (parent instanceof Location.Local local) {
      Optional<Repository> repository = repositories.around(local.path().toRealPath());
      if (repository.isPresent()) {
        Optional<Origin> here = here(repository.get(), source, submodule);
        if (here.isPresent()) {
          return here.get();
        }
        base = origin(repository.get()).orElse(new Location.Local(repository.get().root()));
      }
    }
    String url =
        submodule
            .url()
            .orElseThrow(() -> new SourceException(".gitmodules has no URL for its path"));
    Location location = SubmoduleUrl.resolve(url, base);
    if (location instanceof Location.Local
        && parent instanceof Location.Local local
        && repositories.isSent(local.path())) {
      throw new SourceException(
          "its URL " + url + " leads to this machine, out of the tree that was sent");
    }
    return new Origin(location, wanted(location, submodule.commit(), false, source.depth()));
  }

  private static SourceContent.Git wanted(
      Location location, String revision, boolean workingTree, int depth) {
    return new SourceContent.Git(location.shown(), revision, workingTree, depth, true);
  }

  /** What a clone on this machine has of the submodule already, as it stands there. */
  private Optional<Origin> here(
      Repository repository, SourceContent.Git source, Submodule submodule) throws IOException {
    boolean asItStands = source.workingTree() && source.revision().isEmpty() && !repository.bare();
    Path tree = repository.root().resolve(submodule.path());
    if (asItStands
        && Files.exists(tree.resolve(".git"))
        && tree.toRealPath().startsWith(repository.root())
        && repositories.around(tree).filter(r -> r.root().equals(tree)).isPresent()) {
      Location location = new Location.Local(tree);
      return Optional.of(new Origin(location, wanted(location, "", true, source.depth())));
    }
    Path modules = repository.common().resolve("modules");
    Path module = modules.resolve(submodule.name()).normalize();
    if (submodule.name().isEmpty()
        || !module.startsWith(modules)
        || module.equals(modules)
        || !Files.isDirectory(module)
        || !module.toRealPath().startsWith(modules.toRealPath())
        || !has(module, submodule.commit())) {
      return Optional.empty();
    }
    Location location = new Location.Local(module);
    return Optional.of(
        new Origin(location, wanted(location, submodule.commit(), false, source.depth())));
  }

  private boolean has(Path gitDirectory, String commit) {
    return git.call("cat-file", "-e", commit + "^{commit}")
        .gitDirectory(gitDirectory)
        .run()
        .succeeded();
  }

  private Optional<Location> origin(Repository repository) {
    Path configuration = repository.common().resolve("config");
    if (!Files.isRegularFile(configuration)) {
      return Optional.empty();
    }
    String[] arguments = {
      "config", "--file", configuration.toString(), "--no-includes", "--get", "remote.origin.url"
    };
    return Optional.of(git.call(arguments).run().text().strip())
        .filter(url -> !url.isEmpty())
        .map(Location::of);
  }
}
