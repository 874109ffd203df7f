package dev.baton.api.aws.wire;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads shapes as AWS does: unknown members and nulls are ignored, a value of the wrong type is
 * refused. Safe for concurrent use.
 */
public final class ShapeReader {

  /**
   * Reads one object and builds the shape.
   *
   * @param builder an empty builder of the shape, such as {@code CreatePipelineRequest::builder}
   *     gives
   * @throws MalformedShape when the bytes are no JSON or not of the shape
   */
  public <T extends SdkPojo> T read(byte[] json, Supplier<? extends SdkPojo> builder) {
    try (JsonParser in = Json.parser(json)) {
      JsonToken first = in.nextToken();
      if (first == null) {
        return built(builder.get());
      }
      if (first != JsonToken.START_OBJECT) {
        throw new MalformedShape("Start of structure or map found where not expected.");
      }
      T shape = readShape(in, builder.get());
      if (in.nextToken() != null) {
        throw new MalformedShape("There is text after the end of the request.");
      }
      return shape;
    } catch (JacksonException e) {
      throw Json.malformed(e);
    }
  }

  private <T extends SdkPojo> T readShape(JsonParser in, SdkPojo builder) {
    Map<String, SdkField<?>> fields = builder.sdkFieldNameToField();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      SdkField<?> field = fields.get(in.currentName());
      JsonToken token = in.nextToken();
      if (field == null || token == JsonToken.VALUE_NULL) {
        in.skipChildren();
      } else {
        field.set(builder, readValue(in, field));
      }
    }
    return built(builder);
  }

  /** A builder that the SDK made builds the shape that it is a builder of. */
  @SuppressWarnings("unchecked")
  private static <T extends SdkPojo> T built(SdkPojo builder) {
    return (T) ((Buildable) builder).build();
  }

  private @Nullable Object readValue(JsonParser in, SdkField<?> field) {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      return null;
    }
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.STRING) {
      return text(in, "String");
    }
    if (type == MarshallingType.SDK_POJO) {
      expect(in, JsonToken.START_OBJECT, "Structure");
      return readShape(in, field.constructor().get());
    }
    if (type == MarshallingType.LIST) {
      return readList(in, field.getTrait(ListTrait.class).memberFieldInfo());
    }
    if (type == MarshallingType.MAP) {
      return readMap(in, field.getTrait(MapTrait.class).valueFieldInfo());
    }
    return readScalar(in, type);
  }

  private static Object readScalar(JsonParser in, MarshallingType<?> type) {
    if (type == MarshallingType.INTEGER) {
      expectWhole(in, "Integer");
      return in.getIntValue();
    }
    if (type == MarshallingType.LONG) {
      expectWhole(in, "Long");
      return in.getLongValue();
    }
    if (type == MarshallingType.BOOLEAN) {
      return bool(in);
    }
    if (type == MarshallingType.INSTANT) {
      return instant(in);
    }
    if (type == MarshallingType.DOUBLE) {
      expectNumber(in, "Double");
      return in.getDoubleValue();
    }
    if (type == MarshallingType.FLOAT) {
      expectNumber(in, "Float");
      return in.getFloatValue();
    }
    if (type == MarshallingType.SDK_BYTES) {
      return bytes(text(in, "Blob"));
    }
    throw new MalformedShape("No operation here takes a value of type " + type + ".");
  }

  private List<@Nullable Object> readList(JsonParser in, SdkField<?> member) {
    expect(in, JsonToken.START_ARRAY, "List");
    List<@Nullable Object> list = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      list.add(readValue(in, member));
    }
    return list;
  }

  private Map<String, @Nullable Object> readMap(JsonParser in, SdkField<?> value) {
    expect(in, JsonToken.START_OBJECT, "Map");
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = in.currentName();
      in.nextToken();
      map.put(key, readValue(in, value));
    }
    return map;
  }

  private static String text(JsonParser in, String wanted) {
    expect(in, JsonToken.VALUE_STRING, wanted);
    return in.getString();
  }

  /** A number may be written with a point or an exponent, as long as it is whole. */
  private static void expectWhole(JsonParser in, String wanted) {
    expectNumber(in, wanted);
    if (in.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return;
    }
    try {
      in.getDecimalValue().longValueExact();
    } catch (ArithmeticException e) {
      throw wrong(in, wanted);
    }
  }

  private static boolean bool(JsonParser in) {
    return switch (in.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw wrong(in, "Boolean");
    };
  }

  private static Instant instant(JsonParser in) {
    try {
      if (in.currentToken() == JsonToken.VALUE_STRING) {
        return OffsetDateTime.parse(in.getString()).toInstant();
      }
      expectNumber(in, "Timestamp");
      BigDecimal millis = in.getDecimalValue().movePointRight(3);
      if (millis.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
        throw wrong(in, "Timestamp");
      }
      return Instant.ofEpochMilli(millis.longValue());
    } catch (DateTimeException e) {
      throw wrong(in, "Timestamp");
    }
  }

  private static SdkBytes bytes(String base64) {
    try {
      return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      throw new MalformedShape("A Blob is not base64.");
    }
  }

  private static void expectNumber(JsonParser in, String wanted) {
    if (!in.currentToken().isNumeric()) {
      throw wrong(in, wanted);
    }
  }

  private static void expect(JsonParser in, JsonToken token, String wanted) {
    if (in.currentToken() != token) {
      throw wrong(in, wanted);
    }
  }

  private static MalformedShape wrong(JsonParser in, String wanted) {
    String found =
        switch (in.currentToken()) {
          case VALUE_STRING -> "STRING_VALUE";
          case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "NUMBER_VALUE";
          case VALUE_TRUE -> "TRUE_VALUE";
          case VALUE_FALSE -> "FALSE_VALUE";
          case START_ARRAY -> "START_ARRAY";
          case START_OBJECT -> "START_OBJECT";
          default -> String.valueOf(in.currentToken());
        };
    return new MalformedShape(found + " can not be converted to a " + wanted);
  }
}
