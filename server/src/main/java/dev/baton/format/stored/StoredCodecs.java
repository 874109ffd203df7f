package dev.baton.format.stored;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Builds the codecs of types from what they are made of. One instance for each tree of types. */
final class StoredCodecs {

  private final Map<Type, StoredCodec> known = new LinkedHashMap<>();

  private StoredCodecs() {}

  static StoredCodec of(Type type) {
    return new StoredCodecs().codec(type);
  }

  private StoredCodec codec(Type type) {
    StoredCodec before = known.get(type);
    if (before != null) {
      return before;
    }
    // A record may hold itself somewhere below: it is known before its components are looked at.
    Later later = new Later();
    known.put(type, later);
    StoredCodec made = make(type);
    later.codec = made;
    known.put(type, made);
    return made;
  }

  private StoredCodec make(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic(generic);
    }
    if (!(type instanceof Class<?> plain)) {
      throw new IllegalArgumentException("no stored form for " + type);
    }
    if (plain.isRecord()) {
      return RecordCodec.of(plain, this::codec);
    }
    if (plain.isSealed()) {
      return SealedCodec.of(plain, this::codec);
    }
    if (plain.isEnum()) {
      return enumeration(plain);
    }
    return scalar(plain);
  }

  private static StoredCodec scalar(Class<?> type) {
    if (type == String.class) {
      return new Scalar(
          (g, v) -> g.writeString((String) v), StoredCodecs::text, () -> "", ""::equals);
    }
    if (type == Instant.class) {
      return new Scalar(
          (g, v) -> g.writeString(v.toString()),
          p -> instant(text(p)),
          () -> Instant.EPOCH,
          v -> false);
    }
    if (type == int.class || type == Integer.class) {
      return new Scalar(
          (g, v) -> g.writeNumber((int) v), p -> p.getIntValue(), () -> 0, v -> false);
    }
    if (type == long.class || type == Long.class) {
      return new Scalar(
          (g, v) -> g.writeNumber((long) v), p -> p.getLongValue(), () -> 0L, v -> false);
    }
    if (type == boolean.class || type == Boolean.class) {
      return new Scalar(
          (g, v) -> g.writeBoolean((boolean) v), p -> p.getBooleanValue(), () -> false, v -> false);
    }
    throw new IllegalArgumentException("no stored form for " + type);
  }

  private static StoredCodec enumeration(Class<?> type) {
    Map<String, Object> byName = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      byName.put(((Enum<?>) constant).name(), constant);
    }
    Object first = byName.values().iterator().next();
    return new Scalar(
        (g, v) -> g.writeString(((Enum<?>) v).name()),
        p -> constant(type, byName, text(p)),
        () -> first,
        v -> false);
  }

  private static Object constant(Class<?> type, Map<String, Object> byName, String name) {
    Object constant = byName.get(name);
    if (constant == null) {
      throw new StoredJson.Unreadable("no " + type.getSimpleName() + " is called " + name);
    }
    return constant;
  }

  private static String text(JsonParser parser) {
    StoredJson.expect(parser, JsonToken.VALUE_STRING);
    return parser.getString();
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new StoredJson.Unreadable("not a point in time: " + text, e);
    }
  }

  private StoredCodec generic(ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == Optional.class) {
      return new OptionalCodec(codec(arguments[0]));
    }
    if (type.getRawType() == List.class) {
      return new ListCodec(codec(arguments[0]));
    }
    if (type.getRawType() == Map.class) {
      return new MapCodec(keys(arguments[0]), codec(arguments[1]));
    }
    throw new IllegalArgumentException("no stored form for " + type);
  }

  private static Function<String, Object> keys(Type type) {
    if (type == String.class) {
      return name -> name;
    }
    if (type instanceof Class<?> plain && plain.isEnum()) {
      Map<String, Object> byName = new LinkedHashMap<>();
      for (Object constant : plain.getEnumConstants()) {
        byName.put(((Enum<?>) constant).name(), constant);
      }
      return name -> constant(plain, byName, name);
    }
    throw new IllegalArgumentException("no stored form for a map by " + type);
  }

  /** Stands in for a codec that is being made. */
  private static final class Later implements StoredCodec {

    private @Nullable StoredCodec codec;

    private StoredCodec made() {
      if (codec == null) {
        throw new IllegalStateException("used while it is being made");
      }
      return codec;
    }

    @Override
    public void write(JsonGenerator generator, Object value) {
      made().write(generator, value);
    }

    @Override
    public Object read(JsonParser parser) {
      return made().read(parser);
    }

    @Override
    public Object missing() {
      return made().missing();
    }

    @Override
    public boolean omits(Object value) {
      return made().omits(value);
    }
  }

  private record Scalar(
      BiConsumer<JsonGenerator, Object> writer,
      Function<JsonParser, Object> reader,
      Supplier<Object> absent,
      Function<Object, Boolean> leftOut)
      implements StoredCodec {

    @Override
    public void write(JsonGenerator generator, Object value) {
      writer.accept(generator, value);
    }

    @Override
    public Object read(JsonParser parser) {
      return reader.apply(parser);
    }

    @Override
    public Object missing() {
      return absent.get();
    }

    @Override
    public boolean omits(Object value) {
      return leftOut.apply(value);
    }
  }

  private record OptionalCodec(StoredCodec content) implements StoredCodec {

    @Override
    public void write(JsonGenerator generator, Object value) {
      Optional<?> optional = (Optional<?>) value;
      if (optional.isEmpty()) {
        generator.writeNull();
        return;
      }
      content.write(generator, optional.get());
    }

    @Override
    public Object read(JsonParser parser) {
      return parser.currentToken() == JsonToken.VALUE_NULL
          ? Optional.empty()
          : Optional.of(content.read(parser));
    }

    @Override
    public Object missing() {
      return Optional.empty();
    }

    @Override
    public boolean omits(Object value) {
      return ((Optional<?>) value).isEmpty();
    }
  }

  private record ListCodec(StoredCodec element) implements StoredCodec {

    @Override
    public void write(JsonGenerator generator, Object value) {
      generator.writeStartArray();
      for (Object each : (List<?>) value) {
        element.write(generator, each);
      }
      generator.writeEndArray();
    }

    @Override
    public Object read(JsonParser parser) {
      StoredJson.expect(parser, JsonToken.START_ARRAY);
      List<Object> values = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        values.add(element.read(parser));
      }
      return Collections.unmodifiableList(values);
    }

    @Override
    public Object missing() {
      return List.of();
    }

    @Override
    public boolean omits(Object value) {
      return ((List<?>) value).isEmpty();
    }
  }

  private record MapCodec(Function<String, Object> keys, StoredCodec values)
      implements StoredCodec {

    @Override
    public void write(JsonGenerator generator, Object value) {
      generator.writeStartObject();
      for (Map.Entry<?, ?> each : ((Map<?, ?>) value).entrySet()) {
        generator.writeName(each.getKey() instanceof Enum<?> e ? e.name() : (String) each.getKey());
        values.write(generator, each.getValue());
      }
      generator.writeEndObject();
    }

    @Override
    public Object read(JsonParser parser) {
      StoredJson.expect(parser, JsonToken.START_OBJECT);
      Map<Object, Object> map = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        Object key = keys.apply(parser.currentName());
        parser.nextToken();
        map.put(key, values.read(parser));
      }
      return Collections.unmodifiableMap(map);
    }

    @Override
    public Object missing() {
      return Map.of();
    }

    @Override
    public boolean omits(Object value) {
      return ((Map<?, ?>) value).isEmpty();
    }
  }
}
