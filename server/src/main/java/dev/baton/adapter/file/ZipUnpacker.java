package dev.baton.adapter.file;

import dev.baton.adapter.file.ZipArtifactFiles.Limits;
import dev.baton.port.ArtifactFiles.UnsafeArchive;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Unpacks one zip that nobody has reason to trust. All entries are judged first; then directories
 * and files are made, and links last.
 */
final class ZipUnpacker {

  private static final int LONGEST_TARGET = 4096;
  private static final int LONGEST_NAME = 255;

  private final Spool spool;
  private final Limits limits;
  private final Path directory;
  private final boolean keepsTimes;
  private final byte[] buffer = new byte[64 * 1024];

  /** By normalized name, in the archive's order. */
  private final Map<String, ZipArchiveEntry> directories = new LinkedHashMap<>();

  private final Map<String, ZipArchiveEntry> files = new LinkedHashMap<>();
  private final Map<String, String> links = new LinkedHashMap<>();
  private long bytesLeft;

  ZipUnpacker(Spool spool, Limits limits, Path directory) {
    this(spool, limits, directory, false);
  }

  private ZipUnpacker(Spool spool, Limits limits, Path directory, boolean keepsTimes) {
    this.spool = spool;
    this.limits = limits;
    this.directory = directory;
    this.keepsTimes = keepsTimes;
  }

  /** One that gives files the times that the archive names. */
  static ZipUnpacker keepingTimes(Spool spool, Limits limits, Path directory) {
    return new ZipUnpacker(spool, limits, directory, true);
  }

  void unpack() throws IOException {
    bytesLeft = limits.allowedFor(spool.size());
    if (CentralDirectory.entriesOf(spool.channel()) > limits.entries()) {
      throw refused("more than " + limits.entries() + " entries");
    }
    try (ZipFile zip = open()) {
      judge(zip);
      TargetDirectory target = TargetDirectory.of(directory);
      refuseLinksOut();
      for (String name : directories.keySet()) {
        target.directory(name);
      }
      for (Map.Entry<String, ZipArchiveEntry> file : files.entrySet()) {
        extract(zip, file.getKey(), file.getValue(), target);
      }
      for (Map.Entry<String, String> link : links.entrySet()) {
        target.link(link.getKey(), link.getValue());
      }
    }
  }

  private ZipFile open() throws ZipException {
    try {
      return ZipFile.builder()
          .setSeekableByteChannel(spool.channel())
          .setIgnoreLocalFileHeader(true)
          .get();
    } catch (IOException | IllegalArgumentException e) {
      throw malformed(e);
    }
  }

  private void judge(ZipFile zip) throws IOException {
    long declared = 0;
    for (Enumeration<ZipArchiveEntry> entries = zip.getEntries(); entries.hasMoreElements(); ) {
      ZipArchiveEntry entry = entries.nextElement();
      if (!zip.canReadEntryData(entry)) {
        throw refused(
            Names.shown(entry.getName()) + " is encrypted or compressed in an unknown way");
      }
      declared += Math.max(0, entry.getSize());
      if (declared > limits.allowedFor(spool.size())) {
        throw tooLarge();
      }
      sort(zip, entry);
    }
    for (String name : files.keySet()) {
      refuseParentsOtherThanDirectories(name);
    }
    for (String name : links.keySet()) {
      refuseParentsOtherThanDirectories(name);
    }
    for (String name : directories.keySet()) {
      refuseParentsOtherThanDirectories(name + "/");
    }
  }

  private void sort(ZipFile zip, ZipArchiveEntry entry) throws IOException {
    String name = ArchiveNames.normalized(entry.getName());
    int type = entry.getUnixMode() & UnixStat.FILE_TYPE_FLAG;
    if (entry.isDirectory() || type == UnixStat.DIR_FLAG) {
      if (!name.isEmpty()) {
        directories.put(name, entry);
      }
      return;
    }
    if (name.isEmpty()) {
      throw refused("an entry without a name");
    }
    if (type != 0 && type != UnixStat.FILE_FLAG && type != UnixStat.LINK_FLAG) {
      throw refused(Names.shown(name) + " is a device or something else that is no file");
    }
    if (files.containsKey(name) || links.containsKey(name)) {
      throw refused(Names.shown(name) + " is there twice");
    }
    if (type == UnixStat.LINK_FLAG) {
      links.put(name, target(zip, name, entry));
    } else {
      files.put(name, entry);
    }
  }

  private String target(ZipFile zip, String name, ZipArchiveEntry entry) throws IOException {
    byte[] target;
    try (InputStream in = zip.getInputStream(entry)) {
      target = in.readNBytes(LONGEST_TARGET + 1);
    } catch (IOException | IllegalArgumentException e) {
      throw malformed(e);
    }
    if (target.length == 0 || target.length > LONGEST_TARGET) {
      throw refused("the link " + Names.shown(name) + " has an impossible target");
    }
    return new String(target, StandardCharsets.UTF_8);
  }

  private void refuseParentsOtherThanDirectories(String name) throws UnsafeArchive {
    for (int slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
      String parent = name.substring(0, slash);
      if (links.containsKey(parent)) {
        throw refused(
            Names.shown(name) + " would be written through the link " + Names.shown(parent));
      }
      if (files.containsKey(parent)) {
        throw refused(Names.shown(parent) + " is there as a file and as a directory");
      }
    }
  }

  /**
   * Links are followed as they will be once all of the archive's lie there, beside those that the
   * directory has already.
   */
  private void refuseLinksOut() throws IOException {
    Links.Targets onDisk = Links.onDisk(directory);
    Links.Targets both =
        path -> {
          String target = links.get(path);
          return target == null ? onDisk.of(path) : Optional.of(target);
        };
    for (Map.Entry<String, String> link : links.entrySet()) {
      if (Links.follow(link.getKey(), link.getValue(), both).isEmpty()) {
        throw refused(
            "the link "
                + Names.shown(link.getKey())
                + " leads out of the archive, to "
                + Names.shown(link.getValue()));
      }
    }
  }

  private void extract(ZipFile zip, String name, ZipArchiveEntry entry, TargetDirectory target)
      throws IOException {
    boolean executable = (entry.getUnixMode() & 0111) != 0;
    CRC32 sum = new CRC32();
    try (OutputStream out = target.file(name, executable)) {
      pour(zip, entry, sum, out);
    }
    if (entry.getCrc() != -1 && entry.getCrc() != sum.getValue()) {
      throw new ZipException(Names.shown(name) + " is damaged: its checksum is wrong");
    }
    if (keepsTimes) {
      target.modified(name, entry.getLastModifiedTime());
    }
  }

  private void pour(ZipFile zip, ZipArchiveEntry entry, CRC32 sum, OutputStream out)
      throws IOException {
    try (InputStream in = contentOf(zip, entry)) {
      for (int count = read(in); count >= 0; count = read(in)) {
        bytesLeft -= count;
        if (bytesLeft < 0) {
          throw tooLarge();
        }
        sum.update(buffer, 0, count);
        out.write(buffer, 0, count);
      }
    }
  }

  private static InputStream contentOf(ZipFile zip, ZipArchiveEntry entry) throws ZipException {
    try {
      return zip.getInputStream(entry);
    } catch (IOException | IllegalArgumentException e) {
      throw malformed(e);
    }
  }

  private int read(InputStream in) throws ZipException {
    try {
      return in.read(buffer);
    } catch (IOException | IllegalArgumentException e) {
      throw malformed(e);
    }
  }

  private UnsafeArchive tooLarge() throws IOException {
    return refused("it would unpack to more than " + limits.allowedFor(spool.size()) + " bytes");
  }

  private static ZipException malformed(Exception e) {
    return new ZipException("it is no whole zip archive (" + e.getMessage() + ")");
  }

  static UnsafeArchive refused(String why) {
    return new UnsafeArchive(why);
  }

  /** Names within an archive. */
  private static final class ArchiveNames {

    /** Without {@code .} and doubled slashes. */
    static String normalized(String name) throws UnsafeArchive {
      if (name.startsWith("/")) {
        throw refused("the absolute path " + Names.shown(name));
      }
      if (name.indexOf('\0') >= 0 || name.contains("\r\n")) {
        throw refused("a name with NUL or CRLF: " + Names.shown(name));
      }
      StringBuilder normalized = new StringBuilder();
      for (String segment : name.split("/", -1)) {
        if (segment.equals("..")) {
          throw refused(Names.shown(name) + " leads out of the archive");
        }
        if (segment.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
          throw refused("a name that is too long: " + Names.shown(name));
        }
        if (!segment.isEmpty() && !segment.equals(".")) {
          normalized.append(normalized.isEmpty() ? "" : "/").append(segment);
        }
      }
      return normalized.toString();
    }
  }
}
