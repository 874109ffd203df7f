package dev.baton.port;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What builds keep for later ones: files by scope and key. Best effort and bounded: what was used
 * least recently goes first. A save that is cut off leaves no entry. Safe for concurrent use, also
 * by builds of one scope. Files, archives, patterns and keys are hostile: nothing outside of the
 * given directories is read or written, and no link is followed.
 */
public interface CacheStore {

  /** Keeps nothing. */
  CacheStore NONE = new Nothing();

  /**
   * Lays the first entry that is found over a directory. What is there already stays as it is. An
   * entry that is broken or unsafe is left out as a whole, with a warning.
   *
   * @param paths only what one of these patterns means is laid down
   * @param staging a place in the same file system that is not there yet, and is not afterwards
   */
  Restored restore(String scope, Wanted wanted, List<String> paths, Path root, Path staging)
      throws IOException;

  /**
   * Keeps what patterns mean. With a key, an entry that is there already stays; without, it is
   * replaced.
   *
   * @param paths patterns relative to the directory; a directory stands for all in it
   */
  Saved save(String scope, Optional<String> key, List<String> paths, Path root) throws IOException;

  /** Forgets all entries of a scope. */
  void invalidate(String scope);

  /**
   * One SHA-256, in hexadecimal digits, of the names and contents of the files that patterns mean;
   * empty when there is none.
   */
  Optional<String> hash(List<String> patterns, Path root) throws IOException;

  /**
   * What is looked for.
   *
   * @param key of the entry, exactly; empty for the entry without one
   * @param prefixes tried after it, in order: the newest entry whose key begins so
   */
  record Wanted(Optional<String> key, List<String> prefixes) {}

  /**
   * What was laid down.
   *
   * @param found the entry's key, empty text for one without; empty when there is none, or it was
   *     left out
   * @param files how many files and links
   */
  record Restored(Optional<String> found, int files, List<String> warnings) {}

  /**
   * What was kept.
   *
   * @param kept whether there is a new entry
   */
  record Saved(boolean kept, int files, List<String> warnings) {}

  /** See {@link #NONE}. */
  final class Nothing implements CacheStore {

    private Nothing() {}

    @Override
    public Restored restore(
        String scope, Wanted wanted, List<String> paths, Path root, Path staging) {
      return new Restored(Optional.empty(), 0, List.of());
    }

    @Override
    public Saved save(String scope, Optional<String> key, List<String> paths, Path root) {
      return new Saved(false, 0, List.of());
    }

    @Override
    public void invalidate(String scope) {}

    @Override
    public Optional<String> hash(List<String> patterns, Path root) {
      return Optional.empty();
    }
  }
}
