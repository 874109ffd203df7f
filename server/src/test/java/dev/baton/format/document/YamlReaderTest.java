package dev.baton.format.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.document.Node;
import dev.baton.model.document.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {

  @ParameterizedTest(quoteTextArguments = false)
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          v: 1.10                 | {v=1.10n}
          v: 0777                 | {v=0777n}
          v: 0o17                 | {v=0o17n}
          v: 0x1F                 | {v=0x1Fn}
          v: .5                   | {v=.5n}
          v: 1_000                | {v=1_000}
          v: 12:30:45             | {v=12:30:45}
          v: 2026-01-02           | {v=2026-01-02}
          v: true                 | {v=trueb}
          v: False                | {v=Falseb}
          v: yes                  | {v=yes}
          v: on                   | {v=on}
          v: "true"               | {v=true}
          v: '0.2'                | {v=0.2}
          v: !!str 0.2            | {v=0.2}
          v: ~                    | {v=null}
          v:                      | {v=null}
          v: ''                   | {v=}
          on: push                | {on=push}
          1.10: x                 | {1.10=x}
          {a: [1, b], "c": {}}    | {a=[1n, b], c={}}
          - a                     | [a]
          text                    | text
          """)
  void readsTheCoreSchemaAndKeepsTheWrittenText(String text, String tree) {
    assertThat(read(text)).isEqualTo(tree);
  }

  @Test
  void knowsThePlaceOfNamesAndValues() {
    Node.ObjectNode root =
        (Node.ObjectNode)
            YamlReader.read("b.yml", "version: 0.2\nphases:\n  build: \"😀\" # x\n")
                .orRefuse()
                .root();
    Node.Member phases = root.members().get(1);
    Node.Member build = ((Node.ObjectNode) phases.value()).members().getFirst();

    assertThat(phases.place()).isEqualTo(new Place("b.yml", 2, 1));
    assertThat(build.place()).isEqualTo(new Place("b.yml", 3, 3));
    assertThat(build.value().place()).isEqualTo(new Place("b.yml", 3, 10));
  }

  @Test
  void countsColumnsInUtf16Units() {
    assertThat(read("{\"😀😀\": 1, \"a\": 2, \"a\": 3}"))
        .isEqualTo("1:21 The key 'a' is there twice, first on line 1; keep one of them");
  }

  @Test
  void resolvesAnchorsAliasesAndMergeKeys() {
    String text =
        """
        base: &base {a: 1, b: 2}
        more: &more {b: 3, c: 4}
        one: {<<: *base, b: own}
        two:
          <<: [*base, *more]
        cmd: [&run make, *run]
        """;

    assertThat(read(text))
        .isEqualTo(
            "{base={a=1n, b=2n}, more={b=3n, c=4n}, one={b=own, a=1n}, two={a=1n, b=2n, c=4n},"
                + " cmd=[make, make]}");
  }

  @ParameterizedTest(quoteTextArguments = false)
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {a: 1, b: 2, a: 3}     | 1:14 The key 'a' is there twice, first on line 1; keep one of them
          a: &x [*x]             | 1:8 The anchor '&x' holds itself
          a: &x {<<: *x}         | 1:12 The anchor '&x' holds itself
          a: *nothing            | 1:4 There is no anchor '&nothing' before this alias
          a: {<<: 5}             | 1:9 '<<' merges an object or a list of objects, not a number
          a: !Sub x              | 1:4 The tag '!Sub' is not supported; write the value without a tag
          a: !!javax.script.ScriptEngineManager [x] | 1:4 The tag '!!javax.script.ScriptEngineManager' is not supported; write the value without a tag
          [a, b]: c              | 1:1 A key must be text, not a list or an object
          a: "x\\0y"             | 1:4 The text holds a NUL character, which no command or variable can carry; remove the escape
          - echo a: b: c         | 1:12 Invalid YAML: mapping values are not allowed in this context; put text that holds ': ' in quotes, or mend the indentation
          """)
  void saysWhatIsWrongAndWhere(String text, String problem) {
    assertThat(read(text)).isEqualTo(problem);
  }

  @Test
  void refusesASecondDocument() {
    assertThat(read("a: 1\n---\nb: 2\n"))
        .isEqualTo(
            "2:1 A second document begins here; keep one document in a file, without a '---' after"
                + " it");
  }

  @Test
  void takesADocumentMarkAndAComment() {
    assertThat(read("# hello\n%YAML 1.2\n---\na: 1\n...\n")).isEqualTo("{a=1n}");
  }

  @Test
  void refusesTabsAsIndentation() {
    assertThat(read("phases:\n\tbuild: x\n"))
        .startsWith("2:1 Invalid YAML: a tab cannot stand here");
  }

  private static String read(String text) {
    return Trees.show(YamlReader.read("b.yml", text));
  }
}
