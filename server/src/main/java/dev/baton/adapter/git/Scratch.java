package dev.baton.adapter.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A directory for one piece of work, gone afterwards. */
record Scratch(Path path) implements AutoCloseable {

  static Scratch in(Path parent) throws IOException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(parent, ownerOnly);
    return new Scratch(Files.createTempDirectory(parent, "git-", ownerOnly));
  }

  GitDirectory gitDirectory() throws IOException {
    return GitDirectory.create(path.resolve("repository.git"));
  }

  @Override
  public void close() throws IOException {
    Trees.remove(path);
  }
}
