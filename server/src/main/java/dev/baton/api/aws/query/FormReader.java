package dev.baton.api.aws.query;

import dev.baton.api.aws.AwsFault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Reads a form into any shape: {@code Name.member.1} of lists, {@code Name.entry.1.key} of maps.
 * Safe for concurrent use.
 */
public final class FormReader {

  /**
   * Reads the parameters that the shape has; others are ignored, as AWS does.
   *
   * @param builder an empty builder of the shape
   * @throws AwsFault for a value of another type
   */
  public <T extends SdkPojo> T read(Form form, Supplier<? extends SdkPojo> builder) {
    return readShape(form, "", builder.get());
  }

  private <T extends SdkPojo> T readShape(Form form, String prefix, SdkPojo builder) {
    for (SdkField<?> field : builder.sdkFields()) {
      String name = prefix + field.locationName();
      if (form.has(name)) {
        field.set(builder, readValue(form, name, field));
      }
    }
    return built(builder);
  }

  /** A builder that the SDK made builds the shape that it is a builder of. */
  @SuppressWarnings("unchecked")
  private static <T extends SdkPojo> T built(SdkPojo builder) {
    return (T) ((Buildable) builder).build();
  }

  private Object readValue(Form form, String name, SdkField<?> field) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.SDK_POJO) {
      return readShape(form, name + ".", field.constructor().get());
    }
    if (type == MarshallingType.LIST) {
      return readList(form, name, field.getTrait(ListTrait.class));
    }
    if (type == MarshallingType.MAP) {
      return readMap(form, name, field.getTrait(MapTrait.class));
    }
    String text =
        form.value(name).orElseThrow(() -> wrong(name, "is a simple value, not a structure"));
    try {
      return scalar(type, name, text);
    } catch (NumberFormatException e) {
      throw wrong(name, "must be a number");
    } catch (DateTimeException e) {
      throw wrong(name, "must be a timestamp such as 2026-01-02T03:04:05Z");
    }
  }

  private static Object scalar(MarshallingType<?> type, String name, String text) {
    if (type == MarshallingType.STRING) {
      return text;
    }
    if (type == MarshallingType.INTEGER) {
      return Integer.valueOf(text);
    }
    if (type == MarshallingType.LONG) {
      return Long.valueOf(text);
    }
    if (type == MarshallingType.BOOLEAN) {
      return switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw wrong(name, "must be true or false");
      };
    }
    if (type == MarshallingType.INSTANT) {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return instant;
    }
    throw wrong(name, "is of a type that Baton does not read");
  }

  private List<Object> readList(Form form, String name, ListTrait trait) {
    List<Object> list = new ArrayList<>();
    String stem = name + "." + or(trait.memberLocationName(), "member") + ".";
    for (int i = 1; form.has(stem + i); i++) {
      list.add(readValue(form, stem + i, trait.memberFieldInfo()));
    }
    return list;
  }

  private Map<String, Object> readMap(Form form, String name, MapTrait trait) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 1; form.has(name + ".entry." + i); i++) {
      String stem = name + ".entry." + i + ".";
      String key = form.value(stem + or(trait.keyLocationName(), "key")).orElse("");
      String value = stem + or(trait.valueLocationName(), "value");
      map.put(key, readValue(form, value, trait.valueFieldInfo()));
    }
    return map;
  }

  private static String or(@Nullable String name, String usual) {
    return name == null ? usual : name;
  }

  private static AwsFault wrong(String name, String why) {
    return new AwsFault("ValidationError", 400, "The parameter '" + name + "' " + why + ".");
  }
}
