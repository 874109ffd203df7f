package dev.baton.adapter.owner;

import dev.baton.port.PortException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** {@code owner.json}: where the owner of a data directory listens, readable by its user alone. */
public final class OwnerFile {

  /** Changes when an older process could no longer speak to a newer owner, or the other way. */
  public static final int PROTOCOL = 2;

  private static final String FILE = "owner.json";
  private static final JsonFactory JSON = new JsonFactory();

  private final Path file;

  public OwnerFile(Path directory) {
    this.file = directory.resolve(FILE);
  }

  /**
   * An owner.
   *
   * @param startedAt when its process started, epoch milliseconds
   * @param token what a caller must show
   */
  public record Owner(long pid, long startedAt, int port, String token, int protocol) {

    @Override
    public String toString() {
      return "owner " + pid + " on port " + port;
    }
  }

  /** Writes the file in the place of an earlier owner's. */
  public void write(Owner owner) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      out.writeStartObject();
      out.writeNumberProperty("pid", owner.pid());
      out.writeNumberProperty("startedAt", owner.startedAt());
      out.writeNumberProperty("port", owner.port());
      out.writeStringProperty("token", owner.token());
      out.writeNumberProperty("protocol", owner.protocol());
      out.writeEndObject();
    }
    Path fresh = file.resolveSibling(FILE + "." + owner.pid());
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(fresh, ownerOnly());
      Files.writeString(fresh, text.toString());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new PortException("Cannot write " + file + ": " + e, false, e);
    }
  }

  private FileAttribute<?>[] ownerOnly() {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** What the file says; empty when there is none, or only a part of one. */
  public Optional<Owner> read() {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new PortException("Cannot read " + file + ": " + e, false, e);
    }
    Map<String, String> members = members(bytes);
    try {
      return Optional.of(
          new Owner(
              Long.parseLong(members.getOrDefault("pid", "")),
              Long.parseLong(members.getOrDefault("startedAt", "")),
              Integer.parseInt(members.getOrDefault("port", "")),
              members.getOrDefault("token", ""),
              Integer.parseInt(members.getOrDefault("protocol", ""))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Map<String, String> members(byte[] bytes) {
    Map<String, String> members = new HashMap<>();
    String text = new String(bytes, StandardCharsets.UTF_8);
    try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), text)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return Map.of();
      }
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = in.currentName();
        if (in.nextToken().isScalarValue()) {
          members.put(name, in.getString());
        } else {
          in.skipChildren();
        }
      }
      return members;
    } catch (JacksonException e) {
      return Map.of();
    }
  }

  /** Takes the file away, if it is still this process's. */
  public void remove(long pid) {
    try {
      if (read().filter(owner -> owner.pid() == pid).isPresent()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new PortException("Cannot remove " + file + ": " + e, false, e);
    }
  }
}
