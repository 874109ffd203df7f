package dev.baton.adapter.git;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Where calls of git keep what they need as long as they last. Safe for concurrent use, by several
 * processes too.
 */
final class Scratch {

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path root;

  Scratch(Path root) {
    this.root = root;
  }

  /**
   * A git directory without anything in it, which is only ever read: objects are borrowed, and each
   * call has an index of its own. It stays, since making directories is slow where the disk is
   * busy.
   */
  Path empty() throws IOException {
    Path empty = root.resolve("empty.git");
    if (Files.exists(empty.resolve("complete"))) {
      return empty;
    }
    Files.createDirectories(root, OWNER_ONLY);
    Path made = Files.createTempDirectory(root, "new-", OWNER_ONLY);
    GitDirectory directory = GitDirectory.create(made);
    directory.configure(Optional.empty(), "");
    directory.head("");
    Files.createFile(made.resolve("complete"));
    try {
      Files.move(made, empty);
    } catch (FileAlreadyExistsException e) {
      Trees.remove(made);
    }
    return empty;
  }

  /** A git directory to fetch into. */
  Temporary directory() throws IOException {
    Files.createDirectories(root, OWNER_ONLY);
    return new Temporary(Files.createTempDirectory(root, "git-", OWNER_ONLY));
  }

  /** A place for an index that is not there yet. */
  Temporary index() throws IOException {
    Files.createDirectories(root, OWNER_ONLY);
    return new Temporary(root.resolve("index-" + UUID.randomUUID()));
  }

  /** Something that is gone afterwards. */
  record Temporary(Path path) implements AutoCloseable {

    @Override
    public void close() throws IOException {
      Trees.remove(path);
    }
  }
}
