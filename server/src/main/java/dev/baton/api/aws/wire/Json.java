package dev.baton.api.aws.wire;

import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;

/** JSON text at the edge: bounded reading, plain and pretty writing. */
public final class Json {

  private static final int MAX_DEPTH = 100;
  private static final int MAX_TEXT = 16 * 1024 * 1024;
  private static final long MAX_DOCUMENT = 64L * 1024 * 1024;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_TEXT)
                  .maxDocumentLength(MAX_DOCUMENT)
                  .build())
          // Of two members of one name two readers could take different ones.
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Json() {}

  /**
   * A parser with limits on depth, size and numbers; the caller closes it. It refuses a name that
   * stands twice in an object.
   *
   * @throws MalformedShape when the bytes are not UTF-8
   */
  public static JsonParser parser(byte[] json) {
    checkUtf8(json);
    return FACTORY.createParser(ObjectReadContext.empty(), json);
  }

  /** The parser guesses UTF-16, too, and takes a longer form of a character for the character. */
  private static void checkUtf8(byte[] json) {
    boolean ascii = true;
    for (byte each : json) {
      if (each == 0) {
        throw new MalformedShape("The request is not valid JSON.");
      }
      ascii &= each > 0;
    }
    if (ascii) {
      return;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
    } catch (CharacterCodingException e) {
      throw new MalformedShape("The request is not valid UTF-8.");
    }
  }

  /** One document without line breaks. */
  public static String compact(Consumer<JsonGenerator> body) {
    return written(ObjectWriteContext.empty(), body);
  }

  /** One document as the aws CLI prints it: indented by four, a line break at the end. */
  public static String pretty(Consumer<JsonGenerator> body) {
    return written(new Pretty(), body) + "\n";
  }

  /** An object of texts, indented. */
  public static String pretty(Map<String, String> members) {
    return pretty(out -> write(out, members));
  }

  /** An object of texts, in one line. */
  public static String compact(Map<String, String> members) {
    return compact(out -> write(out, members));
  }

  private static void write(JsonGenerator out, Map<String, String> members) {
    out.writeStartObject();
    members.forEach(out::writeStringProperty);
    out.writeEndObject();
  }

  /** A generator of lines of JSON; the caller closes it. */
  public static JsonGenerator generator(Writer out) {
    return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
  }

  /**
   * The text of a member at the top of a document; empty when it is not there, no text, or the
   * bytes are no JSON object.
   */
  public static Optional<String> topText(byte[] json, String name) {
    try (JsonParser in = parser(json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      return text(in, name);
    } catch (JacksonException | MalformedShape e) {
      return Optional.empty();
    }
  }

  /** The text of a member of an object at the top; empty as {@link #topText} says. */
  public static Optional<String> inner(byte[] json, String object, String name) {
    try (JsonParser in = parser(json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (in.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean wanted = object.equals(in.currentName());
        if (in.nextToken() == JsonToken.START_OBJECT && wanted) {
          return text(in, name);
        }
        in.skipChildren();
      }
      return Optional.empty();
    } catch (JacksonException | MalformedShape e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonParser in, String name) {
    while (in.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean wanted = name.equals(in.currentName());
      if (in.nextToken() == JsonToken.VALUE_STRING && wanted) {
        return Optional.of(in.getString());
      }
      in.skipChildren();
    }
    return Optional.empty();
  }

  /**
   * A whole document as maps (in its order), lists, texts, numbers, booleans and nulls.
   *
   * @throws MalformedShape when the bytes are no JSON; no bytes are an empty object
   */
  public static @Nullable Object tree(byte[] json) {
    try (JsonParser in = parser(json)) {
      if (in.nextToken() == null) {
        return Map.of();
      }
      Object tree = value(in);
      if (in.nextToken() != null) {
        throw new MalformedShape("There is text after the end of the request.");
      }
      return tree;
    } catch (JacksonException e) {
      throw malformed(e);
    }
  }

  /** Writes what {@link #tree} reads. */
  public static void write(JsonGenerator out, @Nullable Object tree) {
    switch (tree) {
      case Map<?, ?> object -> {
        out.writeStartObject();
        object.forEach(
            (name, member) -> {
              out.writeName(String.valueOf(name));
              write(out, member);
            });
        out.writeEndObject();
      }
      case List<?> array -> {
        out.writeStartArray();
        array.forEach(element -> write(out, element));
        out.writeEndArray();
      }
      case String text -> out.writeString(text);
      case BigDecimal number -> out.writeNumber(number);
      case Boolean flag -> out.writeBoolean(flag);
      case null -> out.writeNull();
      default -> throw new IllegalArgumentException("no JSON for " + tree.getClass());
    }
  }

  private static @Nullable Object value(JsonParser in) {
    return switch (in.currentToken()) {
      case START_OBJECT -> object(in);
      case START_ARRAY -> array(in);
      case VALUE_STRING -> in.getString();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new MalformedShape("The request is not valid JSON.");
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser in) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      object.put(name, value(in));
    }
    return object;
  }

  private static List<@Nullable Object> array(JsonParser in) {
    List<@Nullable Object> array = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(in));
    }
    return array;
  }

  /** What a parser's complaint is to the sender; it names the place, not the content. */
  public static MalformedShape malformed(JacksonException fault) {
    var at = fault.getLocation();
    return new MalformedShape(
        at == null
            ? "The request is not valid JSON."
            : "The request is not valid JSON at line %d, column %d."
                .formatted(at.getLineNr(), at.getColumnNr()));
  }

  private static String written(ObjectWriteContext context, Consumer<JsonGenerator> body) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(context, text)) {
      body.accept(out);
    }
    return text.toString();
  }

  /** The layout of the aws CLI. */
  private static final class Pretty extends ObjectWriteContext.Base {

    private final DefaultPrettyPrinter printer = printer();

    @Override
    public PrettyPrinter getPrettyPrinter() {
      return printer;
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }

    private static DefaultPrettyPrinter printer() {
      DefaultIndenter four = new DefaultIndenter("    ", "\n");
      Separators separators =
          Separators.createDefaultInstance()
              .withObjectNameValueSpacing(Separators.Spacing.AFTER)
              .withObjectEmptySeparator("")
              .withArrayEmptySeparator("");
      DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
      printer.indentArraysWith(four);
      printer.indentObjectsWith(four);
      return printer;
    }
  }

  /** Writes a text member when there is a text. */
  public static void member(JsonGenerator out, String name, @Nullable String value) {
    if (value != null) {
      out.writeName(name);
      out.writeString(value);
    }
  }
}
