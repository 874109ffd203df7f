package dev.baton.api.aws.codebuild;

import dev.baton.api.aws.wire.Json;
import dev.baton.api.aws.wire.ShapeWriter;
import dev.baton.api.aws.wire.Timestamps;
import dev.baton.port.ProjectStore;
import java.time.ZoneId;

/** A project as CreateProject and UpdateProject answer it. */
public final class ProjectDocument {

  private ProjectDocument() {}

  /** The document, indented. */
  public static String json(String account, String region, ProjectStore.Stored stored) {
    ShapeWriter writer = new ShapeWriter(Timestamps.ISO, ZoneId.systemDefault());
    return Json.pretty(
        out -> {
          out.writeStartObject();
          out.writeName("project");
          writer.write(out, ProjectShapes.project(account, region, stored));
          out.writeEndObject();
        });
  }
}
