package dev.baton.format.project;

import dev.baton.format.buildspec.BuildspecReader;
import dev.baton.format.document.Shape;
import dev.baton.format.document.Shape.Constraint;
import dev.baton.model.build.Project.Source;
import dev.baton.model.document.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Primary and secondary sources. */
final class SourceReader {

  private static final int MAXIMUM_SECONDARY = 12;
  private static final int FULL_HISTORY_BEYOND = 25;

  private static final List<String> TYPES =
      List.of(
          "CODECOMMIT",
          "CODEPIPELINE",
          "GITHUB",
          "GITLAB",
          "GITLAB_SELF_MANAGED",
          "S3",
          "BITBUCKET",
          "GITHUB_ENTERPRISE",
          "NO_SOURCE");
  private static final Set<String> WITHOUT_LOCATION = Set.of("CODEPIPELINE", "NO_SOURCE");
  private static final Set<String> WITHOUT_STATUS =
      Set.of("S3", "NO_SOURCE", "CODEPIPELINE", "CODECOMMIT");

  private final Shape project;
  private final InputProblems problems;
  private final NotHonoured notHonoured;

  SourceReader(Shape project, InputProblems problems, NotHonoured notHonoured) {
    this.project = project;
    this.problems = problems;
    this.notHonoured = notHonoured;
  }

  Source primary() {
    Optional<String> version = project.text("sourceVersion");
    Optional<Shape> shape = project.requiredObject("source");
    if (shape.isEmpty()) {
      return new Source("", "NO_SOURCE", "", Optional.empty(), version, 0);
    }
    Source source = source(shape.get(), "", version);
    if (shape.get().has("sourceIdentifier")) {
      notHonoured.add("source.sourceIdentifier", "the primary source has no identifier");
    }
    if (source.type().equals("NO_SOURCE")
        && source.buildspec().filter(SourceReader::isInline).isEmpty()) {
      problems.error(
          shape.get().place("buildspec"),
          "Invalid input: source type NO_SOURCE needs a buildspec that is given as text");
    }
    return source;
  }

  List<Source> secondary() {
    Map<String, String> versions = versions();
    List<Source> sources = new ArrayList<>();
    Set<String> identifiers = new HashSet<>();
    for (Shape shape : project.objects("secondarySources")) {
      String identifier = Identifiers.read(shape, "source", identifiers, problems);
      Source source = source(shape, identifier, Optional.ofNullable(versions.remove(identifier)));
      sources.add(source);
    }
    problems.errorIf(
        sources.size() > MAXIMUM_SECONDARY,
        project.namePlace("secondarySources"),
        "Invalid input: a project has at most " + MAXIMUM_SECONDARY + " secondary sources");
    problems.errorIf(
        !versions.isEmpty(),
        project.namePlace("secondarySourceVersions"),
        "Invalid input: secondary source identifier does not exist");
    return sources;
  }

  private Map<String, String> versions() {
    Map<String, String> versions = new HashMap<>();
    for (Shape shape : project.objects("secondarySourceVersions")) {
      Optional<String> identifier = shape.required("sourceIdentifier");
      Optional<String> version = shape.required("sourceVersion");
      shape.end();
      identifier.ifPresent(i -> versions.put(i, version.orElse("")));
    }
    return versions;
  }

  private Source source(Shape shape, String identifier, Optional<String> version) {
    shape.know("sourceIdentifier");
    String type = shape.required("type", Constraint.oneOf(TYPES)).orElse("");
    String location = shape.text("location").orElse("");
    if (TYPES.contains(type)) {
      location(shape, type, location);
    }
    int depth = shape.integer("gitCloneDepth", 0, Integer.MAX_VALUE).orElse(0);
    boolean submodules = submodules(shape, type);
    shape.object("auth").ifPresent(this::auth);
    problems.errorIf(
        shape.flag("reportBuildStatus").isPresent() && WITHOUT_STATUS.contains(type),
        shape.namePlace("reportBuildStatus"),
        "Source type " + type + " does not support ReportBuildStatus");
    if (shape.flag("reportBuildStatus").orElse(false)) {
      notHonoured.add(
          "source.reportBuildStatus", "no status is reported to where the source comes from");
    }
    shape.object("buildStatusConfig").ifPresent(this::status);
    if (shape.flag("insecureSsl").orElse(false)) {
      notHonoured.add("source.insecureSsl", "certificates are always checked");
    }
    Optional<String> buildspec = shape.text("buildspec").filter(text -> !text.isEmpty());
    buildspec.ifPresent(text -> buildspec(shape, text));
    shape.end();
    return new Source(
        identifier,
        type,
        location,
        buildspec,
        version,
        depth > FULL_HISTORY_BEYOND ? 0 : depth,
        submodules);
  }

  private void location(Shape shape, String type, String location) {
    if (WITHOUT_LOCATION.contains(type)) {
      problems.errorIf(
          type.equals("NO_SOURCE") && !location.isEmpty(),
          shape.place("location"),
          "Invalid input: source location must be empty for source type NO_SOURCE");
      return;
    }
    if (location.isEmpty()) {
      problems.error(shape.place("location"), "Project source location is required");
    } else if (!type.equals("S3") && !isGitLocation(location)) {
      problems.error(
          shape.place("location"), "Invalid source: source location must be a valid git location");
    }
  }

  /**
   * A URL, an scp-like address, or a path on this machine. What may be fetched is for whoever
   * fetches it to judge.
   */
  private static boolean isGitLocation(String location) {
    return !location.startsWith("-")
        && (location.startsWith("/")
            || location.matches("(?i)(https?|ssh|git|file)://\\S+")
            || location.matches("[\\w.-]+@[\\w.-]+:\\S+"));
  }

  private boolean submodules(Shape shape, String type) {
    Optional<Shape> config = shape.object("gitSubmodulesConfig");
    if (config.isEmpty()) {
      return false;
    }
    problems.errorIf(
        type.equals("S3"),
        shape.namePlace("gitSubmodulesConfig"),
        "Git submodules config is not supported for S3 source");
    config.get().requireMember("fetchSubmodules");
    boolean fetched = config.get().flag("fetchSubmodules").orElse(false);
    config.get().end();
    return fetched;
  }

  private void auth(Shape auth) {
    auth.required("type", Constraint.oneOf(List.of("OAUTH", "CODECONNECTIONS", "SECRETS_MANAGER")));
    auth.text("resource");
    auth.end();
    notHonoured.add("source.auth", "the source is fetched without the credential that it names");
  }

  private void status(Shape status) {
    status.text("context");
    status.text("targetUrl");
    status.end();
    notHonoured.add(
        "source.buildStatusConfig", "no status is reported to where the source comes from");
  }

  static boolean isInline(String buildspec) {
    return buildspec.contains("\n") || buildspec.contains(":") || buildspec.startsWith("{");
  }

  /** CodeBuild looks at a buildspec when a build begins; what is wrong with it now is told now. */
  private void buildspec(Shape shape, String text) {
    if (text.startsWith("arn:")) {
      problems.error(
          shape.place("buildspec"),
          "A buildspec in S3 is not supported by Baton yet; give its text, or a path in the"
              + " source");
      return;
    }
    if (!isInline(text)) {
      return;
    }
    for (Problem problem : BuildspecReader.read("", text).problems()) {
      problems.warning(
          shape.place("buildspec"),
          "In the buildspec, line " + problem.place().line() + ": " + problem.message());
    }
  }
}
