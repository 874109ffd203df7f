package dev.baton.api.aws.codebuild;

import dev.baton.api.aws.wire.Json;
import dev.baton.api.aws.wire.ShapeWriter;
import dev.baton.api.aws.wire.Timestamps;
import dev.baton.model.build.Build;
import java.time.ZoneId;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Builds as {@code baton build}, {@code show} and {@code builds} print them: BatchGetBuilds. */
public final class BuildDocument {

  private BuildDocument() {}

  /** The document, indented. */
  public static String json(List<Build> builds) {
    return Json.pretty(
        out -> {
          out.writeStartObject();
          writeBuilds(out, builds);
          out.writeEndObject();
        });
  }

  /** The member {@code builds} of an object that is open. */
  public static void writeBuilds(JsonGenerator out, List<Build> builds) {
    ShapeWriter writer = new ShapeWriter(Timestamps.ISO, ZoneId.systemDefault());
    out.writeName("builds");
    writer.writeList(out, builds.stream().map(BuildShapes::build).toList());
  }
}
