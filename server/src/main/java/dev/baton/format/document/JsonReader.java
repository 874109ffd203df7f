package dev.baton.format.document;

import dev.baton.format.document.Document.Notation;
import dev.baton.model.document.Node;
import dev.baton.model.document.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Strict JSON (RFC 8259) to a tree. A name that stands twice in an object is an error. */
public final class JsonReader {

  private static final int MAX_NUMBER_LENGTH = 100;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DocumentReader.MAX_DEPTH)
                  .maxDocumentLength(DocumentReader.MAX_BYTES)
                  .maxStringLength(DocumentReader.MAX_BYTES)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .build())
          .build();

  private final String file;
  private final JsonParser parser;
  private final Findings findings = new Findings();
  private int values;

  private JsonReader(String file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /** Reads UTF-8 bytes. */
  public static Parsed<Document> read(String file, byte[] bytes) {
    return Utf8Text.decode(file, bytes).then(text -> readChecked(file, text));
  }

  /** Reads decoded text. */
  public static Parsed<Document> read(String file, String text) {
    return Utf8Text.check(file, text).then(checked -> readChecked(file, checked));
  }

  static Parsed<Document> readChecked(String file, String text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return new JsonReader(file, parser).document();
    } catch (StreamConstraintsException e) {
      return Utf8Text.rejected(Utf8Text.LIMIT, place(file, e.getLocation()), limit(e));
    } catch (JacksonException e) {
      return Utf8Text.rejected(
          Utf8Text.INVALID, place(file, e.getLocation()), "Invalid JSON: " + tidy(e));
    } catch (TooManyValues e) {
      return Utf8Text.rejected(Utf8Text.LIMIT, e.place, TooManyValues.MESSAGE);
    }
  }

  private Parsed<Document> document() {
    parser.nextToken();
    Node root = value();
    if (parser.nextToken() != null) {
      findings.error(
          Utf8Text.INVALID,
          here(),
          "Invalid JSON: something follows the end of the document; remove it");
    }
    return findings.accept(new Document(root, Notation.JSON));
  }

  private Node value() {
    Place place = here();
    if (++values > DocumentReader.MAX_VALUES) {
      throw new TooManyValues(place);
    }
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(place);
      case START_ARRAY -> list(place);
      case VALUE_STRING -> text(place, parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          new Node.Scalar(place, Node.Scalar.Type.NUMBER, parser.getString());
      case VALUE_TRUE, VALUE_FALSE ->
          new Node.Scalar(place, Node.Scalar.Type.BOOLEAN, parser.getString());
      default -> new Node.Scalar(place, Node.Scalar.Type.NULL, "");
    };
  }

  private Node object(Place place) {
    List<Node.Member> members = new ArrayList<>();
    Map<String, Place> seen = new HashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      Place namePlace = here();
      text(namePlace, name);
      parser.nextToken();
      Node value = value();
      Place first = seen.putIfAbsent(name, namePlace);
      if (first == null) {
        members.add(new Node.Member(name, namePlace, value));
      } else {
        findings.error(Utf8Text.INVALID, namePlace, duplicate(name, first));
      }
    }
    return new Node.ObjectNode(place, members);
  }

  private Node list(Place place) {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value());
    }
    return new Node.ListNode(place, items);
  }

  private Node text(Place place, String text) {
    String wrong = Utf8Text.wrongContent(text);
    if (!wrong.isEmpty()) {
      findings.error(Utf8Text.INVALID, place, wrong);
    }
    return new Node.Scalar(place, Node.Scalar.Type.TEXT, text);
  }

  static String duplicate(String name, Place first) {
    return "The key '%s' is there twice, first on line %d; keep one of them"
        .formatted(Excerpt.of(name), first.line());
  }

  private Place here() {
    return place(file, parser.currentTokenLocation());
  }

  private static Place place(String file, @Nullable TokenStreamLocation location) {
    if (location == null) {
      return new Place(file, 1, 1);
    }
    return new Place(file, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }

  private static String limit(StreamConstraintsException e) {
    String message = e.getOriginalMessage();
    if (message.contains("depth")) {
      return "Lists and objects stand in each other more than "
          + DocumentReader.MAX_DEPTH
          + " levels deep";
    }
    if (message.contains("Number")) {
      return "The number has more than " + MAX_NUMBER_LENGTH + " characters; write it as text";
    }
    return Excerpt.of(message, 200);
  }

  /** The parser's message without its source descriptions, on one line. */
  private static String tidy(JacksonException e) {
    String message =
        e.getOriginalMessage().replaceAll(" ?\\((start marker )?at \\[Source: [^\\]]*]\\)", "");
    return Excerpt.of(message, 300);
  }

  /** Ends reading from within; never leaves this package. */
  static final class TooManyValues extends RuntimeException {

    static final String MESSAGE =
        "The document holds more than "
            + DocumentReader.MAX_VALUES
            + " values, counting what aliases repeat";

    private static final long serialVersionUID = 1L;

    final transient Place place;

    TooManyValues(Place place) {
      super(MESSAGE, null, false, false);
      this.place = place;
    }
  }
}
