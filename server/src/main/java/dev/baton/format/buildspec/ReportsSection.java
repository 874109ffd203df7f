package dev.baton.format.buildspec;

import dev.baton.format.document.Excerpt;
import dev.baton.model.build.Buildspec.ReportGroup;
import dev.baton.model.document.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The {@code reports} section. */
final class ReportsSection {

  private static final int MAXIMUM_GROUPS = 5;

  private static final List<String> FORMATS =
      List.of(
          "JUNITXML",
          "TESTNGXML",
          "NUNITXML",
          "NUNIT3XML",
          "VISUALSTUDIOTRX",
          "CUCUMBERJSON",
          "JACOCOXML",
          "COBERTURAXML",
          "CLOVERXML",
          "SIMPLECOV",
          "LCOV");

  private ReportsSection() {}

  static List<ReportGroup> read(Section top) {
    List<ReportGroup> groups = new ArrayList<>();
    Optional<Section> reports = top.section("reports", "REPORTS");
    if (reports.isEmpty()) {
      return groups;
    }
    if (reports.get().members().size() > MAXIMUM_GROUPS) {
      Node.Member first = reports.get().members().get(MAXIMUM_GROUPS);
      reports
          .get()
          .error(first.place(), "A buildspec has at most " + MAXIMUM_GROUPS + " report groups");
    }
    for (Node.Member member : reports.get().members()) {
      reports
          .get()
          .objectOf("the report group `" + Excerpt.of(member.name()) + "`", member.value())
          .ifPresent(o -> groups.add(group(member, new Section("REPORTS", o, top.findings()))));
    }
    return groups;
  }

  private static ReportGroup group(Node.Member member, Section section) {
    List<String> files = section.texts("files");
    if (files.isEmpty() && section.get("files").isEmpty()) {
      section.error(
          member.place(), "The report group `" + Excerpt.of(member.name()) + "` has no `files`");
    }
    String format =
        section.text("file-format").map(f -> f.toUpperCase(Locale.ROOT)).orElse("JUNITXML");
    if (!FORMATS.contains(format)) {
      section.error(
          section.place("file-format"),
          "Unknown file-format '"
              + Excerpt.of(format)
              + "'; use one of "
              + String.join(", ", FORMATS));
    }
    Optional<String> base = section.text("base-directory");
    boolean discard = section.flag("discard-paths", false);
    section.warnOfUnknown();
    return new ReportGroup(member.name(), format, files, base, discard);
  }
}
