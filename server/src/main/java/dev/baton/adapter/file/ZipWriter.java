package dev.baton.adapter.file;

import dev.baton.adapter.file.Selection.Chosen;
import dev.baton.adapter.file.Selection.ChosenFile;
import dev.baton.adapter.file.Selection.ChosenLink;
import dev.baton.adapter.file.Selection.EmptyDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Writes zips whose bytes depend on names, contents, links and executable bits alone. */
final class ZipWriter {

  /** A zip's times are local: a fixed local time gives the same bytes in every zone. */
  private final long time =
      LocalDateTime.of(1980, 1, 1, 0, 0).atZone(ZoneId.systemDefault()).toInstant().toEpochMilli();

  private final ZipArchiveOutputStream zip;
  private final boolean keepsTimes;
  private final byte[] buffer = new byte[64 * 1024];

  private ZipWriter(ZipArchiveOutputStream zip, boolean keepsTimes) {
    this.zip = zip;
    this.keepsTimes = keepsTimes;
  }

  static void write(Selection selection, OutputStream out) throws IOException {
    write(selection, out, false);
  }

  /** As {@link #write}, with the times of files, by which tools know what is built already. */
  static void writeWithTimes(Selection selection, OutputStream out) throws IOException {
    write(selection, out, true);
  }

  private static void write(Selection selection, OutputStream out, boolean keepsTimes)
      throws IOException {
    ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out);
    zip.setEncoding("UTF-8");
    zip.setUseZip64(Zip64Mode.AsNeeded);
    // Most artifacts are compressed already, or are read again on this machine: speed counts for
    // more than size.
    zip.setLevel(Deflater.BEST_SPEED);
    ZipWriter writer = new ZipWriter(zip, keepsTimes);
    for (Chosen one : selection.chosen()) {
      switch (one) {
        case ChosenFile file -> writer.file(file.name(), file.file());
        case ChosenLink link -> writer.link(link.name(), link.target());
        case EmptyDirectory directory ->
            writer.entry(directory.name() + "/", UnixStat.DIR_FLAG | 0755, 0);
      }
    }
    zip.finish();
  }

  private void file(String name, Path file) throws IOException {
    PosixFileAttributes attributes = attributes(name, file);
    boolean executable = attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
    long size = attributes.size();
    open(
        name,
        UnixStat.FILE_FLAG | (executable ? 0755 : 0644),
        size,
        Optional.of(attributes.lastModifiedTime()));
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        size -= count;
        if (size < 0) {
          throw new IOException(Names.shown(name) + " grew while it was packed");
        }
        zip.write(buffer, 0, count);
      }
    } catch (NoSuchFileException e) {
      throw gone(name);
    }
    if (size > 0) {
      throw new IOException(Names.shown(name) + " became shorter while it was packed");
    }
    zip.closeArchiveEntry();
  }

  private static PosixFileAttributes attributes(String name, Path file) throws IOException {
    try {
      PosixFileAttributes attributes =
          Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isRegularFile()) {
        return attributes;
      }
    } catch (NoSuchFileException e) {
      throw gone(name);
    }
    throw new IOException(Names.shown(name) + " is no file any more");
  }

  private static IOException gone(String name) {
    return new IOException(Names.shown(name) + " went away while it was packed");
  }

  private void link(String name, String target) throws IOException {
    byte[] bytes = target.getBytes(StandardCharsets.UTF_8);
    open(name, UnixStat.LINK_FLAG | 0777, bytes.length, Optional.empty());
    zip.write(bytes);
    zip.closeArchiveEntry();
  }

  private void entry(String name, int mode, long size) throws IOException {
    open(name, mode, size, Optional.empty());
    zip.closeArchiveEntry();
  }

  private void open(String name, int mode, long size, Optional<FileTime> modified)
      throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    entry.setTime(time);
    if (keepsTimes) {
      modified.ifPresent(entry::setLastModifiedTime);
    }
    entry.setSize(size);
    entry.setUnixMode(mode);
    zip.putArchiveEntry(entry);
  }
}
