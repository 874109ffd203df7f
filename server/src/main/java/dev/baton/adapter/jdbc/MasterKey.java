package dev.baton.adapter.jdbc;

import dev.baton.port.IdSource;
import dev.baton.port.PortException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key that everything secret in a data directory is encrypted with, and its file. Without the
 * file the secrets are lost: backups leave it out, so it needs a copy of its own.
 */
final class MasterKey {

  private static final Logger LOG = LoggerFactory.getLogger(MasterKey.class);

  private static final int BYTES = 32;
  private static final long LARGEST_FILE = 1024;

  private static final Pattern FORM =
      Pattern.compile("baton-master-key 1\nid ([0-9a-f-]{36})\nkey ([A-Za-z0-9+/]{43}=)\n");

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final String id;
  private final SecretKey key;

  private MasterKey(String id, SecretKey key) {
    this.id = id;
    this.key = key;
  }

  String id() {
    return id;
  }

  SecretKey key() {
    return key;
  }

  @Override
  public String toString() {
    return "master key " + id;
  }

  /**
   * Reads a key file; empty when there is none.
   *
   * @throws PortException when it cannot be read or is no key file
   */
  static Optional<MasterKey> read(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String text;
    try {
      protect(file);
      if (Files.size(file) > LARGEST_FILE) {
        throw malformed(file);
      }
      text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new PortException("Cannot read the master key " + file + ": " + e, false, e);
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw malformed(file);
    }
    byte[] key = Base64.getDecoder().decode(matcher.group(2));
    return Optional.of(new MasterKey(matcher.group(1), new SecretKeySpec(key, "AES")));
  }

  private static PortException malformed(Path file) {
    return new PortException(
        file
            + " is not a master key of Baton. Put the right key file back; without it parameters"
            + " and secrets cannot be read",
        false);
  }

  private static void protect(Path file) throws IOException {
    if (!posix() || Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
      return;
    }
    LOG.warn("The master key {} was open to others; its mode is 0600 now", file);
    Files.setPosixFilePermissions(file, OWNER_ONLY);
  }

  /**
   * Makes a new key and its file (mode 0600), which appears whole or not at all.
   *
   * @throws PortException when the file cannot be written, or is there already
   */
  static MasterKey create(Path file, IdSource ids, SecureRandom random) {
    byte[] key = new byte[BYTES];
    random.nextBytes(key);
    String id = ids.uuid();
    String text =
        "baton-master-key 1\nid " + id + "\nkey " + Base64.getEncoder().encodeToString(key) + "\n";
    Path draft = file.resolveSibling(file.getFileName() + "." + id + ".new");
    try {
      try {
        write(draft, text);
        publish(draft, file);
      } finally {
        Files.deleteIfExists(draft);
      }
      syncDirectory(file.toAbsolutePath().resolveSibling("."));
    } catch (IOException e) {
      throw new PortException("Cannot make the master key " + file + ": " + e, true, e);
    }
    return new MasterKey(id, new SecretKeySpec(key, "AES"));
  }

  private static void write(Path draft, String text) throws IOException {
    FileAttribute<?>[] attributes =
        posix()
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(draft, options, attributes)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** A link, unlike a move, never takes the place of a key that is there. */
  private static void publish(Path draft, Path file) throws IOException {
    try {
      Files.createLink(file, draft);
    } catch (UnsupportedOperationException e) {
      if (Files.exists(file)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      Files.move(draft, file);
    }
  }

  private static void syncDirectory(Path directory) throws IOException {
    if (!posix()) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static boolean posix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
