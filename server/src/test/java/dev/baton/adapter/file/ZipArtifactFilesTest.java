package dev.baton.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.adapter.file.Selection.ChosenFile;
import dev.baton.adapter.file.ZipArtifactFiles.Limits;
import dev.baton.model.build.Buildspec.ArtifactSpec;
import dev.baton.port.ArtifactFiles.Packed;
import dev.baton.port.ArtifactFiles.UnsafeArchive;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZipArtifactFilesTest {

  private static final Map<String, String> TREE =
      Map.of(
          "a.txt",
          "A",
          "bin/run",
          "#!/bin/sh",
          "한국어/é🎉.txt",
          "u",
          "new\nline",
          "n",
          "link",
          "-> bin/run",
          "up/back",
          "-> ../a.txt",
          "dangling",
          "-> nowhere");

  @TempDir private Path directory;

  @Test
  void aTreeComesBackAsItWas() throws IOException {
    Path source = Scratch.write(directory.resolve("src"), TREE);
    Files.createDirectories(source.resolve("empty/inner"));
    Files.setPosixFilePermissions(
        source.resolve("bin/run"), PosixFilePermissions.fromString("rwxr-x---"));

    Path target = unpacked(pack(source));

    assertThat(Scratch.read(target)).isEqualTo(Scratch.read(source));
    assertThat(target.resolve("empty/inner")).isDirectory();
    assertThat(target.resolve("bin/run")).isExecutable();
    assertThat(Files.getPosixFilePermissions(target.resolve("a.txt")).toString())
        .doesNotContain("EXECUTE");
  }

  @Test
  void equalTreesGiveEqualBytesWhateverTheirTimesAndOrder() throws IOException {
    Path one = Scratch.write(directory.resolve("one"), TREE);
    Path two =
        Scratch.write(directory.resolve("two"), Map.of("dangling", "-> nowhere", "a.txt", "A"));
    Files.setLastModifiedTime(two.resolve("a.txt"), FileTime.fromMillis(1_000_000_000));
    for (String rest : TREE.keySet().stream().sorted().toList()) {
      if (Files.notExists(two.resolve(rest), java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
        Scratch.write(two, Map.of(rest, TREE.get(rest)));
      }
    }

    assertThat(pack(one)).isEqualTo(pack(two));
  }

  @Test
  void linksThatLeadOutOfTheTreeAreLeftOutAndSaid() throws IOException {
    Path source =
        Scratch.write(
            directory.resolve("src"),
            Map.of("a", "A", "out", "-> ../victim", "abs", "-> /etc/hostname"));

    Selection selection = WholeTree.of(source);

    assertThat(selection.chosen()).hasSize(1);
    assertThat(selection.warnings()).hasSize(2);
    Scratch.remove(source);
  }

  @Test
  void gitIsNoPartOfASourceArtifact() throws IOException {
    Path source =
        Scratch.write(
            directory.resolve("src"),
            Map.of("a", "A", ".git/config", "c", "sub/.git", "gitdir: x", ".gitignore", "i"));

    assertThat(Scratch.read(unpacked(pack(source)))).containsOnlyKeys("a", ".gitignore");
  }

  @Test
  void aLargeArtifactThatMemoryCannotHoldComesBack() throws IOException {
    byte[] noise = new byte[20 << 20];
    new Random(7).nextBytes(noise);
    Path source = Scratch.write(directory.resolve("src"), Map.of("small", "s"));
    Files.write(source.resolve("noise.bin"), noise);

    Path target = unpacked(pack(source));

    assertThat(Arrays.equals(Files.readAllBytes(target.resolve("noise.bin")), noise)).isTrue();
    assertThat(Scratch.read(directory.resolve("scratch"))).isEmpty();
  }

  @Test
  void tenThousandFilesComeBack() throws IOException {
    Path source = directory.resolve("src");
    Files.createDirectories(source.resolve("many"));
    for (int i = 0; i < 10_000; i++) {
      Files.writeString(source.resolve("many/f" + i), i + "\n");
    }

    assertThat(Scratch.read(unpacked(pack(source))))
        .hasSize(10_000)
        .containsEntry("many/f9999", "9999\n");
  }

  @Test
  void aFileThatGoesAwayMeanwhileIsNamed() throws IOException {
    Selection selection =
        new Selection(
            List.of(new ChosenFile("gone.txt", directory.resolve("gone.txt"))), List.of());

    assertThatThrownBy(() -> ZipWriter.write(selection, new ByteArrayOutputStream()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("gone.txt went away");
  }

  @Test
  void aFileThatBecameALinkMeanwhileIsNotFollowed() throws IOException {
    Path file = Scratch.write(directory, Map.of("f", "-> secret", "secret", "S")).resolve("f");
    Selection selection = new Selection(List.of(new ChosenFile("f", file)), List.of());

    assertThatThrownBy(() -> ZipWriter.write(selection, new ByteArrayOutputStream()))
        .isInstanceOf(IOException.class);
  }

  static Stream<Hostile> hostileArchives() {
    return Stream.of(
        new Hostile("leads out", zip -> file(zip, "../evil", "e")),
        new Hostile("leads out", zip -> file(zip, "a/../../evil", "e")),
        new Hostile("leads out", zip -> directory(zip, "../evil/")),
        new Hostile("absolute", zip -> file(zip, "/tmp/evil", "e")),
        new Hostile("absolute", zip -> file(zip, "//evil", "e")),
        new Hostile("NUL or CRLF", zip -> file(zip, "evil\0.txt", "e")),
        new Hostile("NUL or CRLF", zip -> file(zip, "evil\r\nSet-Cookie: x", "e")),
        new Hostile("too long", zip -> file(zip, "n".repeat(300), "e")),
        new Hostile("without a name", zip -> file(zip, ".", "e")),
        new Hostile("leads out", zip -> link(zip, "l", "../evil")),
        new Hostile("leads out", zip -> link(zip, "l", "/etc")),
        new Hostile("leads out", zip -> link(zip, "d/l", "../../evil")),
        new Hostile("leads out", zip -> link(zip, "l", "l")),
        new Hostile(
            "leads out",
            zip -> {
              link(zip, "x", ".");
              link(zip, "y", "x/../evil");
            }),
        new Hostile("impossible target", zip -> link(zip, "l", "t/".repeat(3000))),
        new Hostile("impossible target", zip -> link(zip, "l", "")),
        new Hostile(
            "through the link",
            zip -> {
              link(zip, "l", "d");
              file(zip, "l/evil", "e");
            }),
        new Hostile(
            "through the link",
            zip -> {
              file(zip, "l/evil", "e");
              link(zip, "l", "d");
            }),
        new Hostile(
            "twice",
            zip -> {
              file(zip, "same", "1");
              file(zip, "same", "2");
            }),
        new Hostile(
            "twice",
            zip -> {
              file(zip, "same", "1");
              file(zip, "./same", "2");
            }),
        new Hostile(
            "twice",
            zip -> {
              link(zip, "same", "x");
              file(zip, "same", "2");
            }),
        new Hostile(
            "as a file and as a directory",
            zip -> {
              file(zip, "a", "1");
              file(zip, "a/b", "2");
            }),
        new Hostile("is a device", zip -> entry(zip, "dev", 0020666, "")),
        new Hostile("is a device", zip -> entry(zip, "pipe", 0010666, "")),
        new Hostile("would unpack to more than", zip -> file(zip, "zeros", "\0".repeat(300_000))),
        new Hostile(
            "more than 100 entries",
            zip -> {
              for (int i = 0; i < 101; i++) {
                file(zip, "f" + i, "");
              }
            }));
  }

  @ParameterizedTest
  @MethodSource("hostileArchives")
  void aHostileArchiveIsRefusedBeforeAnythingIsWritten(Hostile hostile) throws IOException {
    Path around = directory.resolve("around");
    ZipArtifactFiles files =
        new ZipArtifactFiles(directory.resolve("scratch"), new Limits(100, 1 << 20, 50, 100_000));

    assertThatThrownBy(
            () ->
                files.unpack(new ByteArrayInputStream(hostile.archive()), around.resolve("target")))
        .isInstanceOf(UnsafeArchive.class)
        .hasMessageContaining(hostile.refusal());

    assertThat(Scratch.read(around)).isIn(Map.of(), Map.of("target/", ""));
  }

  @Test
  void anEntryThatIsLargerThanItSaysIsStopped() throws IOException {
    byte[] archive = new Hostile("", zip -> file(zip, "zeros", "\0".repeat(300_000))).archive();
    lieAboutSizes(archive, 10);
    ZipArtifactFiles files =
        new ZipArtifactFiles(directory.resolve("scratch"), new Limits(100, 1 << 20, 50, 100_000));

    assertThatThrownBy(
            () -> files.unpack(new ByteArrayInputStream(archive), directory.resolve("target")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aDamagedEntryIsSeen() throws IOException {
    byte[] archive =
        new Hostile("", zip -> entry(zip, "f", UnixStat.FILE_FLAG | 0644, "content")).archive();
    archive[30 + 1] ^= 0x20;

    assertThatThrownBy(() -> unpacked(archive)).isInstanceOf(ZipException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 21, 22, 60, 200})
  void whatIsNoZipIsSaidSo(int length) throws IOException {
    byte[] archive = pack(Scratch.write(directory.resolve("src"), TREE));

    assertThatThrownBy(() -> unpacked(Arrays.copyOf(archive, length)))
        .isInstanceOf(ZipException.class)
        .hasMessageStartingWith("it is no whole zip archive");
  }

  @Test
  void namesThatDifferOnlyInCaseAreTwoFilesWhereTheFileSystemSaysSo() throws IOException {
    byte[] archive =
        new Hostile(
                "",
                zip -> {
                  file(zip, "File", "1");
                  file(zip, "file", "2");
                })
            .archive();

    assertThat(Scratch.read(unpacked(archive))).isEqualTo(Map.of("File", "1", "file", "2"));
  }

  @Test
  void unpackingAddsAndOverwritesAndRemovesNothing() throws IOException {
    byte[] archive =
        pack(
            Scratch.write(directory.resolve("src"), Map.of("a", "new", "d/b", "new", "l", "-> a")));
    Path target =
        Scratch.write(
            directory.resolve("target"), Map.of("a", "old", "d/kept", "old", "l", "-> d"));

    files().unpack(new ByteArrayInputStream(archive), target);
    files().unpack(new ByteArrayInputStream(archive), target);

    assertThat(Scratch.read(target))
        .isEqualTo(Map.of("a", "new", "d/b", "new", "d/kept", "old", "l", "-> a"));
  }

  @Test
  void aLinkPlantedInTheTargetIsNeverWrittenThrough() throws IOException {
    byte[] archive = pack(Scratch.write(directory.resolve("src"), Map.of("d/y", "Y")));
    Scratch.write(directory, Map.of("victim/v", "V", "target/d", "-> ../victim"));

    assertThatThrownBy(
            () -> files().unpack(new ByteArrayInputStream(archive), directory.resolve("target")))
        .isInstanceOf(UnsafeArchive.class)
        .hasMessageContaining("links are not followed");

    assertThat(Scratch.read(directory.resolve("victim"))).isEqualTo(Map.of("v", "V"));
  }

  @Test
  void aFileLinkPlantedInTheTargetIsReplacedAndNotWrittenThrough() throws IOException {
    byte[] archive = pack(Scratch.write(directory.resolve("src"), Map.of("y", "Y")));
    Scratch.write(directory, Map.of("victim", "V", "target/y", "-> ../victim"));

    files().unpack(new ByteArrayInputStream(archive), directory.resolve("target"));

    assertThat(directory.resolve("victim")).hasContent("V");
    assertThat(Scratch.read(directory.resolve("target"))).isEqualTo(Map.of("y", "Y"));
  }

  @Test
  void aDirectoryInTheWayOfAFileIsNamedAndKept() throws IOException {
    byte[] archive = pack(Scratch.write(directory.resolve("src"), Map.of("y", "Y")));
    Path target = Scratch.write(directory.resolve("target"), Map.of("y/inside", "I"));

    assertThatThrownBy(() -> files().unpack(new ByteArrayInputStream(archive), target))
        .isInstanceOf(UnsafeArchive.class)
        .hasMessageContaining("a directory stands in the way of the file y");
    assertThat(target.resolve("y/inside")).hasContent("I");
  }

  @Test
  void anArtifactGoesThroughTheBlobStoreAndBack() throws IOException {
    FileBlobStore blobs = new FileBlobStore(directory.resolve("blobs"), 1 << 20);
    Path source = Scratch.write(directory.resolve("src"), Map.of("a.txt", "A", "b.log", "B"));
    ArtifactSpec spec =
        new ArtifactSpec(
            List.of("*.txt", "no/*"),
            Optional.empty(),
            Optional.empty(),
            false,
            List.of(),
            false,
            Optional.empty());

    Packed packed = files().pack(source, spec, blobs);
    files().unpack(blobs, packed.blob().orElseThrow().digest(), directory.resolve("target"));

    assertThat(packed.files()).isEqualTo(1);
    assertThat(packed.warnings()).containsExactly("Skipping invalid file path no/*");
    assertThat(Scratch.read(directory.resolve("target"))).isEqualTo(Map.of("a.txt", "A"));
  }

  @Test
  void anEmptyTreeIsAnEmptyArtifact() throws IOException {
    FileBlobStore blobs = new FileBlobStore(directory.resolve("blobs"), 1 << 20);

    Packed packed = files().packAll(Files.createDirectory(directory.resolve("src")), blobs);
    files().unpack(blobs, packed.blob().orElseThrow().digest(), directory.resolve("target"));

    assertThat(directory.resolve("target")).isEmptyDirectory();
  }

  private byte[] pack(Path source) throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    ZipWriter.write(WholeTree.of(source), zip);
    return zip.toByteArray();
  }

  private Path unpacked(byte[] archive) throws IOException {
    Path target = Files.createTempDirectory(directory, "unpacked");
    files().unpack(new ByteArrayInputStream(archive), target);
    return target;
  }

  private ZipArtifactFiles files() {
    return new ZipArtifactFiles(directory.resolve("scratch"), Limits.USUAL);
  }

  /** Rewrites the uncompressed size in the central directory. */
  private static void lieAboutSizes(byte[] archive, int size) {
    for (int i = 0; i + 46 < archive.length; i++) {
      if (archive[i] == 'P'
          && archive[i + 1] == 'K'
          && archive[i + 2] == 1
          && archive[i + 3] == 2) {
        archive[i + 24] = (byte) size;
        archive[i + 25] = 0;
        archive[i + 26] = 0;
        archive[i + 27] = 0;
      }
    }
  }

  private static void file(ZipArchiveOutputStream zip, String name, String content)
      throws IOException {
    entry(zip, name, 0, content);
  }

  private static void directory(ZipArchiveOutputStream zip, String name) throws IOException {
    entry(zip, name, UnixStat.DIR_FLAG | 0755, "");
  }

  private static void link(ZipArchiveOutputStream zip, String name, String target)
      throws IOException {
    entry(zip, name, UnixStat.LINK_FLAG | 0777, target);
  }

  private static void entry(ZipArchiveOutputStream zip, String name, int mode, String content)
      throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    if (mode != 0) {
      entry.setUnixMode(mode);
    }
    zip.putArchiveEntry(entry);
    zip.write(content.getBytes(StandardCharsets.UTF_8));
    zip.closeArchiveEntry();
  }

  private interface Content {
    void into(ZipArchiveOutputStream zip) throws IOException;
  }

  /** An archive, and a part of the sentence that refuses it. */
  private record Hostile(String refusal, Content content) {

    byte[] archive() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
        content.into(zip);
      }
      return bytes.toByteArray();
    }
  }
}
