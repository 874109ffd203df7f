package dev.baton.format.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Input that was made to hurt: each gives one clear problem. */
class HostileDocumentTest {

  @Test
  void billionLaughs() {
    StringBuilder text =
        new StringBuilder("l0: &l0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for (int i = 1; i < 10; i++) {
      String alias = "*l" + (i - 1);
      text.append(
          "l%d: &l%d [%s]\n".formatted(i, i, String.join(", ", Collections.nCopies(10, alias))));
    }

    assertThat(problem("b.yml", text.toString()))
        .contains("more than 200000 values, counting what aliases repeat");
  }

  @Test
  void aliasesOfAHugeText() {
    String text = "a: &a " + "x".repeat(1_000_000) + "\nb: [" + "*a, ".repeat(100) + "]\n";

    assertThat(problem("b.yml", text)).contains("2:").contains("more than 16777216 characters");
  }

  @Test
  void mergeKeysThatMultiply() {
    StringBuilder text = new StringBuilder("m0: &m0 {k: v}\n");
    for (int i = 1; i < 60; i++) {
      text.append(
          "m%d: &m%d {<<: [*m%d, *m%d], k%d: [*m%d, *m%d]}\n"
              .formatted(i, i, i - 1, i - 1, i, i - 1, i - 1));
    }

    assertThat(problem("b.yml", text.toString())).contains("more than 200000 values");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "- ", "? ", "{", "[{"})
  void nesting(String open) {
    assertThat(problem("b.yml", open.repeat(100_000)))
        .containsAnyOf("more than 100 levels deep", "Invalid YAML");
    assertThat(problem("b.json", open.repeat(100_000)))
        .containsAnyOf("more than 100 levels deep", "Invalid JSON");
  }

  @Test
  void indentedNesting() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      text.append(" ".repeat(i)).append("a:\n");
    }

    assertThat(problem("b.yml", text.toString())).contains("more than 100 levels deep");
  }

  @Test
  void aHundredMegabytes() {
    byte[] bytes = new byte[100 * 1024 * 1024];
    Arrays.fill(bytes, (byte) 'a');

    assertThat(problem("b.yml", bytes))
        .contains("1:1 The document has more than 4194304 bytes, the most that is read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"b.yml", "b.json", "b"})
  void wrongBytes(String file) {
    assertThat(problem(file, new byte[] {'a', ':', '\n', 'b', (byte) 0xC3, '('}))
        .isEqualTo("2:2 The byte 0xC3 is not valid UTF-8; save the file as UTF-8");
    assertThat(problem(file, new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', 0})).contains("UTF-16");
    assertThat(problem(file, "a: b\nc: \0d\n"))
        .startsWith("2:4 The control character U+0000 must not stand here");
    assertThat(problem(file, "a: \u001b[31m"))
        .startsWith("1:4 The control character U+001B must not stand here");
    assertThat(problem(file, " \n\t\n")).isEqualTo("1:1 The document is empty");
    assertThat(problem(file, new byte[0])).isEqualTo("1:1 The document is empty");
    assertThat(problem(file, "# nothing\n")).isNotEmpty();
  }

  @Test
  void aByteOrderMarkIsDropped() {
    byte[] yaml = "\uFEFFversion: 0.2\n".getBytes(StandardCharsets.UTF_8);
    byte[] json = "\uFEFF{\"a\": 1}".getBytes(StandardCharsets.UTF_8);

    assertThat(Trees.show(DocumentReader.read("b.yml", yaml))).isEqualTo("{version=0.2n}");
    assertThat(Trees.show(DocumentReader.read("b.json", json))).isEqualTo("{a=1n}");
  }

  @Test
  void endlessNumbersAndNames() {
    assertThat(problem("b.json", "[" + "9".repeat(1_000_000) + "]"))
        .contains("more than 100 characters");
    assertThat(problem("b.json", "{\"" + "k".repeat(100_000) + "\": 1}"))
        .doesNotContain("kkkkkkkkkk".repeat(20));
    assertThat(Trees.show(DocumentReader.read("b.yml", "a: " + "9".repeat(100_000))))
        .endsWith("9}");
  }

  @Test
  void problemsAreBounded() {
    String text = "{" + "\"a\": 1, ".repeat(10_000) + "\"b\": 2}";

    assertThat(DocumentReader.read("b.json", text).problems()).hasSize(Findings.MAXIMUM + 1);
  }

  @Test
  void manyKeysAreReadInReasonableTime() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 90_000; i++) {
      text.append("key").append(i).append(": 1\n");
    }

    assertThat(DocumentReader.read("b.yml", text.toString())).isInstanceOf(Parsed.Accepted.class);
  }

  private static String problem(String file, String text) {
    return problem(file, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String problem(String file, byte[] bytes) {
    Parsed<Document> parsed = DocumentReader.read(file, bytes);
    assertThat(parsed).isInstanceOf(Parsed.Rejected.class);
    return Trees.show(parsed.problems());
  }
}
