package dev.baton.format.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.document.Node;
import dev.baton.model.document.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {

  @Test
  void keepsTypesOrderAndSpelling() {
    assertThat(read("{\"b\": 0.20, \"a\": [true, null, \"x\", {}], \"n\": 1e3}"))
        .isEqualTo("{b=0.20n, a=[trueb, null, x, {}], n=1e3n}");
  }

  @Test
  void knowsThePlaceOfNamesAndValues() {
    Node.ObjectNode root =
        (Node.ObjectNode)
            JsonReader.read("p.json", "{\n  \"name\":\n    \"x\"\n}").orRefuse().root();

    assertThat(root.members().getFirst().place()).isEqualTo(new Place("p.json", 2, 3));
    assertThat(root.members().getFirst().value().place()).isEqualTo(new Place("p.json", 3, 5));
  }

  @ParameterizedTest(quoteTextArguments = false)
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a": 1, "b": 2, "a": 3} | 1:18 The key 'a' is there twice, first on line 1; keep one of them
          {"a": "x\\u0000y"}        | 1:7 The text holds a NUL character, which no command or variable can carry; remove the escape
          {"a": "\\ud800"}          | 1:7 The text holds half of a surrogate pair; write the whole character
          {} {}                     | 1:4 Invalid JSON: something follows the end of the document; remove it
          """)
  void saysWhatIsWrongAndWhere(String text, String problem) {
    assertThat(read(text.replace("\\\\", "\\"))).isEqualTo(problem);
  }

  @ParameterizedTest(quoteTextArguments = false)
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a": 1,}    | 1:9 Invalid JSON:
          {"a": tru}   | 1:7 Invalid JSON:
          {'a': 1}     | 1:2 Invalid JSON:
          {"a": 01}    | Invalid JSON:
          {"a": NaN}   | Invalid JSON:
          [1, 2        | Invalid JSON:
          {"a": 1} x   | Invalid JSON:
          // c         | Invalid JSON:
          """)
  void refusesWhatIsNotJson(String text, String beginning) {
    assertThat(read(text)).contains(beginning).doesNotContain("Source:", "\n");
  }

  private static String read(String text) {
    return Trees.show(JsonReader.read("p.json", text));
  }
}
