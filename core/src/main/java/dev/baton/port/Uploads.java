package dev.baton.port;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * Working trees that clients of a server have sent to be built: each a directory named by the
 * digest of what came. Safe for concurrent use.
 */
public interface Uploads {

  /** In an upload: the files. */
  String TREE = "tree";

  /** In an upload: what becomes the tree's {@code .git}, where there is one. */
  String GIT = "git";

  /**
   * Keeps a tree.
   *
   * @param zip with {@link #TREE} and {@link #GIT}; nothing is kept unless it is read to its end
   * @return its directory, a source place for {@link #holds}; the same bytes give the same
   * @throws ArtifactFiles.UnsafeArchive when the archive must not be unpacked
   * @throws IOException when it cannot be read or kept
   */
  String keep(InputStream zip) throws IOException;

  /** Whether a place is a directory of an upload that is there, or lies in one. */
  boolean holds(String place);

  /** Removes what was last sent before {@code limit} and is not needed. */
  void sweep(Instant limit, Predicate<String> needed);
}
