package dev.baton.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.port.LogStore.Batch;
import dev.baton.port.LogStore.Line;
import dev.baton.port.LogStore.Most;
import dev.baton.port.LogStore.Placed;
import dev.baton.port.LogStore.Writer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileLogStoreTest {

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");
  private static final String GROUP = "/aws/codebuild/demo";

  @TempDir private Path directory;
  private FileLogStore store = new FileLogStore(Path.of("unset"));

  @BeforeEach
  void open() {
    store = new FileLogStore(directory.resolve("logs"));
  }

  @Test
  void linesComeBackInOrderWithTheirTimesToTheMillisecond() {
    write("s", "one", "", "  three ");

    assertThat(store.read(GROUP, "s", 0, 100).lines())
        .containsExactly(line("one"), line(""), line("  three "));
  }

  @Test
  void aReaderGoesOnWhereItsLastBatchEnded() {
    write("s", "one", "two", "three");

    Batch first = store.read(GROUP, "s", 0, 2);
    Batch second = store.read(GROUP, "s", first.next(), 2);
    Batch third = store.read(GROUP, "s", second.next(), 2);

    assertThat(first.lines()).containsExactly(line("one"), line("two"));
    assertThat(second.lines()).containsExactly(line("three"));
    assertThat(third).isEqualTo(new Batch(List.of(), second.next()));
  }

  @Test
  void whatWasNotFlushedIsNotSeenAndWhatWasIs() {
    try (Writer writer = store.writer(GROUP, "s")) {
      append(writer, "one");
      assertThat(store.read(GROUP, "s", 0, 9).lines()).isEmpty();

      writer.flush();
      assertThat(store.read(GROUP, "s", 0, 9).lines()).containsExactly(line("one"));
    }
  }

  @Test
  void aStreamThatIsNotThereIsEmpty() {
    assertThat(store.read(GROUP, "none", 7, 9)).isEqualTo(new Batch(List.of(), 7));
    assertThat(store.tail(GROUP, "none", 9)).isEmpty();
  }

  @Test
  void aLineThatAKilledWriterToreIsNeverSeenAndTheNextWriterGoesOnBehindTheLastWholeOne()
      throws IOException {
    write("s", "one");
    Files.writeString(onlyFile(), "1763730000000 half a li", StandardOpenOption.APPEND);

    Batch torn = store.read(GROUP, "s", 0, 9);
    List<Line> tail = store.tail(GROUP, "s", 9);
    write("s", "two");
    Batch after = store.read(GROUP, "s", torn.next(), 9);

    assertThat(torn.lines()).containsExactly(line("one"));
    assertThat(tail).containsExactly(line("one"));
    assertThat(after.lines()).containsExactly(line("two"));
  }

  @Test
  void aFileThatIsNothingButATornLineIsRecovered() throws IOException {
    write("s", "one");
    Files.writeString(onlyFile(), "17637");

    write("s", "two");

    assertThat(store.read(GROUP, "s", 0, 9).lines()).containsExactly(line("two"));
  }

  @Test
  void bytesThatAreNoTextAreReplaced() {
    try (Writer writer = store.writer(GROUP, "s")) {
      byte[] binary = {'a', (byte) 0xFF, 0, 'b', '\r', 27};
      writer.line(NOON, binary, 0, binary.length);
    }

    assertThat(store.read(GROUP, "s", 0, 9).lines())
        .containsExactly(line("a\uFFFD\uFFFDb\r\u001B"));
  }

  @Test
  void aLineFeedWithinALineForgesNoStampedLine() {
    write("s", "a\n0 forged");

    assertThat(store.read(GROUP, "s", 0, 9).lines()).containsExactly(line("a"), line("0 forged"));
  }

  @Test
  void aLongLineComesInPartsThatSplitNoCharacter() {
    String text = "한".repeat(200_000);

    write("s", text, "end");

    List<Line> lines = store.read(GROUP, "s", 0, 99).lines();
    assertThat(lines).hasSizeGreaterThan(3);
    assertThat(lines).allSatisfy(line -> assertThat(line.message()).doesNotContain("\uFFFD"));
    assertThat(String.join("", lines.stream().map(Line::message).toList())).isEqualTo(text + "end");
  }

  @Test
  void zerosThatAPowerCutLeftAreALineWithoutATime() throws IOException {
    write("s", "one");
    Files.write(onlyFile(), new byte[] {0, 0, 0, '\n'}, StandardOpenOption.APPEND);
    write("s", "two");

    assertThat(store.read(GROUP, "s", 0, 9).lines())
        .containsExactly(line("one"), new Line(Instant.EPOCH, "\uFFFD\uFFFD\uFFFD"), line("two"));
  }

  @Test
  void anOffsetThatNobodyGaveFindsTheNextLine() {
    write("s", "one", "two");

    assertThat(store.read(GROUP, "s", 3, 9).lines()).containsExactly(line("two"));
    assertThat(store.read(GROUP, "s", -5, 9).lines()).hasSize(2);
    assertThat(store.read(GROUP, "s", Long.MAX_VALUE, 9))
        .isEqualTo(new Batch(List.of(), Long.MAX_VALUE));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 999, 5000})
  void tailGivesTheLastLinesOldestFirst(int wanted) {
    List<String> all =
        Stream.iterate(1, i -> i + 1)
            .limit(3000)
            .map(i -> "line " + i + " " + "x".repeat(i % 90))
            .toList();
    write("s", all.toArray(String[]::new));

    List<String> tail = store.tail(GROUP, "s", wanted).stream().map(Line::message).toList();

    assertThat(tail).isEqualTo(all.subList(Math.max(0, 3000 - wanted), 3000));
  }

  @Test
  void aBatchIsBoundedAlsoWhenItsLinesAreLong() {
    write("s", Stream.generate(() -> "y".repeat(200_000)).limit(60).toArray(String[]::new));

    Batch batch = store.read(GROUP, "s", 0, 1000);

    assertThat(batch.lines().size()).isBetween(2, 30);
    assertThat(store.read(GROUP, "s", batch.next(), 1000).lines()).isNotEmpty();
    assertThat(store.tail(GROUP, "s", 1000).size()).isBetween(2, 30);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../etc/passwd",
        "..",
        ".",
        "",
        "/",
        "a/../../b",
        "x\0y",
        "%2e%2e",
        "한국어",
        "C:\\x"
      })
  void noNameLeavesTheDirectory(String name) throws IOException {
    try (Writer writer = store.writer(name, name)) {
      append(writer, "here");
    }

    assertThat(store.read(name, name, 0, 9).lines()).containsExactly(line("here"));
    assertThat(directory.resolve("logs").relativize(onlyFile()).getNameCount()).isEqualTo(2);
    try (Stream<Path> around = Files.list(directory)) {
      assertThat(around).containsExactly(directory.resolve("logs"));
    }
  }

  @Test
  void namesThatDifferNeverShareAFile() throws IOException {
    String longName = "n".repeat(4000);
    for (String name : List.of("a/b", "a%2Fb", "a_b", "a", "", "%", longName, longName + "x")) {
      try (Writer writer = store.writer(GROUP, name)) {
        append(writer, name);
      }
    }

    try (Stream<Path> files = Files.walk(directory).filter(Files::isRegularFile)) {
      assertThat(files).hasSize(8);
    }
  }

  @Test
  void nobodyElseCanReadALog() throws IOException {
    write("s", "one");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(onlyFile())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(onlyFile().getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void syncedLinesAreInTheFile() throws IOException {
    try (Writer writer = store.writer(GROUP, "s")) {
      append(writer, "one");
      writer.sync();

      assertThat(onlyFile()).hasContent(NOON.toEpochMilli() + " one");
    }
  }

  @Property(tries = 200)
  void anyLinesInBatchesOfAnySizeComeBackAsTheyWere(
      @ForAll @Size(max = 40) List<String> lines, @ForAll @IntRange(min = 1, max = 7) int limit)
      throws IOException {
    Path place = Files.createTempDirectory("logs");
    try {
      store = new FileLogStore(place);
      List<String> plain = lines.stream().map(FileLogStoreTest::encodable).toList();
      write("s", plain.toArray(String[]::new));
      List<String> read = new ArrayList<>();
      Batch batch = store.read(GROUP, "s", 0, limit);
      while (!batch.lines().isEmpty()) {
        batch.lines().forEach(line -> read.add(line.message()));
        batch = store.read(GROUP, "s", batch.next(), limit);
      }

      assertThat(read).isEqualTo(plain);
    } finally {
      Scratch.remove(place);
    }
  }

  @Property(tries = 200)
  void linesAreFoundFromBothSidesAndByTheirTime(
      @ForAll @Size(max = 30) List<@IntRange(max = 3) Integer> steps,
      @ForAll @IntRange(min = 1, max = 7) int limit,
      @ForAll @IntRange(max = 60) int time)
      throws IOException {
    Path place = Files.createTempDirectory("logs");
    try {
      store = new FileLogStore(place);
      List<Line> lines = stepping(steps);
      Most most = new Most(limit, 1_000_000);
      List<Placed> forward = new ArrayList<>();
      for (List<Placed> some = store.after(GROUP, "s", 0, most);
          !some.isEmpty();
          some = store.after(GROUP, "s", some.getLast().next(), most)) {
        forward.addAll(some);
      }
      List<Placed> backward = new ArrayList<>();
      for (List<Placed> some = store.before(GROUP, "s", Long.MAX_VALUE, most);
          !some.isEmpty();
          some = store.before(GROUP, "s", some.getFirst().from(), most)) {
        backward.addAll(0, some);
      }
      Instant since = NOON.plusMillis(time);

      assertThat(forward).extracting(Placed::line).isEqualTo(lines);
      assertThat(backward).isEqualTo(forward);
      assertThat(store.seek(GROUP, "s", since))
          .isEqualTo(
              forward.stream()
                  .takeWhile(placed -> placed.line().at().isBefore(since))
                  .mapToLong(Placed::next)
                  .reduce(0, (_, next) -> next));
    } finally {
      Scratch.remove(place);
    }
  }

  private List<Line> stepping(List<Integer> steps) {
    List<Line> lines = new ArrayList<>();
    Instant at = NOON;
    try (Writer writer = store.writer(GROUP, "s")) {
      for (int step : steps) {
        at = at.plusMillis(step);
        String text = "x".repeat(lines.size() % 5);
        writer.line(at, text.getBytes(StandardCharsets.UTF_8), 0, text.length());
        lines.add(new Line(Instant.ofEpochMilli(at.toEpochMilli()), text));
      }
    }
    return lines;
  }

  @Test
  void timeNeverGoesBackWithinAStreamWhoeverWrites() {
    byte[] text = {'x'};
    try (Writer writer = store.writer(GROUP, "s")) {
      writer.line(NOON.plusSeconds(1), text, 0, 1);
      writer.line(NOON, text, 0, 1);
    }
    try (Writer writer = store.writer(GROUP, "s")) {
      writer.line(NOON, text, 0, 1);
    }

    assertThat(store.read(GROUP, "s", 0, 9).lines())
        .extracting(Line::at)
        .containsOnly(Instant.ofEpochMilli(NOON.plusSeconds(1).toEpochMilli()));
  }

  @Test
  void aTimeBehindTheLastLineIsFoundBeforeWhatAKilledWriterTore() throws IOException {
    write("s", "one");
    long end = Files.size(onlyFile());
    Files.writeString(onlyFile(), "1763730000000 half a li", StandardOpenOption.APPEND);

    assertThat(store.seek(GROUP, "s", NOON.plusSeconds(9))).isEqualTo(end);
    assertThat(store.before(GROUP, "s", Long.MAX_VALUE, new Most(9, 9)))
        .extracting(Placed::next)
        .containsExactly(end);
    assertThat(store.seek(GROUP, "none", NOON)).isZero();
  }

  private static String encodable(String text) {
    byte[] bytes = text.replace('\n', ' ').replace('\0', ' ').getBytes(StandardCharsets.UTF_8);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private void write(String stream, String... lines) {
    try (Writer writer = store.writer(GROUP, stream)) {
      for (String line : lines) {
        append(writer, line);
      }
    }
  }

  private static void append(Writer writer, String text) {
    byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
    writer.line(NOON, bytes, 1, bytes.length - 2);
  }

  private static Line line(String text) {
    return new Line(Instant.ofEpochMilli(NOON.toEpochMilli()), text);
  }

  private Path onlyFile() throws IOException {
    try (Stream<Path> files = Files.walk(directory).filter(Files::isRegularFile)) {
      return files.findFirst().orElseThrow();
    }
  }
}
