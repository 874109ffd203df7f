package dev.baton.adapter.file;

import dev.baton.port.PortException;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks a backup into an empty directory and compares every digest. An archive is hostile until
 * its last entry was read: only names that a backup has are taken, nothing is written twice or
 * through a link, and sizes are held against the room on the disk. Memory does not grow with it.
 */
public final class BackupReader {

  private static final int BUFFER = 64 * 1024;
  private static final int LONGEST_HEADER = 64 * 1024;
  private static final int EXECUTABLE = 0100;

  /** What the disk keeps free whatever an archive holds. */
  private static final long SPARE = 16L * 1024 * 1024;

  private final Path into;
  private final Path sumsFile;
  private final byte[] buffer = new byte[BUFFER];
  private long entries;
  private long bytes;

  private BackupReader(Path into) {
    this.into = into;
    this.sumsFile = into.resolve("sums.found");
  }

  /** How many entries were unpacked, and their bytes. */
  public record Unpacked(long entries, long bytes) {}

  /**
   * Unpacks; what is there after a failure is for the caller to remove.
   *
   * @param into an empty directory
   * @param header is shown the first entry's text before anything else is read, and throws when it
   *     is not to its mind
   * @throws PortException when the file cannot be read, is no backup, or is not whole
   */
  public static Unpacked unpack(Path archive, Path into, Consumer<String> header) {
    try (InputStream file = Files.newInputStream(archive)) {
      return new BackupReader(into).unpack(file, header);
    } catch (EOFException e) {
      throw refused(archive, "it is cut short", e);
    } catch (ZipException | Broken e) {
      throw refused(archive, Faults.reason(e), e);
    } catch (IOException e) {
      throw new PortException("Cannot restore from " + archive + ": " + Faults.reason(e), true, e);
    }
  }

  private static PortException refused(Path archive, String why, IOException e) {
    return new PortException(archive + " is no backup that can be restored: " + why, false, e);
  }

  private Unpacked unpack(InputStream file, Consumer<String> header) throws IOException {
    Guarded guarded = new Guarded(new GZIPInputStream(file, BUFFER));
    try (TarArchiveInputStream tar = new TarArchiveInputStream(guarded, "UTF-8")) {
      entries(tar, guarded, header);
      compare(tar);
      end(tar, guarded);
    }
    Files.delete(sumsFile);
    return new Unpacked(entries, bytes);
  }

  /** Unpacks everything before the sums. */
  private void entries(TarArchiveInputStream tar, Guarded guarded, Consumer<String> header)
      throws IOException {
    try (BufferedWriter sums = Files.newBufferedWriter(sumsFile, StandardOpenOption.CREATE_NEW)) {
      TarArchiveEntry first = next(tar, guarded);
      if (!first.getName().equals(BackupNames.HEADER) || first.getSize() > LONGEST_HEADER) {
        throw new Broken("it does not begin with " + BackupNames.HEADER);
      }
      byte[] text = tar.readNBytes((int) first.getSize());
      header.accept(new String(text, StandardCharsets.UTF_8));
      found(sums, HexFormat.of().formatHex(Hashes.sha256().digest(text)), first);
      TarArchiveEntry entry = next(tar, guarded);
      while (!entry.getName().equals(BackupNames.SUMS)) {
        found(sums, lay(tar, entry), entry);
        entry = next(tar, guarded);
      }
    }
  }

  /** The next entry, which must be a plain file. */
  private static TarArchiveEntry next(TarArchiveInputStream tar, Guarded guarded)
      throws IOException {
    guarded.headersOnly();
    TarArchiveEntry entry = entry(tar);
    guarded.anything();
    if (entry == null) {
      throw new Broken("it is cut short: it does not end with " + BackupNames.SUMS);
    }
    boolean plain = entry.getLinkFlag() == TarArchiveEntry.LF_NORMAL || entry.getLinkFlag() == 0;
    if (!plain || entry.isSparse() || entry.getName().endsWith("/")) {
      throw new Broken(Names.shown(entry.getName()) + " is not a plain file");
    }
    return entry;
  }

  private static @org.jspecify.annotations.Nullable TarArchiveEntry entry(TarArchiveInputStream tar)
      throws IOException {
    try {
      return tar.getNextEntry();
    } catch (EOFException | Broken e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw new Broken("an entry's head cannot be read (" + e.getMessage() + ")");
    }
  }

  private static void end(TarArchiveInputStream tar, Guarded guarded) throws IOException {
    guarded.headersOnly();
    if (entry(tar) != null) {
      throw new Broken("something follows " + BackupNames.SUMS);
    }
  }

  /** Writes an entry's file and returns its SHA-256. */
  private String lay(TarArchiveInputStream tar, TarArchiveEntry entry) throws IOException {
    String name = entry.getName();
    if (!BackupNames.isKnown(name)) {
      throw new Broken("an entry is called " + Names.shown(name) + ", which no backup has");
    }
    Path file = place(name);
    if (entry.getSize() > Files.getFileStore(into).getUsableSpace() - SPARE) {
      throw new IOException(
          Names.shown(name) + " has " + entry.getSize() + " bytes, more than there is room for");
    }
    OwnerOnly.directories(Objects.requireNonNull(file.getParent()));
    boolean executable = BackupNames.inBucket(name) && (entry.getMode() & EXECUTABLE) != 0;
    MessageDigest digest = Hashes.sha256();
    try (FileChannel channel = create(file, executable)) {
      long left = entry.getSize();
      while (left > 0) {
        int count = tar.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          throw new EOFException();
        }
        digest.update(buffer, 0, count);
        write(channel, count);
        left -= count;
      }
      channel.force(true);
    } catch (FileAlreadyExistsException e) {
      throw new Broken(Names.shown(name) + " is there twice");
    }
    String sha256 = HexFormat.of().formatHex(digest.digest());
    if (BackupNames.isBlob(name) && !name.endsWith(sha256)) {
      throw new Broken("the digest of the artifact " + name + " is another one");
    }
    return sha256;
  }

  private Path place(String name) throws Broken {
    try {
      Path file = into.resolve(name).normalize();
      if (file.startsWith(into) && !file.equals(into)) {
        return file;
      }
    } catch (InvalidPathException e) {
      throw new Broken("no file here can be called " + Names.shown(name));
    }
    throw new Broken("the entry " + Names.shown(name) + " leads out of the directory");
  }

  private static FileChannel create(Path file, boolean executable) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
        executable ? OwnerOnly.DIRECTORY : OwnerOnly.FILE);
  }

  private void write(FileChannel channel, int count) throws IOException {
    ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, count);
    while (chunk.hasRemaining()) {
      channel.write(chunk);
    }
  }

  private void found(BufferedWriter sums, String sha256, TarArchiveEntry entry) throws IOException {
    sums.write(BackupNames.line(sha256, entry.getName()));
    entries++;
    bytes += entry.getSize();
  }

  /** The archive's own sums against those of what was unpacked, line by line. */
  private void compare(TarArchiveInputStream tar) throws IOException {
    try (BufferedReader found = Files.newBufferedReader(sumsFile)) {
      BufferedReader said =
          new BufferedReader(new InputStreamReader(tar, StandardCharsets.UTF_8), BUFFER);
      String here = found.readLine();
      while (here != null) {
        if (!here.equals(bounded(said))) {
          throw new Broken(
              "the digest of "
                  + Names.shown(here.substring(here.indexOf(' ')).strip())
                  + " is not the one in "
                  + BackupNames.SUMS);
        }
        here = found.readLine();
      }
      if (said.read() >= 0) {
        throw new Broken(BackupNames.SUMS + " names more than the archive holds");
      }
    }
  }

  /** A line, if it is not longer than any that is right. */
  private static String bounded(BufferedReader in) throws IOException {
    StringBuilder line = new StringBuilder();
    int c = in.read();
    while (c >= 0 && c != '\n' && line.length() < LONGEST_HEADER) {
      line.append((char) c);
      c = in.read();
    }
    return line.toString();
  }

  /** What is wrong with an archive, as a phrase. */
  private static final class Broken extends IOException {

    private static final long serialVersionUID = 1L;

    Broken(String message) {
      super(message);
    }
  }

  /** Between entries there is little to read: long names and the like are held in memory. */
  private static final class Guarded extends BufferedInputStream {

    private static final long MOST = 256 * 1024;

    private long left = Long.MAX_VALUE;

    Guarded(InputStream in) {
      super(in, BUFFER);
    }

    void headersOnly() {
      left = MOST;
    }

    void anything() {
      left = Long.MAX_VALUE;
    }

    @Override
    public synchronized int read() throws IOException {
      int next = super.read();
      count(1);
      return next;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) throws IOException {
      int got = super.read(into, offset, length);
      count(Math.max(got, 0));
      return got;
    }

    @Override
    public synchronized long skip(long count) throws IOException {
      long skipped = super.skip(count);
      count(skipped);
      return skipped;
    }

    private void count(long bytes) throws Broken {
      left -= bytes;
      if (left < 0) {
        throw new Broken("an entry's head is too long");
      }
    }
  }
}
