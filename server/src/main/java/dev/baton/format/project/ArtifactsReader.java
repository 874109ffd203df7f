package dev.baton.format.project;

import dev.baton.format.document.Shape;
import dev.baton.format.document.Shape.Constraint;
import dev.baton.model.build.Project.Artifacts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Primary and secondary artifacts. */
final class ArtifactsReader {

  private static final int MAXIMUM_SECONDARY = 12;

  private final Shape project;
  private final InputProblems problems;
  private final NotHonoured notHonoured;

  ArtifactsReader(Shape project, InputProblems problems, NotHonoured notHonoured) {
    this.project = project;
    this.problems = problems;
    this.notHonoured = notHonoured;
  }

  Artifacts primary() {
    return project
        .requiredObject("artifacts")
        .map(this::onlyOne)
        .orElse(new Artifacts("", "NO_ARTIFACTS", "", "", "NONE", Optional.empty(), "NONE", false));
  }

  private Artifacts onlyOne(Shape shape) {
    if (shape.has("artifactIdentifier")) {
      notHonoured.add("artifacts.artifactIdentifier", "the primary artifact has no identifier");
    }
    return artifacts(shape, "");
  }

  List<Artifacts> secondary() {
    List<Artifacts> all = new ArrayList<>();
    Set<String> identifiers = new HashSet<>();
    for (Shape shape : project.objects("secondaryArtifacts")) {
      all.add(artifacts(shape, Identifiers.read(shape, "artifact", identifiers, problems)));
    }
    problems.errorIf(
        all.size() > MAXIMUM_SECONDARY,
        project.namePlace("secondaryArtifacts"),
        "Invalid input: a project has at most " + MAXIMUM_SECONDARY + " secondary artifacts");
    return all;
  }

  private Artifacts artifacts(Shape shape, String identifier) {
    shape.know("artifactIdentifier");
    String type =
        shape
            .required("type", Constraint.oneOf(List.of("CODEPIPELINE", "S3", "NO_ARTIFACTS")))
            .orElse("");
    String location = shape.text("location").orElse("");
    problems.errorIf(
        type.equals("S3") && location.isEmpty(),
        shape.place("location"),
        "Invalid artifacts: location is required");
    problems.errorIf(
        type.equals("NO_ARTIFACTS") && !location.isEmpty(),
        shape.place("location"),
        "Invalid artifacts: artifact type NO_ARTIFACTS should have null location");
    String namespace =
        shape.text("namespaceType", Constraint.oneOf(List.of("NONE", "BUILD_ID"))).orElse("NONE");
    String packaging =
        shape.text("packaging", Constraint.oneOf(List.of("NONE", "ZIP"))).orElse("NONE");
    if (type.equals("S3") && packaging.equals("NONE")) {
      notHonoured.add("artifacts.packaging NONE", "an artifact is kept as one zip");
    }
    if (shape.text("bucketOwnerAccess").isPresent()) {
      notHonoured.add("artifacts.bucketOwnerAccess", "buckets are Baton's own");
    }
    if (!shape.flag("encryptionDisabled").orElse(true)) {
      notHonoured.add(
          "artifacts.encryptionDisabled false",
          "artifacts are not encrypted, but only Baton's own user can read them");
    }
    Artifacts artifacts =
        new Artifacts(
            identifier,
            type,
            location,
            shape.text("path").orElse(""),
            namespace,
            shape.text("name"),
            packaging,
            shape.flag("overrideArtifactName").orElse(false));
    shape.end();
    return artifacts;
  }
}
