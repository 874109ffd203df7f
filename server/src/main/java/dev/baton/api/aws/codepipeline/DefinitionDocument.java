package dev.baton.api.aws.codepipeline;

import dev.baton.api.aws.wire.Json;
import dev.baton.api.aws.wire.ShapeWriter;
import dev.baton.api.aws.wire.Timestamps;
import dev.baton.port.PipelineStore;
import dev.baton.port.RememberedTypes;
import java.time.ZoneId;

/** A definition as CreatePipeline and UpdatePipeline answer it. */
public final class DefinitionDocument {

  private DefinitionDocument() {}

  /**
   * The document, indented.
   *
   * @param types say what is secret
   */
  public static String json(PipelineStore.Stored stored, RememberedTypes types) {
    ShapeWriter writer = new ShapeWriter(Timestamps.ISO, ZoneId.systemDefault());
    return Json.pretty(
        out -> {
          out.writeStartObject();
          out.writeName("pipeline");
          writer.write(out, DefinitionShapes.declaration(stored, types));
          out.writeEndObject();
        });
  }
}
