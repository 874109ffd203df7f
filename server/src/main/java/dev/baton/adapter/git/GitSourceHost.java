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
  private final Repositories repositories;

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
   * @param sent each child of one of these directories is a tree that somebody has sent: it is read
   *     as if it were alone on the machine
   */
  public GitSourceHost(
      Processes processes, Map<String, String> environment, Path scratch, Set<Path> sent) {
    this.git = new Git(processes, environment);
    this.scratch = new Scratch(scratch);
    this.repositories = new Repositories(sent);
  }

  @Override
  public Revision resolve(SourceContent.Git source) {
    try {
      return switch (Location.of(source.location())) {
        case Location.Local local -> local(local, source).resolve();
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
        new Submodules(
                git, repositories, (place, content, into) -> checkout(place, content, into, true))
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
      case Location.Local local -> local(local, source).checkout(directory, withGit);
      case Location.Remote remote ->
          new RemoteSource(git, scratch, remote, source).checkout(directory, withGit);
    };
  }

  private LocalSource local(Location.Local location, SourceContent.Git source) throws IOException {
    return LocalSource.at(git, scratch, repositories, location.path(), source);
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
    try {
      return repositories.around(directory.toAbsolutePath().normalize()).map(Repository::root);
    } catch (IOException e) {
      throw failed(directory.toString(), e);
    }
  }

  private static SourceException failed(String location, IOException e) {
    return new SourceException(
        "The source " + Location.of(location).shown() + " could not be copied: " + e);
  }
}
