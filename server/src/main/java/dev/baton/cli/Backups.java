package dev.baton.cli;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Saves data directories of this machine and brings them back. */
public interface Backups {

  /**
   * What was saved or brought back.
   *
   * @param schema of its database
   * @param entries how many files
   * @param bytes of these files
   * @param keyId of the master key that its secrets are encrypted with; empty when it has none
   * @param leftOut files of buckets that are no plain files, the first of them
   */
  record Held(
      int schema,
      long entries,
      long bytes,
      long pipelines,
      long executions,
      long builds,
      Optional<String> keyId,
      List<String> leftOut) {

    public Held {
      leftOut = List.copyOf(leftOut);
    }
  }

  /** Where the key lies that a backup leaves out. */
  Path masterKey(Path data);

  /**
   * Saves a data directory, whether or not somebody works in it.
   *
   * @param file must not be there; it appears whole or not at all, for its user alone
   * @throws CommandFailure when there is nothing to save, or the file is there
   * @throws dev.baton.port.PortException when something cannot be read or written
   */
  Held save(Path data, Path file);

  /** As {@link #save(Path, Path)}, into a stream, which stays open. */
  Held save(Path data, OutputStream out);

  /**
   * Brings a data directory back.
   *
   * @param data absent, empty, or left by a restore that did not end
   * @param key the master key's file
   * @throws CommandFailure when the directory holds something or somebody works in it, or the key
   *     is another one
   * @throws dev.baton.port.PortException when the file is no whole backup, or something cannot be
   *     read or written; then the directory is as it was
   */
  Held restore(Path file, Path data, Optional<Path> key);
}
