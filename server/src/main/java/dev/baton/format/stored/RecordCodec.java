package dev.baton.format.stored;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** A record as an object: its components by name, in their order. */
final class RecordCodec implements StoredCodec {

  private final Class<?> type;
  private final MethodHandle constructor;
  private final Member[] members;
  private final Map<String, Integer> positions = new HashMap<>();

  private record Member(String name, MethodHandle accessor, StoredCodec codec) {}

  private RecordCodec(Class<?> type, MethodHandle constructor, Member[] members) {
    this.type = type;
    this.constructor = constructor;
    this.members = members;
    for (int i = 0; i < members.length; i++) {
      positions.put(members[i].name(), i);
    }
  }

  static RecordCodec of(Class<?> type, Function<Type, StoredCodec> codecs) {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Member[] members = new Member[components.length];
      for (int i = 0; i < components.length; i++) {
        MethodHandle accessor =
            lookup
                .unreflect(components[i].getAccessor())
                .asType(MethodType.methodType(Object.class, Object.class));
        members[i] =
            new Member(
                components[i].getName(), accessor, codecs.apply(components[i].getGenericType()));
      }
      MethodHandle constructor =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, types.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
      return new RecordCodec(type, constructor, members);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no stored form for " + type, e);
    }
  }

  boolean hasMember(String name) {
    return positions.containsKey(name);
  }

  @Override
  public void write(JsonGenerator generator, Object value) {
    generator.writeStartObject();
    writeMembers(generator, value);
    generator.writeEndObject();
  }

  void writeMembers(JsonGenerator generator, Object value) {
    for (Member member : members) {
      Object content = get(member, value);
      if (!member.codec().omits(content)) {
        generator.writeName(member.name());
        member.codec().write(generator, content);
      }
    }
  }

  private static Object get(Member member, Object value) {
    try {
      return (Object) member.accessor().invokeExact(value);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Object read(JsonParser parser) {
    StoredJson.expect(parser, JsonToken.START_OBJECT);
    return readMembers(parser);
  }

  /** Reads from before the first (or next) member to the end of the object. */
  Object readMembers(JsonParser parser) {
    @Nullable Object[] values = new @Nullable Object[members.length];
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Integer position = positions.get(parser.currentName());
      parser.nextToken();
      if (position == null) {
        parser.skipChildren();
      } else {
        values[position] = members[position].codec().read(parser);
      }
    }
    return make(values);
  }

  @Override
  public Object missing() {
    return make(new @Nullable Object[members.length]);
  }

  private Object make(@Nullable Object[] values) {
    for (int i = 0; i < members.length; i++) {
      if (values[i] == null) {
        values[i] = missing(members[i]);
      }
    }
    try {
      return (Object) constructor.invokeExact(values);
    } catch (RuntimeException e) {
      throw new StoredJson.Unreadable(type.getSimpleName() + ": " + e.getMessage(), e);
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private Object missing(Member member) {
    try {
      return member.codec().missing();
    } catch (StoredJson.Unreadable e) {
      throw new StoredJson.Unreadable(
          type.getSimpleName() + " has no " + member.name() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public boolean omits(Object value) {
    return false;
  }
}
