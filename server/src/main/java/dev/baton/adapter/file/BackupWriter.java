package dev.baton.adapter.file;

import dev.baton.port.PortException;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Writes a backup: a tar in gzip whose first entry says what it is and whose last one has the
 * SHA-256 of each other. Memory does not grow with what is saved.
 */
public final class BackupWriter implements AutoCloseable {

  private static final int BUFFER = 64 * 1024;
  private static final int PLAIN = 0600;
  private static final int EXECUTABLE = 0700;

  private final TarArchiveOutputStream tar;
  private final Path sumsFile;
  private final BufferedWriter sums;
  private final Date at;
  private final byte[] buffer = new byte[BUFFER];
  private long entries;
  private long bytes;

  private BackupWriter(TarArchiveOutputStream tar, Path sumsFile, BufferedWriter sums, Date at) {
    this.tar = tar;
    this.sumsFile = sumsFile;
    this.sums = sums;
    this.at = at;
  }

  /**
   * Begins an archive.
   *
   * @param out where it goes; closed with this
   * @param scratch a directory for what is too long for memory
   * @param header what stands in the first entry
   * @throws PortException when something cannot be written, as every method here
   */
  public static BackupWriter begin(OutputStream out, Path scratch, String header, Instant at) {
    try {
      Path file = Files.createTempFile(scratch, "sums", "", OwnerOnly.FILE);
      BufferedWriter sums = Files.newBufferedWriter(file);
      var writer = new BackupWriter(tar(out), file, sums, Date.from(at));
      byte[] text = header.getBytes(StandardCharsets.UTF_8);
      writer.copy(BackupNames.HEADER, new ByteArrayInputStream(text), text.length, PLAIN);
      return writer;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private static TarArchiveOutputStream tar(OutputStream out) throws IOException {
    TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new BufferedOutputStream(new Gzip(out), BUFFER), "UTF-8");
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
    return tar;
  }

  /** Artifacts are zips already: time spent on them is lost. */
  private static final class Gzip extends GZIPOutputStream {

    Gzip(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  /** Adds the database, which nobody else writes. */
  public void database(Path copy) {
    try {
      add(BackupNames.DATABASE, copy);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Adds a file as long as it is now; false when it is gone. */
  boolean add(String name, Path file) throws IOException {
    try (FileChannel channel = open(file)) {
      int mode = BackupNames.inBucket(name) && Files.isExecutable(file) ? EXECUTABLE : PLAIN;
      copy(name, Channels.newInputStream(channel), channel.size(), mode);
      return true;
    } catch (java.nio.file.NoSuchFileException e) {
      return false;
    }
  }

  /** Adds the whole lines of a log; false when it is gone. */
  boolean addLog(String name, Path file) throws IOException {
    try (FileChannel channel = open(file)) {
      long whole = FileLogWriter.endOfLastLine(channel, channel.size());
      channel.position(0);
      copy(name, Channels.newInputStream(channel), whole, PLAIN);
      return true;
    } catch (java.nio.file.NoSuchFileException e) {
      return false;
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  private void copy(String name, InputStream in, long size, int mode) throws IOException {
    begin(name, size, mode);
    MessageDigest digest = Hashes.sha256();
    long left = size;
    while (left > 0) {
      int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (count < 0) {
        throw new IOException(name + " became shorter while it was read; begin again");
      }
      digest.update(buffer, 0, count);
      tar.write(buffer, 0, count);
      left -= count;
    }
    tar.closeArchiveEntry();
    sums.write(BackupNames.line(HexFormat.of().formatHex(digest.digest()), name));
    entries++;
    bytes += size;
  }

  private void begin(String name, long size, int mode) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(size);
    entry.setMode(mode);
    entry.setModTime(at);
    tar.putArchiveEntry(entry);
  }

  /** Adds the sums: the archive is whole with them, and not without. */
  public void finish() {
    try {
      sums.close();
      try (InputStream in = Files.newInputStream(sumsFile)) {
        begin(BackupNames.SUMS, Files.size(sumsFile), PLAIN);
        in.transferTo(tar);
        tar.closeArchiveEntry();
      }
      tar.finish();
      tar.flush();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** How many entries there are, without the sums. */
  public long entries() {
    return entries;
  }

  /** How many bytes they have, not compressed. */
  public long bytes() {
    return bytes;
  }

  /** Closes the stream; without {@link #finish} what was written is no backup. */
  @Override
  public void close() {
    try (tar;
        sums) {
      Files.deleteIfExists(sumsFile);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  static PortException failed(IOException e) {
    return Faults.of("cannot write the backup", e);
  }
}
