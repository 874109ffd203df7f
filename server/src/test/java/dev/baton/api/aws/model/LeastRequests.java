package dev.baton.api.aws.model;

import dev.baton.api.aws.wire.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** The least that an operation takes, as its model says. */
public final class LeastRequests {

  private LeastRequests() {}

  /** The request as JSON. */
  public static byte[] of(ServiceModel model, String operation) {
    Object least =
        model
            .input(operation)
            .<Object>map(shape -> new Specimens(model.shapes()).least(shape))
            .orElse(Map.of());
    return Json.compact(out -> write(out, least)).getBytes(StandardCharsets.UTF_8);
  }

  static void write(JsonGenerator out, Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        out.writeStartObject();
        map.forEach(
            (name, member) -> {
              out.writeName(String.valueOf(name));
              write(out, member);
            });
        out.writeEndObject();
      }
      case List<?> list -> {
        out.writeStartArray();
        list.forEach(element -> write(out, element));
        out.writeEndArray();
      }
      case String text -> out.writeString(text);
      case BigDecimal number -> out.writeNumber(number);
      case Boolean flag -> out.writeBoolean(flag);
      default -> throw new IllegalArgumentException("no JSON for " + value);
    }
  }
}
