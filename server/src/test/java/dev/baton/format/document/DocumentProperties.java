package dev.baton.format.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.document.Node;
import dev.baton.model.document.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DocumentProperties {

  @Property
  void whatIsWrittenIsReadBack(@ForAll("trees") Node tree) {
    String json = NodeWriter.json(tree);

    assertThat(Trees.show(JsonReader.read("", json))).isEqualTo(Trees.show(tree));
    assertThat(Trees.show(YamlReader.read("", json))).isEqualTo(Trees.show(tree));
  }

  @Property
  void anyTextGivesATreeOrProblems(@ForAll("texts") String text) {
    for (String file : List.of("a.json", "a.yml", "a")) {
      Parsed<Document> parsed = DocumentReader.read(file, text);

      assertThat(
              parsed.value().isPresent() || parsed.problems().stream().anyMatch(p -> p.isError()))
          .isTrue();
      assertThat(parsed.problems()).allMatch(p -> p.place().line() >= 1 && p.place().column() >= 1);
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> tokens =
        Arbitraries.of(
            "a", ":", ": ", "- ", "\n", "\n  ", "\t", "{", "}", "[", "]", ",", "\"", "'", "&a ",
            "*a", "<<: ", "? ", "|", ">", "#", "!", "!!", "%", "---\n", "...\n", "1", "\\",
            "\\u0000", "\0", "😀", "é", "\r", "\uFEFF", "@", "`", "~");
    return tokens.list().ofMaxSize(40).map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<Node> trees() {
    return trees(3);
  }

  private Arbitrary<Node> trees(int depth) {
    Arbitrary<String> words =
        Arbitraries.strings()
            .withCharRange(' ', '~')
            .withChars('\n', '\t', 'é', '한', '\u0085', '\u2028')
            .ofMaxLength(12);
    Arbitrary<Node> scalars =
        Arbitraries.oneOf(
            words.map(s -> scalar(Node.Scalar.Type.TEXT, s)),
            Arbitraries.bigDecimals()
                .between(new BigDecimal("-1e50"), new BigDecimal("1e50"))
                .map(d -> scalar(Node.Scalar.Type.NUMBER, d.toPlainString())),
            Arbitraries.of("true", "false").map(s -> scalar(Node.Scalar.Type.BOOLEAN, s)),
            Arbitraries.just(scalar(Node.Scalar.Type.NULL, "")));
    if (depth == 0) {
      return scalars;
    }
    Arbitrary<Node> lists =
        trees(depth - 1)
            .list()
            .ofMaxSize(4)
            .map(values -> new Node.ListNode(Place.NOWHERE, values));
    Arbitrary<Node> objects =
        Arbitraries.maps(words, trees(depth - 1)).ofMaxSize(4).map(DocumentProperties::object);
    return Arbitraries.oneOf(scalars, lists, objects);
  }

  private static Node object(Map<String, Node> members) {
    List<Node.Member> list = new ArrayList<>();
    new LinkedHashMap<>(members)
        .forEach((name, value) -> list.add(new Node.Member(name, Place.NOWHERE, value)));
    return new Node.ObjectNode(Place.NOWHERE, list);
  }

  private static Node scalar(Node.Scalar.Type type, String text) {
    return new Node.Scalar(Place.NOWHERE, type, text);
  }
}
