package dev.baton.api.aws.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import tools.jackson.core.JsonGenerator;

/**
 * Writes shapes: members in the model's order, unset ones left out, never null. Safe for concurrent
 * use.
 */
public final class ShapeWriter {

  private final Timestamps timestamps;
  private final DateTimeFormatter iso;

  /** {@code zone} is that of ISO timestamps; the wire has none. */
  public ShapeWriter(Timestamps timestamps, ZoneId zone) {
    this.timestamps = timestamps;
    this.iso =
        new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd'T'HH:mm:ss")
            .optionalStart()
            .appendFraction(ChronoField.MICRO_OF_SECOND, 6, 6, true)
            .optionalEnd()
            .appendOffset("+HH:MM", "+00:00")
            .toFormatter(Locale.ROOT)
            .withZone(zone);
  }

  /** Writes a shape as one object. */
  public void write(JsonGenerator out, SdkPojo shape) {
    out.writeStartObject();
    writeMembers(out, shape);
    out.writeEndObject();
  }

  /** Writes a shape's members into an object that is already open. */
  public void writeMembers(JsonGenerator out, SdkPojo shape) {
    for (SdkField<?> field : shape.sdkFields()) {
      Object value = field.getValueOrDefault(shape);
      if (isSet(value)) {
        out.writeName(field.locationName());
        writeValue(out, value);
      }
    }
  }

  /** Writes a list of shapes as an array. */
  public void writeList(JsonGenerator out, List<? extends SdkPojo> shapes) {
    out.writeStartArray();
    shapes.forEach(shape -> write(out, shape));
    out.writeEndArray();
  }

  /** An instant as this writer shows it where it shows text. */
  public String text(Instant instant) {
    return iso.format(instant);
  }

  /** Whether a member's value was given: not null and not the SDK's own empty collection. */
  public static boolean isSet(@Nullable Object value) {
    return value != null
        && !(value instanceof SdkAutoConstructList)
        && !(value instanceof SdkAutoConstructMap);
  }

  private void writeValue(JsonGenerator out, Object value) {
    switch (value) {
      case String text -> out.writeString(text);
      case Integer number -> out.writeNumber(number);
      case Long number -> out.writeNumber(number);
      case Boolean flag -> out.writeBoolean(flag);
      case Instant instant -> writeInstant(out, instant);
      case SdkPojo shape -> write(out, shape);
      case List<?> list -> writeArray(out, list);
      case Map<?, ?> map -> writeMap(out, map);
      case Double number -> out.writeNumber(number);
      case Float number -> out.writeNumber(number);
      case BigDecimal number -> out.writeNumber(number);
      case SdkBytes bytes ->
          out.writeString(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
      case Document document ->
          throw new IllegalArgumentException("no operation here has a document: " + document);
      default -> throw new IllegalArgumentException("no JSON for " + value.getClass().getName());
    }
  }

  private void writeArray(JsonGenerator out, List<?> list) {
    out.writeStartArray();
    for (Object value : list) {
      if (value == null) {
        out.writeNull();
      } else {
        writeValue(out, value);
      }
    }
    out.writeEndArray();
  }

  private void writeMap(JsonGenerator out, Map<?, ?> map) {
    out.writeStartObject();
    map.forEach(
        (key, value) -> {
          if (value != null) {
            out.writeName(String.valueOf(key));
            writeValue(out, value);
          }
        });
    out.writeEndObject();
  }

  private void writeInstant(JsonGenerator out, Instant instant) {
    if (timestamps == Timestamps.ISO) {
      out.writeString(iso.format(instant));
      return;
    }
    BigDecimal seconds = BigDecimal.valueOf(instant.toEpochMilli(), 3).stripTrailingZeros();
    out.writeNumber(seconds.scale() < 0 ? seconds.setScale(0) : seconds);
  }
}
