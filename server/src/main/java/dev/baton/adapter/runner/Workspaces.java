package dev.baton.adapter.runner;

import dev.baton.port.BuildRunner;
import dev.baton.port.PortException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;

/**
 * The directory below which every build has its place. Others may pass through it, as a run-as user
 * must, but cannot list it.
 */
final class Workspaces {

  private static final Set<PosixFilePermission> PASS = PosixFilePermissions.fromString("rwx--x--x");
  private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWN_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> PROGRAM =
      PosixFilePermissions.fromString("rw-r--r--");

  private final Path base;
  private volatile Optional<UserPrincipal> me = Optional.empty();

  Workspaces(Path temporary) {
    String user = System.getProperty("user.name", "user").replaceAll("[^A-Za-z0-9_.-]", "_");
    this.base = temporary.toAbsolutePath().resolve("baton-" + user);
  }

  /** Makes a build's place; what an earlier attempt left there is removed. */
  Place make(String uuid) {
    Path root = at(uuid);
    try {
      ownBase();
      if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
        Trees.remove(root);
      }
      directory(root, PASS);
      directory(root.resolve("src"), OWN);
      directory(root.resolve("state"), OWN);
    } catch (IOException e) {
      throw new PortException("Cannot make the workspace " + root + ": " + e, false, e);
    }
    return new Place(root);
  }

  /** Removes a build's place, if it is there. */
  void remove(String uuid) {
    new Place(at(uuid)).close();
  }

  /** A build's place, whether it is there or not. */
  Path at(String uuid) {
    if (!uuid.matches("[A-Za-z0-9][A-Za-z0-9-]{0,99}")) {
      throw new IllegalArgumentException("Not the UUID of a build: " + uuid);
    }
    return base.resolve(uuid);
  }

  /** Somebody else's directory of that name would show and give them every build. */
  private void ownBase() throws IOException {
    try {
      directory(base, PASS);
      return;
    } catch (FileAlreadyExistsException e) {
      PosixFileAttributes there =
          Files.readAttributes(base, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!there.isDirectory() || !there.owner().equals(me())) {
        throw new PortException(
            base + " belongs to somebody else; remove it, or set TMPDIR to a directory of your own",
            false,
            e);
      }
      if (!there.permissions().equals(PASS)) {
        Files.setPosixFilePermissions(base, PASS);
      }
    }
  }

  private UserPrincipal me() throws IOException {
    Optional<UserPrincipal> known = me;
    if (known.isPresent()) {
      return known.get();
    }
    Path probe = Files.createTempFile(base.getParent(), "baton", "");
    try {
      UserPrincipal found = Files.getOwner(probe);
      me = Optional.of(found);
      return found;
    } finally {
      Files.delete(probe);
    }
  }

  private static void directory(Path path, Set<PosixFilePermission> permissions)
      throws IOException {
    Files.createDirectory(path, PosixFilePermissions.asFileAttribute(OWN));
    if (!permissions.equals(OWN)) {
      Files.setPosixFilePermissions(path, permissions);
    }
  }

  /** A build's place: the program, its state, the sources. */
  static final class Place implements BuildRunner.Workspace {

    private final Path root;

    Place(Path root) {
      this.root = root;
    }

    @Override
    public Path root() {
      return root;
    }

    @Override
    public Path sources() {
      return root.resolve("src");
    }

    @Override
    public Path secondary(String identifier) {
      if (!identifier.matches("[A-Za-z0-9_]{1,127}")) {
        throw new IllegalArgumentException("Not an identifier of a source: " + identifier);
      }
      Path directory = root.resolve("src-" + identifier);
      try {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
          Workspaces.directory(directory, OWN);
        }
      } catch (IOException e) {
        throw new PortException("Cannot make " + directory + ": " + e, false, e);
      }
      return directory;
    }

    /** Writes the program and the files that it records its state in. */
    Path program(String text) throws IOException {
      for (String name : new String[] {"at", "a", "b"}) {
        Files.createFile(
            root.resolve("state").resolve(name), PosixFilePermissions.asFileAttribute(OWN_FILE));
      }
      Path program = root.resolve("program.sh");
      Files.writeString(program, text);
      Files.setPosixFilePermissions(program, PROGRAM);
      return program;
    }

    @Override
    public void close() {
      try {
        Trees.remove(root);
      } catch (IOException e) {
        throw new PortException("Cannot remove the workspace " + root + ": " + e, true, e);
      }
    }
  }
}
