package dev.baton.format.project;

import dev.baton.format.document.Document;
import dev.baton.format.document.Findings;
import dev.baton.format.document.NodeWriter;
import dev.baton.format.document.Parsed;
import dev.baton.format.document.PlainTexts;
import dev.baton.format.document.Shape;
import dev.baton.format.document.Shape.Constraint;
import dev.baton.format.document.Shape.Manner;
import dev.baton.format.project.EnvironmentReader.Environment;
import dev.baton.model.build.Project;
import dev.baton.model.build.Project.Artifacts;
import dev.baton.model.build.Project.Source;
import dev.baton.model.document.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * CreateProject documents, from files or the wire, to {@link Project}. Baton's own settings are
 * {@code rerun-interrupted} (true unless written) and {@code strict-masking} (false unless
 * written): members of the project in a file, and where only AWS's members go through, tags of that
 * name with the value {@code true} or {@code false}.
 */
public final class ProjectFileReader {

  /** Baton's own member, and tag: whether a build that a killed Baton left is run once more. */
  public static final String RERUN = "rerun-interrupted";

  /** Baton's own member, and tag: whether a secret that cannot be masked refuses a build. */
  public static final String STRICT_MASKING = "strict-masking";

  private static final int SHORTEST_MINUTES = 5;

  /** The members of CreateProject that are numbers or booleans. */
  private static final Set<String> TYPED =
      Set.of(
          RERUN,
          STRICT_MASKING,
          "autoRetryLimit",
          "badgeEnabled",
          "combineArtifacts",
          "concurrentBuildLimit",
          "disk",
          "encryptionDisabled",
          "fetchSubmodules",
          "gitCloneDepth",
          "insecureSsl",
          "maximumBuildsAllowed",
          "memory",
          "overrideArtifactName",
          "privilegedMode",
          "queuedTimeoutInMinutes",
          "reportBuildStatus",
          "timeoutInMins",
          "timeoutInMinutes",
          "vCpu");

  private ProjectFileReader() {}

  /**
   * An accepted declaration.
   *
   * @param declaration as it came, but for numbers and booleans that YAML had where text is meant
   */
  public record Declared(Project project, Node.ObjectNode declaration) {

    /** What is stored. */
    public String document() {
      return NodeWriter.json(declaration);
    }
  }

  /** Whether a file's content is meant as a project. */
  public static boolean isProject(Node root) {
    return root instanceof Node.ObjectNode object
        && List.of("source", "serviceRole", "environment").stream()
            .anyMatch(name -> object.member(name).isPresent());
  }

  /** Reads a file strictly. */
  public static Parsed<Declared> file(Document document) {
    Findings findings = new Findings();
    if (!(document.root() instanceof Node.ObjectNode root)) {
      findings.error(
          Shape.CODE,
          document.root().place(),
          "Expected a project (an object), not " + document.root().kind());
      return findings.reject();
    }
    return declared(root, Manner.file(document.notation()), findings);
  }

  /** Reads what came over the wire, where unknown members are ignored. */
  public static Parsed<Declared> wire(Node.ObjectNode project) {
    return declared(project, Manner.WIRE, new Findings());
  }

  private static Parsed<Declared> declared(Node.ObjectNode root, Manner manner, Findings findings) {
    Project project = project(new Shape(root, "", manner, findings));
    return findings.accept(
        new Declared(project, PlainTexts.asText(root, (holder, member) -> TYPED.contains(member))));
  }

  /** Reads a project, whatever is wrong with it; what is missing has its default. */
  static Project project(Shape shape) {
    InputProblems problems = new InputProblems(shape.findings());
    NotHonoured notHonoured = new NotHonoured();
    String name = name(shape, problems);
    SourceReader sources = new SourceReader(shape, problems, notHonoured);
    Source source = sources.primary();
    ArtifactsReader artifactsReader = new ArtifactsReader(shape, problems, notHonoured);
    Artifacts artifacts = artifactsReader.primary();
    problems.errorIf(
        source.type().equals("CODEPIPELINE") != artifacts.type().equals("CODEPIPELINE")
            && shape.has("source")
            && shape.has("artifacts"),
        shape.place("artifacts"),
        "Invalid input: when using CodePipeline both sourceType, and artifactType must be set to:"
            + " CODEPIPELINE");
    Environment environment = new EnvironmentReader(problems, notHonoured).read(shape);
    SettingsReader settings = new SettingsReader(shape, problems, notHonoured);
    SettingsReader.Kept kept = settings.read(source.type());
    Map<String, String> tags = tags(shape);
    Project project =
        new Project(
            name,
            source,
            sources.secondary(),
            artifacts,
            artifactsReader.secondary(),
            environment.variables(),
            environment.image(),
            environment.declared(),
            shape.required("serviceRole", Constraint.length(1, 2048)),
            minutes(
                shape,
                problems,
                "timeoutInMinutes",
                "TimeoutInMins",
                2160,
                Project.DEFAULT_TIMEOUT_MINUTES),
            minutes(
                shape,
                problems,
                "queuedTimeoutInMinutes",
                "QueuedTimeoutInMins",
                480,
                Project.DEFAULT_QUEUED_TIMEOUT_MINUTES),
            limit(shape, problems),
            own(RERUN, true, shape, tags),
            tags,
            settings.autoRetryLimit(),
            own(STRICT_MASKING, false, shape, tags),
            kept.cache(),
            kept.logs(),
            notHonoured.list());
    shape.end();
    return project;
  }

  private static String name(Shape shape, InputProblems problems) {
    String name = shape.required("name").orElse("");
    if (name.length() > 150) {
      problems.error(
          shape.place("name"), "Project name length cannot be greater than 150 characters");
      return name;
    }
    return shape.text("name", Constraint.pattern("[A-Za-z0-9][A-Za-z0-9\\-_]{1,149}")).orElse("");
  }

  private static int minutes(
      Shape shape,
      InputProblems problems,
      String member,
      String awsName,
      int longest,
      int otherwise) {
    Optional<Integer> written = shape.integer(member, Integer.MIN_VALUE, Integer.MAX_VALUE);
    problems.errorIf(
        written.filter(m -> m < SHORTEST_MINUTES || m > longest).isPresent(),
        shape.place(member),
        awsName + " must be between " + SHORTEST_MINUTES + " and " + longest);
    return written.orElse(otherwise);
  }

  private static Optional<Integer> limit(Shape shape, InputProblems problems) {
    Optional<Integer> limit =
        shape.integer("concurrentBuildLimit", Integer.MIN_VALUE, Integer.MAX_VALUE);
    problems.errorIf(
        limit.filter(l -> l <= 0).isPresent(),
        shape.place("concurrentBuildLimit"),
        "Project level concurrent builds limit should be greater than 0");
    return limit;
  }

  private static Map<String, String> tags(Shape shape) {
    Map<String, String> tags = new LinkedHashMap<>();
    shape.checkSize("tags", 0, 50);
    for (Shape tag : shape.objects("tags")) {
      Optional<String> key = tag.text("key", Constraint.length(1, 127));
      Optional<String> value = tag.text("value", Constraint.length(0, 255));
      tag.end();
      key.ifPresent(k -> tags.put(k, value.orElse("")));
    }
    return tags;
  }

  private static boolean own(
      String name, boolean otherwise, Shape shape, Map<String, String> tags) {
    Optional<Boolean> written = shape.flag(name);
    if (written.isPresent()) {
      return written.get();
    }
    String tag = tags.getOrDefault(name, "");
    return otherwise ? !"false".equalsIgnoreCase(tag) : "true".equalsIgnoreCase(tag);
  }
}
