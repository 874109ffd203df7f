package dev.baton.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.model.artifact.Digest;
import dev.baton.port.BlobStore.Stored;
import dev.baton.port.BlobStore.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTest {

  private static final Digest HELLO =
      new Digest("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");

  @TempDir private Path directory;

  @Test
  void whatWasCommittedIsThereUnderTheDigestOfItsBytes() throws IOException {
    FileBlobStore store = store(1000);

    Stored stored = store(store, "hello");

    assertThat(stored).isEqualTo(new Stored(HELLO, 5));
    assertThat(read(store, HELLO)).isEqualTo("hello");
    assertThat(store.size(HELLO)).contains(5L);
    assertThat(root().resolve("2c").resolve(HELLO.hex())).exists();
  }

  @Test
  void theSameBytesTwiceAreOneBlob() throws IOException {
    FileBlobStore store = store(1000);

    Stored first = store(store, "hello");
    Stored second = store(store, "hello");

    assertThat(second).isEqualTo(first);
    assertThat(files()).hasSize(1);
  }

  @Test
  void whatWasNotCommittedLeavesNothingBehind() throws IOException {
    FileBlobStore store = store(1000);

    try (Upload upload = store.upload()) {
      upload.stream().write(bytes("hello"));
    }

    assertThat(store.open(HELLO)).isEmpty();
    assertThat(store.size(HELLO)).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void closingTheStreamDoesNotEndTheUpload() throws IOException {
    FileBlobStore store = store(1000);

    try (Upload upload = store.upload()) {
      upload.stream().write(bytes("hello"));
      upload.stream().close();
      upload.commit();
    }

    assertThat(read(store, HELLO)).isEqualTo("hello");
  }

  @Test
  void moreThanTheLimitIsRefusedAndNothingStays() throws IOException {
    FileBlobStore store = store(4);

    try (Upload upload = store.upload()) {
      assertThatThrownBy(() -> upload.stream().write(bytes("hello")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("larger than the 4 bytes");
    }

    assertThat(files()).isEmpty();
  }

  @Test
  void nobodyElseCanReadBlobsOrTheirDirectories() throws IOException {
    FileBlobStore store = store(1000);

    store(store, "hello");

    Path blob = root().resolve("2c").resolve(HELLO.hex());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(blob)))
        .isEqualTo("rw-------");
    for (Path path : List.of(root(), root().resolve("uploads"), blob.getParent())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void theOwnerRemovesWhatAKilledOneLeft() throws IOException {
    store(1000).upload().stream().write(bytes("half of someth"));

    FileBlobStore.owned(root(), 1000);

    assertThat(files()).isEmpty();
  }

  @Test
  void aReaderBesideTheOwnerDisturbsNoUpload() throws IOException {
    FileBlobStore owner = FileBlobStore.owned(root(), 1000);
    try (Upload upload = owner.upload()) {
      upload.stream().write(bytes("hel"));

      FileBlobStore reader = store(1000);
      upload.stream().write(bytes("lo"));
      upload.commit();

      assertThat(read(reader, HELLO)).isEqualTo("hello");
    }
  }

  @Test
  void manyAtATimeStoreTheSameAndDifferentBlobs() {
    FileBlobStore store = store(1000);

    List<Stored> stored =
        IntStream.range(0, 200)
            .parallel()
            .mapToObj(i -> storeUnchecked(store, "blob " + i % 20))
            .toList();

    assertThat(stored.stream().map(Stored::digest).distinct()).hasSize(20);
    assertThat(stored).allSatisfy(one -> assertThat(store.size(one.digest())).contains(one.size()));
  }

  private Path root() {
    return directory.resolve("blobs");
  }

  private FileBlobStore store(long largest) {
    return new FileBlobStore(root(), largest);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> walk = Files.walk(root())) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }

  private static Stored store(FileBlobStore store, String text) throws IOException {
    try (Upload upload = store.upload()) {
      upload.stream().write(bytes(text));
      return upload.commit();
    }
  }

  private static Stored storeUnchecked(FileBlobStore store, String text) {
    try {
      return store(store, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String read(FileBlobStore store, Digest digest) throws IOException {
    try (InputStream in = store.open(digest).orElseThrow()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
