package dev.baton.format.buildspec;

import dev.baton.format.document.Excerpt;
import dev.baton.model.build.Buildspec.ArtifactSpec;
import dev.baton.model.build.Buildspec.Artifacts;
import dev.baton.model.document.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code artifacts} section. */
final class ArtifactsSection {

  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9_]{1,127}");

  private ArtifactsSection() {}

  static Optional<Artifacts> read(Section top, boolean legacy) {
    Optional<Section> found = top.section("artifacts", "ARTIFACTS");
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Section section = found.get();
    if (legacy) {
      section.text("type");
    }
    Optional<Section> others = section.section("secondary-artifacts", "SECONDARY-ARTIFACTS");
    ArtifactSpec primary = spec(section, others.isEmpty());
    Map<String, ArtifactSpec> secondary = new LinkedHashMap<>();
    others.ifPresent(all -> all.members().forEach(member -> add(all, secondary, member)));
    section.warnOfUnknown();
    return Optional.of(new Artifacts(primary, secondary));
  }

  private static void add(Section all, Map<String, ArtifactSpec> secondary, Node.Member member) {
    if (!IDENTIFIER.matcher(member.name()).matches()) {
      all.error(
          member.place(),
          "'"
              + Excerpt.of(member.name())
              + "' cannot be an artifact identifier; use 1 to 127 letters, digits and _");
    }
    all.objectOf("the secondary artifact `" + Excerpt.of(member.name()) + "`", member.value())
        .ifPresent(
            object -> {
              Section section = new Section("SECONDARY-ARTIFACTS", object, all.findings());
              secondary.put(member.name(), spec(section, true));
              section.warnOfUnknown();
            });
  }

  private static ArtifactSpec spec(Section section, boolean filesRequired) {
    List<String> files = section.texts("files");
    boolean listed =
        section
            .get("files")
            .filter(n -> !(n instanceof Node.ListNode l && l.values().isEmpty()))
            .isPresent();
    if (filesRequired && !listed) {
      section.error(
          section.place("files"), "The artifacts have no `files`; '**/*' takes all of them");
    }
    return new ArtifactSpec(
        files,
        section.text("name"),
        section.text("base-directory").filter(s -> !s.isEmpty()),
        section.flag("discard-paths", false),
        section.texts("exclude-paths"),
        section.flag("enable-symlinks", false),
        section.text("s3-prefix"));
  }
}
