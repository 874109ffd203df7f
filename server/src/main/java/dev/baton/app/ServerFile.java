package dev.baton.app;

import dev.baton.api.aws.wire.Json;
import dev.baton.format.document.JsonReader;
import dev.baton.model.access.AccessKey;
import dev.baton.model.document.Node;
import dev.baton.port.PortException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Two small files of a data directory, for its user alone: where its server listens, and the first
 * administrator's key.
 */
final class ServerFile {

  private final Path address;
  private final Path key;

  ServerFile(Path root) {
    this.address = root.resolve("server.json");
    this.key = root.resolve("administrator-key.json");
  }

  Path keyFile() {
    return key;
  }

  /** Says where the server of this process listens. */
  void listening(String url, String account, String region) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("url", url);
    members.put("account", account);
    members.put("region", region);
    ProcessHandle self = ProcessHandle.current();
    members.put("pid", Long.toString(self.pid()));
    members.put("startedAt", startedAt(self));
    write(address, members);
  }

  /**
   * The server's address, account and region; empty when none has said that it listens, or its
   * process is gone.
   */
  Optional<Map<String, String>> listening() {
    return read(address).filter(ServerFile::isAlive);
  }

  /** The id of a process that was killed may be another's now: its start tells them apart. */
  private static boolean isAlive(Map<String, String> said) {
    String pid = said.getOrDefault("pid", "");
    return pid.matches("[0-9]{1,9}")
        && ProcessHandle.of(Long.parseLong(pid))
            .filter(found -> startedAt(found).equals(said.get("startedAt")))
            .isPresent();
  }

  /** Epoch milliseconds; "" where the system does not say. */
  private static String startedAt(ProcessHandle process) {
    return process.info().startInstant().map(start -> "" + start.toEpochMilli()).orElse("");
  }

  /** Takes back what {@link #listening} said. */
  void silent() {
    try {
      Files.deleteIfExists(address);
    } catch (IOException e) {
      throw new PortException("Cannot delete " + address + ": " + e, false, e);
    }
  }

  /** Keeps the administrator's key; it outlasts a power failure once this returns. */
  void keep(AccessKey administrator) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("accessKeyId", administrator.id());
    members.put("secretAccessKey", administrator.secret());
    write(key, members);
  }

  /** {@code accessKeyId} and {@code secretAccessKey}; empty when the file is gone. */
  Optional<Map<String, String>> administratorKey() {
    return read(key);
  }

  private static Optional<Map<String, String>> read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new PortException("Cannot read " + file + ": " + e, false, e);
    }
    if (!(JsonReader.read(file.toString(), text).orRefuse().root()
        instanceof Node.ObjectNode object)) {
      throw new PortException(file + " holds something else than what a server writes", false);
    }
    Map<String, String> members = new LinkedHashMap<>();
    for (Node.Member member : object.members()) {
      if (member.value() instanceof Node.Scalar scalar) {
        members.put(member.name(), scalar.text());
      }
    }
    return Optional.of(members);
  }

  /** Whole or not at all, and never readable for others. */
  private static void write(Path file, Map<String, String> members) {
    String json = Json.pretty(members);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(fresh, ownerOnly(file));
      Files.writeString(fresh, json, StandardCharsets.UTF_8, StandardOpenOption.SYNC);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent())) {
        directory.force(true);
      }
    } catch (IOException e) {
      throw new PortException("Cannot write " + file + ": " + e, false, e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
