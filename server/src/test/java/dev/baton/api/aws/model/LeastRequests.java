package dev.baton.api.aws.model;

import dev.baton.api.aws.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

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
    return Json.compact(out -> Json.write(out, least)).getBytes(StandardCharsets.UTF_8);
  }
}
