package dev.baton.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.port.PortException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a backup holds comes back; what only looks like one is refused. */
final class BackupReaderTest {

  private static final String HEAD = "{\"format\": \"1\"}";

  @TempDir private Path directory;
  private Path into;

  @BeforeEach
  void anEmptyDirectory() throws IOException {
    into = Files.createDirectory(directory.resolve("into"));
  }

  /** An archive under construction, with the sums of what was put into it. */
  private final class Forged implements AutoCloseable {

    private final TarArchiveOutputStream tar;
    private final StringBuilder sums = new StringBuilder();

    Forged() throws IOException {
      OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive()));
      tar = new TarArchiveOutputStream(out, "UTF-8");
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      put(BackupNames.HEADER, HEAD);
    }

    Forged put(String name, String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      sums.append(BackupNames.line(sha256(bytes), name));
      return raw(new TarArchiveEntry(name, true), bytes);
    }

    Forged raw(TarArchiveEntry entry, byte[] bytes) throws IOException {
      entry.setSize(bytes.length);
      tar.putArchiveEntry(entry);
      tar.write(bytes);
      tar.closeArchiveEntry();
      return this;
    }

    void finish() throws IOException {
      finish(sums.toString());
    }

    void finish(String said) throws IOException {
      byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
      raw(new TarArchiveEntry(BackupNames.SUMS), bytes);
      close();
    }

    @Override
    public void close() throws IOException {
      tar.close();
    }
  }

  private static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(Hashes.sha256().digest(bytes));
  }

  private Path archive() {
    return directory.resolve("backup.tar.gz");
  }

  private BackupReader.Unpacked unpack() {
    return BackupReader.unpack(archive(), into, header -> assertThat(header).isEqualTo(HEAD));
  }

  private void assertRefused(String... words) {
    var refusal = assertThatThrownBy(this::unpack).isInstanceOf(PortException.class);
    refusal.hasMessageContaining(archive().toString());
    for (String word : words) {
      refusal.hasMessageContaining(word);
    }
  }

  @Test
  void whatWasSavedComesBack() throws IOException {
    Path data = Files.createDirectory(directory.resolve("data"));
    String blob = sha256("bytes".getBytes(StandardCharsets.UTF_8));
    write(data, "blobs/" + blob.substring(0, 2) + "/" + blob, "bytes");
    write(data, "blobs/uploads/half.part", "half");
    String stream = "g".repeat(180);
    write(data, "logs/" + stream + "/" + stream + ".log", "1 whole\n2 torn");
    write(data, "s3/site/gr\u00fcn/a\nb", "page");
    Files.createSymbolicLink(data.resolve("s3/site/link"), Path.of("/etc/passwd"));
    Path database = write(directory, "copy.db", "rows");

    try (OutputStream out = Files.newOutputStream(archive());
        BackupWriter writer = BackupWriter.begin(out, directory, HEAD, Instant.EPOCH)) {
      writer.database(database);
      BackupFiles files = new BackupFiles(writer);
      files.blobs(data.resolve("blobs"));
      files.logs(data.resolve("logs"));
      files.buckets(data.resolve("s3"));
      writer.finish();
      assertThat(files.leftOut()).containsExactly("s3/site/link");
    }
    BackupReader.Unpacked unpacked = unpack();

    assertThat(unpacked.entries()).isEqualTo(5);
    assertThat(into.resolve("baton.db")).hasContent("rows");
    assertThat(into.resolve("blobs/" + blob.substring(0, 2) + "/" + blob)).hasContent("bytes");
    assertThat(into.resolve("blobs/uploads")).doesNotExist();
    assertThat(Files.readString(into.resolve("logs/" + stream + "/" + stream + ".log")))
        .isEqualTo("1 whole\n");
    assertThat(into.resolve("s3/site/gr\u00fcn/a\nb")).hasContent("page");
    assertThat(mode(into.resolve("baton.db"))).isEqualTo("rw-------");
    assertThat(mode(into.resolve("s3/site"))).isEqualTo("rwx------");
    assertThat(directory).isDirectoryNotContaining("glob:**/sums*");
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static Path write(Path root, String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    return Files.writeString(file, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../escaped",
        "/etc/escaped",
        "s3/../../escaped",
        "s3/a/../../../escaped",
        "s3/./a",
        "s3//a",
        "master.key",
        "owner.json",
        "owner.lock",
        "server.json",
        "administrator-key.json",
        "sums.found",
        "blobs/ab/short",
        "logs/../x.log",
        "logs/.../..log",
        "baton.db-wal"
      })
  void aNameThatNoBackupHasIsRefused(String name) throws IOException {
    try (Forged forged = new Forged()) {
      forged.put(name, "x").finish();
    }
    assertRefused();
    try (Stream<Path> outside = Files.list(directory)) {
      assertThat(outside.map(Names::last)).containsExactlyInAnyOrder("into", "backup.tar.gz");
    }
  }

  @ParameterizedTest
  @ValueSource(chars = {'1', '2', '3', '4', '5', '6', '7', 'S'})
  void whatIsNoPlainFileIsRefused(char kind) throws IOException {
    try (Forged forged = new Forged()) {
      TarArchiveEntry entry = new TarArchiveEntry("s3/site/link", (byte) kind);
      entry.setLinkName("/etc/passwd");
      forged.raw(entry, new byte[0]).finish();
    }
    assertRefused();
    assertThat(into.resolve("s3/site/link")).doesNotExist();
  }

  @Test
  void anEntryThatIsThereTwiceIsRefused() throws IOException {
    try (Forged forged = new Forged()) {
      forged.put("s3/site/a", "one").put("s3/site/a", "two").finish();
    }
    assertRefused("s3/site/a", "twice");
  }

  @Test
  void aDigestThatIsAnotherIsRefused() throws IOException {
    try (Forged forged = new Forged()) {
      forged.put("s3/site/a", "one");
      forged.finish(forged.sums.toString().replaceAll("[0-9a-f]{64}  s3", "0".repeat(64) + "  s3"));
    }
    assertRefused("digest", "s3/site/a");
  }

  @Test
  void anArtifactThatIsNotWhatItsNameSaysIsRefused() throws IOException {
    try (Forged forged = new Forged()) {
      forged.put("blobs/ab/ab" + "0".repeat(62), "other").finish();
    }
    assertRefused("digest", "blobs/ab");
  }

  @Test
  void aFileThatTheSumsDoNotNameIsRefused() throws IOException {
    try (Forged forged = new Forged()) {
      String before = forged.sums.toString();
      forged.put("s3/site/a", "one").finish(before);
    }
    assertRefused("digest", "s3/site/a");
  }

  @Test
  void aFileThatOnlyTheSumsNameIsRefused() throws IOException {
    try (Forged forged = new Forged()) {
      forged.finish(forged.sums + BackupNames.line("0".repeat(64), "s3/site/a"));
    }
    assertRefused("more than the archive holds");
  }

  @Test
  void anythingAfterTheSumsIsRefused() throws IOException {
    try (Forged forged = new Forged()) {
      byte[] sums = forged.sums.toString().getBytes(StandardCharsets.UTF_8);
      forged.raw(new TarArchiveEntry(BackupNames.SUMS), sums).put("s3/site/a", "x");
    }
    assertRefused("follows");
  }

  @Test
  void anArchiveThatIsCutShortIsRefusedWhereverThatIs() throws IOException {
    try (Forged forged = new Forged()) {
      forged.put("s3/site/a", "one".repeat(5000)).put("baton.db", "rows").finish();
    }
    byte[] whole = Files.readAllBytes(archive());
    for (int length = 0; length < whole.length - 8; length += 7) {
      Files.write(archive(), Arrays.copyOf(whole, length));
      assertRefused();
      Removing.tree(into);
      Files.createDirectory(into);
    }
  }

  @Test
  void anArchiveWithoutSumsIsCutShort() throws IOException {
    try (Forged forged = new Forged()) {
      forged.put("s3/site/a", "one");
    }
    assertRefused("cut short");
  }

  @Test
  void anotherFileIsRefused() throws IOException {
    Files.writeString(archive(), "version: 0.2\n");
    assertRefused("GZIP");
  }

  @Test
  void anEntryLargerThanTheDiskIsRefusedBeforeItIsRead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    TarArchiveEntry head = new TarArchiveEntry(BackupNames.HEADER);
    head.setSize(HEAD.length());
    tar.putArchiveEntry(head);
    tar.write(HEAD.getBytes(StandardCharsets.UTF_8));
    tar.closeArchiveEntry();
    TarArchiveEntry huge = new TarArchiveEntry("baton.db");
    huge.setSize(1L << 60);
    tar.putArchiveEntry(huge);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(archive()))) {
      out.write(bytes.toByteArray());
    }
    assertThatThrownBy(this::unpack).hasMessageContaining("more than there is room for");
  }

  @Test
  void aNameWithoutEndIsRefusedBeforeItFillsTheMemory() throws IOException {
    try (Forged forged = new Forged()) {
      TarArchiveEntry name = new TarArchiveEntry("././@LongLink", (byte) 'L');
      forged.raw(name, new byte[8 * 1024 * 1024]).finish();
    }
    assertRefused("too long");
  }
}
