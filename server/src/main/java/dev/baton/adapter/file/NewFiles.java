package dev.baton.adapter.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Opens files that must not have been there before, so that nothing planted is ever written
 * through.
 */
final class NewFiles {

  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  private NewFiles() {}

  /** A file of mode 0666, less the umask. */
  static OutputStream plain(Path file) throws IOException {
    return Channels.newOutputStream(Files.newByteChannel(file, NEW));
  }

  /** A file of mode 0777, less the umask. */
  static OutputStream executable(Path file) throws IOException {
    FileAttribute<Set<PosixFilePermission>> mode =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx"));
    return Channels.newOutputStream(Files.newByteChannel(file, NEW, mode));
  }
}
