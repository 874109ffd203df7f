package dev.baton.app;

import dev.baton.adapter.file.StagedRestore;
import dev.baton.port.PortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Where everything of one data directory lies. */
record DataDirectory(Path root) {

  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  /**
   * Makes the directory, for its user alone.
   *
   * @throws PortException when it cannot be made, or a restore into it is unfinished
   */
  static DataDirectory at(Path root) {
    if (StagedRestore.isUnfinished(root)) {
      throw new PortException(
          "A restore into the data directory "
              + root
              + " was begun and not finished; run 'baton restore' for it again",
          false);
    }
    return toRestore(root);
  }

  /** As {@link #at}, for whoever restores into it. */
  static DataDirectory toRestore(Path root) {
    try {
      if (root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createDirectories(root, PosixFilePermissions.asFileAttribute(OWNER));
        if (!Files.getPosixFilePermissions(root).equals(OWNER)) {
          Files.setPosixFilePermissions(root, OWNER);
        }
      } else {
        Files.createDirectories(root);
      }
      return new DataDirectory(root);
    } catch (IOException e) {
      throw new PortException("Cannot make the data directory " + root + ": " + e, false, e);
    }
  }

  Path database() {
    return root.resolve("baton.db");
  }

  Path masterKey() {
    return root.resolve("master.key");
  }

  Path blobs() {
    return root.resolve("blobs");
  }

  Path logs() {
    return root.resolve("logs");
  }

  /** Buckets that deployments extract into. */
  Path buckets() {
    return root.resolve("s3");
  }

  /** Source trees that clients have sent. */
  Path uploads() {
    return root.resolve("uploads");
  }

  /** What builds keep for later ones. */
  Path caches() {
    return root.resolve("cache");
  }

  /** What lies there a moment. */
  Path scratch() {
    return made(root.resolve("scratch"));
  }

  /** What Baton says of its own faults. */
  Path faultLog() {
    return made(root.resolve("log")).resolve("baton.log");
  }

  private static Path made(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new PortException("Cannot make " + directory + ": " + e, false, e);
    }
  }
}
