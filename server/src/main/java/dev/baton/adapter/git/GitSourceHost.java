package dev.baton.adapter.git;

import dev.baton.adapter.process.Processes;
import dev.baton.model.build.BuildRequest.SourceContent;
import dev.baton.port.SourceHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sources by the git command line, and directories as they are. */
public final class GitSourceHost implements SourceHost {

  private final Git git;
  private final Scratch scratch;
  private final Set<Path> ceilings;

  /**
   * Sources for one process.
   *
   * @param environment of which PATH, HOME, the ssh agent, proxies and certificates are used
   * @param scratch for git directories that last as long as a call; made when it is not there
   */
  public GitSourceHost(Processes processes, Map<String, String> environment, Path scratch) {
    this(processes, environment, scratch, Set.of());
  }

  /**
   * Sources for one process.
   *
   * @param ceilings what lies in one of these directories is in no repository that lies around it
   */
  public GitSourceHost(
      Processes processes, Map<String, String> environment, Path scratch, Set<Path> ceilings) {
    this.git = new Git(processes, environment);
    this.scratch = new Scratch(scratch);
    this.ceilings = Set.copyOf(ceilings);
  }

  @Override
  public Revision resolve(SourceContent.Git source) {
    try {
      return switch (Location.of(source.location())) {
        case Location.Local local -> LocalSource.at(git, scratch, local.path(), source).resolve();
        case Location.Remote remote -> new RemoteSource(git, scratch, remote, source).resolve();
      };
    } catch (IOException e) {
      throw failed(source.location(), e);
    }
  }

  @Override
  public Revision checkout(SourceContent.Git source, Path directory, boolean withGit) {
    try {
      Location location = Location.of(source.location());
      Revision revision = checkout(location, source, directory, withGit);
      if (source.submodules() && withGit) {
        new Submodules(git, (place, content, into) -> checkout(place, content, into, true))
            .fetch(location, source, revision, directory);
      }
      return revision;
    } catch (IOException e) {
      throw failed(source.location(), e);
    }
  }

  private Revision checkout(
      Location location, SourceContent.Git source, Path directory, boolean withGit)
      throws IOException {
    Files.createDirectories(directory);
    return switch (location) {
      case Location.Local local ->
          LocalSource.at(git, scratch, local.path(), source).checkout(directory, withGit);
      case Location.Remote remote ->
          new RemoteSource(git, scratch, remote, source).checkout(directory, withGit);
    };
  }

  @Override
  public void copy(SourceContent.Directory source, Path directory) {
    Path from = Path.of(source.path());
    if (!Files.isDirectory(from)) {
      throw new SourceException("The source " + from + " is not there, or is no directory");
    }
    try {
      DirectoryCopy.copy(from, directory);
    } catch (IOException e) {
      throw failed(source.path(), e);
    }
  }

  @Override
  public Optional<Path> repositoryAround(Path directory) {
    Path inside = directory.toAbsolutePath().normalize();
    return Repository.around(inside)
        .map(Repository::root)
        .filter(
            root -> ceilings.stream().noneMatch(c -> inside.startsWith(c) && !root.startsWith(c)));
  }

  private static SourceException failed(String location, IOException e) {
    return new SourceException(
        "The source " + Location.of(location).shown() + " could not be copied: " + e);
  }
}
