package dev.baton.port;

import dev.baton.model.build.Buildspec.ArtifactSpec;
import dev.baton.model.build.Buildspec.ReportGroup;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Files that become an artifact, and an artifact that becomes files again. Nothing is ever read
 * from outside of the directory that is packed, nor written outside of the one that is unpacked
 * into, whatever patterns, links and archives say. Safe for concurrent use.
 *
 * <p>A fault of the disk is a {@link PortException}; everything that a person can put right is an
 * {@link ArtifactException}.
 */
public interface ArtifactPacker {

  /**
   * Chooses files as UPLOAD_ARTIFACTS does: globs relative to the base directory, no {@code .git}.
   *
   * @param root the source directory
   * @throws ArtifactException "no matching artifact paths found", or a pattern or base directory
   *     that cannot be
   */
  Selection select(Path root, FileSelector selector);

  /**
   * Chooses everything below a directory, empty directories and links that stay inside included, as
   * a source artifact holds it.
   */
  Selection everything(Path root);

  /**
   * Writes the chosen files as a zip: equal files give equal bytes. Executable bits and links are
   * kept. The stream stays open.
   *
   * @throws ArtifactException when a file went away meanwhile or is no longer a file
   */
  void pack(Selection selection, OutputStream zip);

  /**
   * Unpacks a zip into a directory, adding to what is there and overwriting files. Everything is
   * judged before the first byte is written.
   *
   * @param zip read to its end, not closed
   * @throws ArtifactException when this is no zip, when an entry would leave the directory or write
   *     through a link, when names clash, or when it is larger than it may be
   */
  void unpack(InputStream zip, Path directory);

  /**
   * Copies the chosen files into a directory, adding and overwriting, never removing anything else,
   * following no link in it.
   *
   * @throws ArtifactException when something in the directory stands in the way
   */
  void copy(Selection selection, Path directory);

  /**
   * Which files.
   *
   * @param files globs, relative to the base directory
   * @param baseDirectory relative to the root, a glob; {@code .} for the root
   * @param discardPaths whether only the files' own names are kept
   * @param excludePaths globs, relative to the base directory; one that names a directory excludes
   *     what is in it
   * @param enableSymlinks whether a link is kept as a link; else what it points to is taken
   */
  record FileSelector(
      List<String> files,
      String baseDirectory,
      boolean discardPaths,
      List<String> excludePaths,
      boolean enableSymlinks) {

    /**
     * What an artifacts section asks for.
     *
     * @param baseDirectory its base directory after the shell has expanded it
     */
    public static FileSelector of(ArtifactSpec spec, Optional<String> baseDirectory) {
      return new FileSelector(
          spec.files(),
          baseDirectory.orElse("."),
          spec.discardPaths(),
          spec.excludePaths(),
          spec.enableSymlinks());
    }

    /** What a report group asks for. */
    public static FileSelector of(ReportGroup group) {
      return new FileSelector(
          group.files(), group.baseDirectory().orElse("."), group.discardPaths(), List.of(), false);
    }
  }

  /**
   * The files that were chosen, by name in order.
   *
   * @param warnings sentences for the build's log: patterns without a match, links left out, names
   *     given twice
   */
  record Selection(List<Chosen> chosen, List<String> warnings) {

    /** How many files and links there are. */
    public int fileCount() {
      return (int) chosen.stream().filter(one -> !(one instanceof EmptyDirectory)).count();
    }
  }

  /**
   * Something that goes into an artifact, with its name there: relative, {@code /} between
   * segments.
   */
  sealed interface Chosen {

    String name();
  }

  /**
   * A file; {@code file} is where its bytes are, which for a link taken as a file is elsewhere
   * within the root.
   */
  record ChosenFile(String name, Path file) implements Chosen {}

  /** A link that stays a link. */
  record ChosenLink(String name, String target) implements Chosen {}

  /** A directory without anything in it. */
  record EmptyDirectory(String name) implements Chosen {}

  /**
   * What a person can put right: a pattern without a match, a hostile archive, a file in the way.
   */
  final class ArtifactException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ArtifactException(String message) {
      super(message);
    }
  }
}
