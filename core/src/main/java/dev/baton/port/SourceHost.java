package dev.baton.port;

import dev.baton.model.build.BuildRequest.SourceContent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Git repositories and directories as sources. Locations and revisions are hostile: no option,
 * protocol helper, hook or configuration of theirs is ever run. Safe for concurrent use; blocked
 * calls end when the thread is interrupted.
 */
public interface SourceHost {

  /**
   * Finds what a revision names now.
   *
   * @throws SourceException when the location or revision is not there
   */
  Revision resolve(SourceContent.Git source);

  /**
   * Puts the source's files into an empty directory.
   *
   * @param withGit whether a fresh {@code .git} with the history comes too
   * @return what was checked out
   */
  Revision checkout(SourceContent.Git source, Path directory, boolean withGit);

  /** Copies a directory's files, links kept when they stay inside. */
  void copy(SourceContent.Directory source, Path directory);

  /** The repository's root around a directory, when there is one. */
  Optional<Path> repositoryAround(Path directory);

  /**
   * A commit that was found.
   *
   * @param branch empty for a detached commit or tag
   * @param uncommitted paths that differ from the commit, when a working tree was asked for
   * @param variables the output variables that AWS documents for its source actions, by name
   *     (AuthorDate, CommitMessage, ...)
   */
  record Revision(
      String commit,
      String branch,
      String message,
      String authorName,
      String authorEmail,
      String authorDate,
      String committerDate,
      List<String> uncommitted,
      Map<String, String> variables) {}

  /** The source could not be had; the message names location and revision, never a credential. */
  final class SourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SourceException(String message) {
      super(message);
    }
  }
}
