package dev.baton.boundaries;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a compiler does not mind and a reader does. */
final class SourcesTest {

  private static final int LONGEST = 500;

  /** Spelled in parts so that this file does not find itself. */
  private static final Pattern UNWANTED_IN_TESTS =
      Pattern.compile("Thread\\.sle" + "ep|@Disab" + "led|org\\.moc" + "kito|easym" + "ock");

  @Test
  void noFileIsLong() {
    List<Path> files =
        Repository.files(".java", ".sql", ".sh", ".py", ".js", ".css", ".html", ".jte");
    assertThat(files).hasSizeGreaterThan(20);
    assertThat(files).filteredOn(file -> Repository.lines(file).size() > LONGEST).isEmpty();
  }

  @Test
  void noTestSleepsIsDisabledOrMocks() {
    List<Path> tests =
        Repository.files(".java").stream()
            .filter(
                file ->
                    file.toString().contains("/src/test/") || file.toString().contains("/testkit/"))
            .toList();
    assertThat(tests).isNotEmpty();
    assertThat(tests.stream().flatMap(SourcesTest::unwanted)).isEmpty();
  }

  private static Stream<String> unwanted(Path file) {
    List<String> lines = Repository.lines(file);
    return IntStream.range(0, lines.size())
        .filter(index -> UNWANTED_IN_TESTS.matcher(lines.get(index)).find())
        .mapToObj(index -> file + ":" + (index + 1) + ": " + lines.get(index).strip());
  }
}
