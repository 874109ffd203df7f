package dev.baton.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.port.CacheStore.Restored;
import dev.baton.port.CacheStore.Wanted;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Caches as files: their limits, and archives that nobody should trust. */
class FileCacheStoreTest {

  private static final Wanted LATEST = new Wanted(Optional.empty(), List.of());
  private static final List<String> ALL = List.of("**/*");

  @TempDir Path root;
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private Path tree;

  @BeforeEach
  void make() throws IOException {
    tree = Files.createDirectories(root.resolve("tree"));
  }

  @Test
  void a_killed_save_leaves_nothing_for_the_next_owner() throws IOException {
    store(FileCacheStore.Limits.USUAL).save("s", Optional.empty(), ALL, file("a", 10));
    Path half = Files.createTempFile(entries().getFirst().getParent(), "", ".part");

    store(FileCacheStore.Limits.USUAL);

    assertThat(half).doesNotExist();
    assertThat(entries()).hasSize(1);
  }

  @Test
  void a_cache_beyond_the_limit_is_refused_and_leaves_no_file() {
    FileCacheStore store = store(limits(100, 10_000, 10));

    assertThatThrownBy(() -> store.save("s", Optional.empty(), ALL, file("a", 1_000)))
        .hasMessageContaining("larger than a cache may be");
    assertThat(entries()).isEmpty();
  }

  @Test
  void what_was_used_least_recently_goes_first() throws IOException {
    FileCacheStore store = store(limits(10_000, 100_000, 2));
    store.save("a", Optional.empty(), ALL, file("a", 10));
    later();
    store.save("b", Optional.empty(), ALL, tree);
    later();
    restore(store, "a", ALL);
    later();
    store.save("c", Optional.empty(), ALL, tree);

    assertThat(restore(store, "a", ALL).found()).isPresent();
    assertThat(restore(store, "b", ALL).found()).isEmpty();
    assertThat(restore(store, "c", ALL).found()).isPresent();
  }

  @Test
  void all_caches_together_keep_to_their_bytes() throws IOException {
    FileCacheStore store = store(limits(10_000, 3_000, 100));
    for (int i = 0; i < 6; i++) {
      store.save("s", Optional.of("k" + i), ALL, file("a", 1_000));
      later();
    }

    assertThat(entries()).hasSizeBetween(1, 2);
  }

  @Test
  void a_key_is_never_a_path() throws IOException {
    FileCacheStore store = store(FileCacheStore.Limits.USUAL);
    store.save("s", Optional.of("../../../escaped"), ALL, file("a", 10));

    assertThat(entries()).singleElement().asString().startsWith(root.resolve("cache").toString());
    assertThat(
            store
                .restore(
                    "s",
                    new Wanted(Optional.empty(), List.of("../")),
                    ALL,
                    into("x"),
                    root.resolve("st"))
                .found())
        .contains("../../../escaped");
    assertThatThrownBy(() -> store.save("s", Optional.of("x".repeat(151)), ALL, tree))
        .hasMessageContaining("1 to 150 bytes");
  }

  @Test
  void an_archive_that_leaves_the_workspace_is_left_out_as_a_whole() throws IOException {
    FileCacheStore store =
        planted(
            zip -> {
              entry(zip, "good", "1", UnixStat.FILE_FLAG | 0644);
              entry(zip, "../../out", "1", UnixStat.FILE_FLAG | 0644);
            });

    Restored restored = restore(store, "s", ALL);

    assertThat(restored.found()).isEmpty();
    assertThat(restored.warnings()).singleElement().asString().contains("not safe or whole");
    assertThat(root.resolve("into-s")).isEmptyDirectory();
    assertThat(root.resolve("staging")).doesNotExist();
  }

  @Test
  void a_link_out_or_a_write_through_a_link_is_left_out_as_a_whole() throws IOException {
    for (String member : List.of("link", "link/x")) {
      FileCacheStore store =
          planted(
              zip -> {
                entry(zip, "link", "/etc", UnixStat.LINK_FLAG | 0777);
                if (!member.equals("link")) {
                  entry(zip, member, "1", UnixStat.FILE_FLAG | 0644);
                }
              });

      assertThat(restore(store, "s", ALL).found()).isEmpty();
      assertThat(root.resolve("into-s")).isEmptyDirectory();
    }
  }

  @Test
  void only_what_the_buildspec_names_is_laid_down() throws IOException {
    FileCacheStore store =
        planted(
            zip -> {
              entry(zip, "deps/a", "1", UnixStat.FILE_FLAG | 0644);
              entry(zip, "buildspec.yml", "evil", UnixStat.FILE_FLAG | 0644);
              entry(zip, ".git/hooks/x", "evil", UnixStat.FILE_FLAG | 0755);
            });

    Restored restored = restore(store, "s", List.of("deps/**/*"));

    assertThat(restored.files()).isEqualTo(1);
    assertThat(restored.warnings())
        .contains("Skipping cache entry: path \"buildspec.yml\" is not within allowed cache paths");
    assertThat(root.resolve("into-s/deps/a")).hasContent("1");
    assertThat(root.resolve("into-s/buildspec.yml")).doesNotExist();
    assertThat(restore(store, "s", ALL).warnings()).anyMatch(w -> w.contains(".git/hooks/x"));
  }

  @Test
  void a_link_in_the_workspace_is_not_followed() throws IOException {
    FileCacheStore store = planted(zip -> entry(zip, "deps/a", "1", UnixStat.FILE_FLAG | 0644));
    Path outside = Files.createDirectories(root.resolve("outside"));
    Path into = into("s");
    Files.createSymbolicLink(into.resolve("deps"), outside);

    Restored restored = store.restore("s", LATEST, ALL, into, root.resolve("staging"));

    assertThat(restored.files()).isZero();
    assertThat(restored.warnings()).singleElement().asString().contains("where a directory");
    assertThat(outside).isEmptyDirectory();
    assertThat(Files.isSymbolicLink(into.resolve("deps"))).isTrue();
  }

  @Test
  void a_bomb_is_left_out() throws IOException {
    var small = new ZipArtifactFiles.Limits(100, 1_000_000, 10, 1_000);
    FileCacheStore store =
        planted(
            new FileCacheStore.Limits(1 << 20, 1 << 20, 10, small),
            zip -> entry(zip, "a", "x".repeat(100_000), UnixStat.FILE_FLAG | 0644));

    assertThat(restore(store, "s", ALL).found()).isEmpty();
    assertThat(root.resolve("into-s")).isEmptyDirectory();
  }

  @Test
  void something_that_is_no_zip_is_left_out() throws IOException {
    FileCacheStore store = store(FileCacheStore.Limits.USUAL);
    store.save("s", Optional.empty(), ALL, file("a", 10));
    Files.write(entries().getFirst(), new byte[] {0, 1, 2});

    assertThat(restore(store, "s", ALL).warnings()).singleElement().asString().contains("left out");
  }

  @Test
  void a_planted_link_is_no_cache() throws IOException {
    FileCacheStore store = store(FileCacheStore.Limits.USUAL);
    store.save("s", Optional.empty(), ALL, file("a", 10));
    Path entry = entries().getFirst();
    Path moved = Files.move(entry, root.resolve("moved.zip"));
    Files.createSymbolicLink(entry, moved);

    assertThat(restore(store, "s", ALL).found()).isEmpty();
  }

  @Test
  void a_bare_directory_means_all_in_it_and_a_star_one_level() throws IOException {
    FileCacheStore store = store(FileCacheStore.Limits.USUAL);
    for (String name : List.of("d/a", "d/e/b", "one/a", "one/e/b", ".git/x", "d/.git/c")) {
      Files.createDirectories(tree.resolve(name).getParent());
      Files.writeString(tree.resolve(name), "1");
    }
    store.save("s", Optional.empty(), List.of("d", "one/*", ".git"), tree);
    restore(store, "s", List.of("d", "one/*", ".git"));

    assertThat(files(root.resolve("into-s"))).containsExactly("d/.git/c", "d/a", "d/e/b", "one/a");
  }

  @Test
  void equal_files_have_equal_hashes() throws IOException {
    FileCacheStore store = store(FileCacheStore.Limits.USUAL);
    file("a/lock", 10);
    Optional<String> before = store.hash(List.of("**/lock"), tree);
    file("other", 5);
    assertThat(store.hash(List.of("**/lock"), tree)).isEqualTo(before).isPresent();
    file("a/lock", 11);
    assertThat(store.hash(List.of("**/lock"), tree)).isNotEqualTo(before);
    assertThat(store.hash(List.of("nothing"), tree)).isEmpty();
  }

  /** Writes an archive. */
  @FunctionalInterface
  private interface Writing {
    void to(ZipArchiveOutputStream zip) throws IOException;
  }

  private FileCacheStore planted(Writing writing) throws IOException {
    return planted(FileCacheStore.Limits.USUAL, writing);
  }

  private FileCacheStore planted(FileCacheStore.Limits limits, Writing writing) throws IOException {
    FileCacheStore store = store(limits);
    store.save("s", Optional.empty(), ALL, file("a", 10));
    Path place = entries().getFirst();
    try (OutputStream out = Files.newOutputStream(place);
        ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
      writing.to(zip);
    }
    return store;
  }

  private static void entry(ZipArchiveOutputStream zip, String name, String content, int mode)
      throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    entry.setUnixMode(mode);
    zip.putArchiveEntry(entry);
    zip.write(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    zip.closeArchiveEntry();
  }

  private FileCacheStore store(FileCacheStore.Limits limits) {
    return new FileCacheStore(root.resolve("cache"), limits, now::get);
  }

  private static FileCacheStore.Limits limits(long entry, long total, int entries) {
    return new FileCacheStore.Limits(entry, total, entries, ZipArtifactFiles.Limits.USUAL);
  }

  private void later() {
    now.updateAndGet(instant -> instant.plus(Duration.ofHours(1)));
  }

  private Path into(String name) throws IOException {
    return Files.createDirectories(root.resolve("into-" + name));
  }

  private Restored restore(FileCacheStore store, String scope, List<String> paths)
      throws IOException {
    return store.restore(scope, LATEST, paths, into(scope), root.resolve("staging"));
  }

  /** Bytes that do not become shorter. */
  private Path file(String name, int size) throws IOException {
    byte[] bytes = new byte[size];
    new java.util.Random(size).nextBytes(bytes);
    Files.createDirectories(tree.resolve(name).getParent());
    Files.write(tree.resolve(name), bytes);
    return tree;
  }

  private List<Path> entries() {
    try (Stream<Path> files = Files.walk(root.resolve("cache"))) {
      return files.filter(f -> !Files.isDirectory(f, LinkOption.NOFOLLOW_LINKS)).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> files(Path below) throws IOException {
    try (Stream<Path> files = Files.walk(below)) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> below.relativize(f).toString())
          .sorted()
          .toList();
    }
  }
}
