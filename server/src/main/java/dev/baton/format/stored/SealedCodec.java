package dev.baton.format.stored;

import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A sealed type as the object of its record, with {@code type} as the first member. */
final class SealedCodec implements StoredCodec {

  private static final String TAG = "type";

  private final Class<?> type;
  private final Map<String, RecordCodec> byTag = new HashMap<>();
  private final Map<Class<?>, String> tags = new HashMap<>();

  private SealedCodec(Class<?> type) {
    this.type = type;
  }

  static SealedCodec of(Class<?> type, Function<Type, StoredCodec> codecs) {
    Map<String, Class<?>> named = StoredTypes.namesOf(type);
    Set<Class<?>> records = records(type);
    if (!records.equals(Set.copyOf(named.values()))) {
      throw new IllegalArgumentException(
          type + " has the records " + records + ", but stored names for " + named.values());
    }
    SealedCodec sealed = new SealedCodec(type);
    named.forEach((tag, each) -> sealed.add(tag, each, codecs));
    return sealed;
  }

  private void add(String tag, Class<?> each, Function<Type, StoredCodec> codecs) {
    RecordCodec codec = RecordCodec.of(each, codecs);
    if (codec.hasMember(TAG)) {
      throw new IllegalArgumentException(each + " has a component called " + TAG);
    }
    byTag.put(tag, codec);
    tags.put(each, tag);
  }

  private static Set<Class<?>> records(Class<?> type) {
    Set<Class<?>> found = new HashSet<>();
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      if (permitted.isRecord()) {
        found.add(permitted);
      } else {
        found.addAll(records(permitted));
      }
    }
    return found;
  }

  @Override
  public void write(JsonGenerator generator, Object value) {
    String tag = tags.get(value.getClass());
    RecordCodec codec = tag == null ? null : byTag.get(tag);
    if (codec == null) {
      throw new IllegalArgumentException("no stored name for " + value.getClass());
    }
    generator.writeStartObject();
    generator.writeName(TAG);
    generator.writeString(tag);
    codec.writeMembers(generator, value);
    generator.writeEndObject();
  }

  @Override
  public Object read(JsonParser parser) {
    StoredJson.expect(parser, JsonToken.START_OBJECT);
    if (parser.nextToken() != JsonToken.PROPERTY_NAME || !TAG.equals(parser.currentName())) {
      throw new StoredJson.Unreadable(type.getSimpleName() + " does not begin with its type");
    }
    parser.nextToken();
    StoredJson.expect(parser, JsonToken.VALUE_STRING);
    RecordCodec codec = byTag.get(parser.getString());
    if (codec == null) {
      throw new StoredJson.Unreadable(
          "no " + type.getSimpleName() + " is called " + parser.getString());
    }
    return codec.readMembers(parser);
  }

  @Override
  public Object missing() {
    throw new StoredJson.Unreadable("a " + type.getSimpleName() + " is missing");
  }

  @Override
  public boolean omits(Object value) {
    return false;
  }
}
