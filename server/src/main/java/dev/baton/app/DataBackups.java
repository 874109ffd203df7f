package dev.baton.app;

import dev.baton.adapter.file.BackupFiles;
import dev.baton.adapter.file.BackupReader;
import dev.baton.adapter.file.BackupWriter;
import dev.baton.adapter.file.StagedRestore;
import dev.baton.adapter.jdbc.DatabaseCopy;
import dev.baton.adapter.owner.OwnerLock;
import dev.baton.api.aws.wire.Json;
import dev.baton.cli.Backups;
import dev.baton.cli.CommandFailure;
import dev.baton.format.document.JsonReader;
import dev.baton.model.document.Node;
import dev.baton.port.PortException;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Backups of data directories. The database is copied first and the files after it: artifacts are
 * stored and log lines written before the database speaks of them, and neither goes again.
 */
record DataBackups(InstantSource clock) implements Backups {

  /** Of the archive; changes when an older Baton could not restore it. */
  private static final String FORMAT = "1";

  @Override
  public Path masterKey(Path data) {
    return new DataDirectory(data).masterKey();
  }

  @Override
  public Held save(Path data, Path file) {
    // Beside the file, so that it can take the name at once, whole.
    Path part = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
    if (Files.exists(file)) {
      throw CommandFailure.refused(file + " is there already; name a new file");
    }
    try {
      Held held;
      try (FileChannel channel =
          FileChannel.open(
              part,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
        held = save(data, out);
        out.flush();
        channel.force(true);
      }
      Files.createLink(file, part); // Unlike a move it never takes another file's place.
      return held;
    } catch (FileAlreadyExistsException e) {
      throw CommandFailure.refused(file + " is there already; name a new file");
    } catch (IOException e) {
      throw unwritable(file, e);
    } finally {
      remove(part);
    }
  }

  @Override
  public Held save(Path data, OutputStream out) {
    if (!Files.exists(new DataDirectory(data).database())) {
      throw CommandFailure.refused(
          data + " is no data directory, or nothing was kept in it yet: there is nothing to save");
    }
    DataDirectory directory = DataDirectory.at(data);
    Path copy = directory.scratch().resolve("backup-" + UUID.randomUUID() + ".db");
    try {
      DatabaseCopy.write(directory.database(), copy);
      DatabaseCopy.Facts facts = DatabaseCopy.facts(copy);
      Instant now = clock.instant();
      try (BackupWriter writer =
          BackupWriter.begin(new Unclosed(out), directory.scratch(), header(facts, now), now)) {
        writer.database(copy);
        BackupFiles files = new BackupFiles(writer);
        files.blobs(directory.blobs());
        files.logs(directory.logs());
        files.buckets(directory.buckets());
        writer.finish();
        return held(facts, writer.entries(), writer.bytes(), files.leftOut());
      }
    } finally {
      remove(copy);
    }
  }

  private static String header(DatabaseCopy.Facts facts, Instant now) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("format", FORMAT);
    members.put("at", now.toString());
    members.put("schema", Integer.toString(facts.schema()));
    members.put("pipelines", Long.toString(facts.pipelines()));
    members.put("executions", Long.toString(facts.executions()));
    members.put("builds", Long.toString(facts.builds()));
    facts.keyId().ifPresent(id -> members.put("masterKeyId", id));
    return Json.pretty(members);
  }

  private static Held held(
      DatabaseCopy.Facts facts, long entries, long bytes, List<String> leftOut) {
    return new Held(
        facts.schema(),
        entries,
        bytes,
        facts.pipelines(),
        facts.executions(),
        facts.builds(),
        facts.keyId(),
        leftOut);
  }

  @Override
  public Held restore(Path file, Path data, Optional<Path> key) {
    if (!Files.isReadable(file)) {
      throw CommandFailure.refused("cannot read " + file);
    }
    if (!StagedRestore.isFree(data)) {
      throw CommandFailure.refused(
          data + " is not empty; name a directory that is empty or not there yet: --data DIR");
    }
    boolean made = !Files.exists(data);
    boolean locked = Files.exists(data.resolve("owner.lock"));
    DataDirectory.toRestore(data);
    boolean done = false;
    try (OwnerLock lock = OwnerLock.open(data)) {
      if (lock.tryAcquire().isEmpty()) {
        throw CommandFailure.refused("another process works in " + data);
      }
      Held held = staged(file, data, key);
      done = true;
      return held;
    } finally {
      if (!done) {
        leave(data, made, locked);
      }
    }
  }

  private static Held staged(Path file, Path data, Optional<Path> key) {
    StagedRestore restore = StagedRestore.begin(data);
    boolean done = false;
    try {
      BackupReader.Unpacked unpacked =
          BackupReader.unpack(file, restore.staging(), DataBackups::checkHeader);
      if (!Files.exists(restore.database())) {
        throw new PortException(file + " holds no database", false);
      }
      DatabaseCopy.Facts facts = DatabaseCopy.facts(restore.database());
      key.ifPresent(given -> checkKey(given, restore.key(given), facts.keyId()));
      restore.finish();
      done = true;
      return held(facts, unpacked.entries(), unpacked.bytes(), List.of());
    } finally {
      if (!done) {
        restore.undo();
      }
    }
  }

  private static void checkHeader(String text) {
    Node root = JsonReader.read("the backup's head", text).orRefuse().root();
    String format =
        root instanceof Node.ObjectNode object
                && object.get("format").orElse(null) instanceof Node.Scalar scalar
            ? scalar.text()
            : "";
    if (!format.equals(FORMAT)) {
      throw new PortException(
          "The backup has the format '"
              + format
              + "'; this Baton knows "
              + FORMAT
              + ". Restore it with the Baton that made it, or a newer one",
          false);
    }
  }

  private static void checkKey(Path given, Path copy, Optional<String> wanted) {
    String id = DatabaseCopy.keyIdOf(copy);
    if (wanted.isPresent() && !wanted.get().equals(id)) {
      throw CommandFailure.refused(
          given
              + " holds the master key "
              + id
              + ", but the backup's secrets were encrypted with "
              + wanted.get());
    }
  }

  /** What was not there before this restore began goes again. */
  private static void leave(Path data, boolean made, boolean locked) {
    if (StagedRestore.isUnfinished(data)) {
      return;
    }
    if (!locked) {
      remove(data.resolve("owner.lock"));
    }
    if (made) {
      remove(data);
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new PortException("Cannot delete " + file + ": " + e, false, e);
    }
  }

  private static PortException unwritable(Path file, IOException e) {
    String why =
        e instanceof NoSuchFileException ? "there is no directory " + file.getParent() : "" + e;
    return new PortException("Cannot write " + file + ": " + why, true, e);
  }

  /** A stream that somebody else closes. */
  private static final class Unclosed extends FilterOutputStream {

    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
