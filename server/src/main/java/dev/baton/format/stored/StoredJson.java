package dev.baton.format.stored;

import java.io.StringWriter;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The stored form of one model type, as JSON text. A record is an object of its components; an
 * absent Optional, an empty text, list or map is left out; instants are ISO text; a sealed type's
 * object begins with {@code type}, a name from {@link StoredTypes}. When reading, unknown members
 * are skipped and missing ones are empty (an enum: its first constant), so that rows of older and
 * newer Batons stay readable. Safe for concurrent use.
 *
 * @param <T> the model type
 */
public final class StoredJson<T> {

  private static final JsonFactory JSON = new JsonFactory();

  private final String name;
  private final StoredCodec codec;
  private final Class<T> type;

  private StoredJson(Class<T> type, StoredCodec codec) {
    this.type = type;
    this.name = type.getSimpleName();
    this.codec = codec;
  }

  /**
   * The stored form of a type.
   *
   * @throws IllegalArgumentException when a type below it has no stored form
   */
  public static <T> StoredJson<T> of(Class<T> type) {
    return new StoredJson<>(type, StoredCodecs.of(type));
  }

  /** Writes a value. */
  public String write(T value) {
    StringWriter text = new StringWriter(1024);
    try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      codec.write(generator, value);
    }
    return text.toString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws Unreadable when the text is none of this type
   */
  public T read(String text) {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      Object value = codec.read(parser);
      if (parser.nextToken() != null) {
        throw new Unreadable("something stands after its end");
      }
      return type.cast(value);
    } catch (JacksonException e) {
      throw new Unreadable("not a stored " + name + ": " + e.getOriginalMessage(), e);
    } catch (Unreadable e) {
      throw new Unreadable("not a stored " + name + ": " + e.getMessage(), e);
    }
  }

  static void expect(JsonParser parser, JsonToken token) {
    if (parser.currentToken() != token) {
      throw new Unreadable("expected " + token + ", found " + parser.currentToken());
    }
  }

  /** A stored text that is not what it should be. */
  public static final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unreadable(String message) {
      super(message);
    }

    public Unreadable(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
