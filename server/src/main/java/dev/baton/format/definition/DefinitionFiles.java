package dev.baton.format.definition;

import dev.baton.format.buildspec.BuildspecReader;
import dev.baton.format.document.Document;
import dev.baton.format.document.DocumentReader;
import dev.baton.format.document.Parsed;
import dev.baton.format.pipeline.PipelineReader;
import dev.baton.format.project.ProjectFileReader;
import dev.baton.model.document.Node;
import dev.baton.model.document.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells pipelines, projects and buildspecs apart, and finds what is wrong with each: what {@code
 * baton validate} asks.
 */
public final class DefinitionFiles {

  /** What a file declares. */
  public enum Kind {
    PIPELINE,
    PROJECT,
    BUILDSPEC
  }

  private final PipelineReader pipelines;

  public DefinitionFiles(PipelineReader pipelines) {
    this.pipelines = pipelines;
  }

  /**
   * Every problem of a file, by place; no error among them means that it is valid.
   *
   * @param file its name as the user gave it
   * @param bytes its content, at the least the first {@link DocumentReader#MAX_BYTES} + 1 bytes of
   *     it
   */
  public List<Problem> validate(String file, byte[] bytes) {
    Parsed<Document> read = DocumentReader.read(file, bytes);
    return switch (read) {
      case Parsed.Rejected<Document> rejected ->
          isCalledBuildspec(file)
              ? BuildspecReader.read(file, bytes).problems()
              : rejected.problems();
      case Parsed.Accepted<Document> accepted -> validate(file, accepted.accepted());
    };
  }

  /** What a document declares, by its members; by the file's name when they do not tell. */
  public static Optional<Kind> kind(String file, Node root) {
    if (PipelineReader.isPipeline(root)) {
      return Optional.of(Kind.PIPELINE);
    }
    if (root instanceof Node.ObjectNode object && object.member("phases").isPresent()) {
      return Optional.of(Kind.BUILDSPEC);
    }
    if (ProjectFileReader.isProject(root)) {
      return Optional.of(Kind.PROJECT);
    }
    boolean versioned =
        root instanceof Node.ObjectNode object && object.member("version").isPresent();
    return versioned || isCalledBuildspec(file) ? Optional.of(Kind.BUILDSPEC) : Optional.empty();
  }

  private List<Problem> validate(String file, Document document) {
    Optional<Kind> kind = kind(file, document.root());
    if (kind.isEmpty()) {
      String message =
          "This is neither a pipeline (with stages), nor a project (with source and environment),"
              + " nor a buildspec (with version and phases)";
      return List.of(Problem.error("InvalidDocument", document.root().place(), message));
    }
    return switch (kind.get()) {
      case PIPELINE -> pipelines.file(document).problems();
      case PROJECT -> ProjectFileReader.file(document).problems();
      case BUILDSPEC -> BuildspecReader.read(document.root()).problems();
    };
  }

  private static boolean isCalledBuildspec(String file) {
    String name = file.substring(file.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return name.contains("buildspec") && !name.endsWith(".json");
  }
}
