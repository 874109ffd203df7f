package dev.baton.cli;

import dev.baton.api.aws.wire.Json;
import dev.baton.model.document.Problem;
import java.util.List;
import java.util.Locale;

/** Problems as people and scripts read them. */
final class ProblemReport {

  private ProblemReport() {}

  /** {@code FILE:LINE:COLUMN: [warning:] what is wrong}. */
  static String line(Problem problem) {
    if (problem.isError()) {
      return problem.toString();
    }
    return problem.place() + ": warning: " + problem.message();
  }

  /** The document of {@code validate}. */
  static String json(List<Problem> problems) {
    return Json.pretty(
        out -> {
          out.writeStartObject();
          out.writeBooleanProperty("valid", problems.stream().noneMatch(Problem::isError));
          out.writeArrayPropertyStart("problems");
          for (Problem problem : problems) {
            out.writeStartObject();
            out.writeStringProperty("file", problem.place().file());
            out.writeNumberProperty("line", Math.max(1, problem.place().line()));
            out.writeNumberProperty("column", Math.max(1, problem.place().column()));
            out.writeStringProperty("severity", problem.severity().name().toLowerCase(Locale.ROOT));
            out.writeStringProperty("code", problem.code());
            out.writeStringProperty("message", problem.message());
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }
}
