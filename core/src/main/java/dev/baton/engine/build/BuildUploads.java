package dev.baton.engine.build;

import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.build.Build;
import dev.baton.model.build.BuildRequest;
import dev.baton.model.build.Buildspec;
import dev.baton.model.build.Buildspec.ArtifactSpec;
import dev.baton.port.ArtifactFiles;
import dev.baton.port.BlobStore;
import dev.baton.port.Waypoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * UPLOAD_ARTIFACTS: the primary and secondary artifacts, and the report files, which are kept until
 * they are parsed.
 */
final class BuildUploads {

  private final BuildPorts ports;
  private final BuildRecord record;
  private final BuildLog log;

  BuildUploads(BuildPorts ports, BuildRecord record, BuildLog log) {
    this.ports = ports;
    this.record = record;
    this.log = log;
  }

  void upload(Buildspec buildspec, Path root, Map<String, String> expansions) throws IOException {
    for (Buildspec.ReportGroup group : buildspec.reports()) {
      keepReports(group, root);
    }
    if (buildspec.artifacts().isEmpty()) {
      return;
    }
    BuildRequest request = record.now().request();
    if (request.artifactsType().equals("NO_ARTIFACTS")) {
      log.agent(
          "The project has no artifacts (NO_ARTIFACTS): the buildspec's artifacts section is"
              + " ignored");
      return;
    }
    if (request.artifactsType().equals("CODEPIPELINE")
        && request.parentAction().isPresent()
        && request.outputs().isEmpty()) {
      log.agent("The action has no output artifact: the buildspec's artifacts section is ignored");
      return;
    }
    Map<String, ArtifactSpec> specs = specs(buildspec.artifacts().get(), request.outputs());
    for (Map.Entry<String, ArtifactSpec> spec : specs.entrySet()) {
      upload(spec.getKey(), spec.getValue(), root, expansions);
    }
    for (String identifier : request.outputs().keySet()) {
      if (!identifier.isEmpty() && !specs.containsKey(identifier)) {
        throw Halt.failed(
            "CLIENT_ERROR", "The buildspec declares no artifact for the output " + identifier);
      }
    }
  }

  /**
   * Which specification fills which output. A single output of a pipeline action takes the primary
   * artifact; with several, the outputs are called as the secondary artifacts.
   */
  private static Map<String, ArtifactSpec> specs(
      Buildspec.Artifacts declared, Map<String, BuildRequest.Output> outputs) {
    Map<String, ArtifactSpec> specs = new LinkedHashMap<>();
    boolean severalOutputs = outputs.keySet().stream().filter(id -> !id.isEmpty()).count() > 0;
    if (!declared.primary().files().isEmpty() && (outputs.containsKey("") || !severalOutputs)) {
      specs.put("", declared.primary());
    }
    specs.putAll(declared.secondary());
    return specs;
  }

  private void upload(
      String identifier, ArtifactSpec spec, Path root, Map<String, String> expansions)
      throws IOException {
    Optional<String> base =
        expanded("base-directory", identifier, spec.baseDirectory(), expansions);
    Optional<String> name = expanded("name", identifier, spec.name(), expansions);
    log.agent("Expanding base directory path: " + base.orElse("."));
    log.agent("Assembling file list");
    ArtifactFiles.Packed packed =
        ports
            .files()
            .pack(
                root,
                new ArtifactSpec(
                    spec.files(),
                    name,
                    base,
                    spec.discardPaths(),
                    spec.excludePaths(),
                    spec.enableSymlinks(),
                    spec.s3Prefix()),
                ports.blobs());
    packed.warnings().forEach(log::agent);
    if (packed.blob().isEmpty()) {
      throw Halt.failed("CLIENT_ERROR", "no matching artifact paths found");
    }
    log.agent("Found " + packed.files() + " file(s)");
    store(identifier, name, packed);
  }

  private void store(String identifier, Optional<String> name, ArtifactFiles.Packed packed) {
    Build build = record.now();
    BlobStore.Stored blob = packed.blob().orElseThrow();
    BuildRequest.Output output =
        Optional.ofNullable(build.request().outputs().get(identifier))
            .orElseGet(
                () ->
                    new BuildRequest.Output(
                        "baton-builds",
                        build.project()
                            + "/"
                            + build.uuid()
                            + "/"
                            + (identifier.isEmpty() ? "artifact" : identifier)));
    ports.waypoints().passed(Waypoint.ARTIFACT_STORED);
    ports
        .catalogue()
        .put(
            new ArtifactLocation(output.bucket(), output.key()),
            blob.digest(),
            blob.size(),
            record.instant());
    ports.waypoints().passed(Waypoint.ARTIFACT_CATALOGUED);
    record.artifact(
        new Build.BuildArtifact(
            identifier,
            output.bucket(),
            output.key(),
            blob.digest().hex(),
            blob.size(),
            packed.files(),
            name.or(() -> Optional.of(build.project()))));
  }

  private void keepReports(Buildspec.ReportGroup group, Path root) throws IOException {
    var spec =
        new ArtifactSpec(
            group.files(),
            Optional.empty(),
            group.baseDirectory(),
            group.discardPaths(),
            List.of(),
            false,
            Optional.empty());
    ArtifactFiles.Packed packed = ports.files().pack(root, spec, ports.blobs());
    if (packed.blob().isEmpty()) {
      log.agent("No report files found for the report group " + group.name());
      return;
    }
    Build build = record.now();
    var location =
        new ArtifactLocation(
            "baton-reports", build.project() + "/" + build.uuid() + "/" + group.name());
    ports
        .catalogue()
        .put(location, packed.blob().get().digest(), packed.blob().get().size(), record.instant());
    log.agent(
        "Kept "
            + packed.files()
            + " report file(s) of the group "
            + group.name()
            + " ("
            + group.format()
            + ")");
  }

  private static Optional<String> expanded(
      String what, String identifier, Optional<String> written, Map<String, String> expansions) {
    return Optional.ofNullable(expansions.get(what + "/" + identifier)).or(() -> written);
  }
}
