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
import java.util.Set;

/**
 * UPLOAD_ARTIFACTS: the primary and secondary artifacts, and the report files, which are kept until
 * they are parsed.
 */
final class BuildUploads {

  private final BuildPorts ports;
  private final BuildRecord record;
  private final BuildLog log;
  private final StopSignal signal;

  BuildUploads(BuildPorts ports, BuildRecord record, BuildLog log, StopSignal signal) {
    this.ports = ports;
    this.record = record;
    this.log = log;
    this.signal = signal;
  }

  void upload(Buildspec buildspec, Path root, Map<String, String> expansions)
      throws IOException, Stopped {
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
    checkDeclared(request, specs.keySet());
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

  private static void checkDeclared(BuildRequest request, Set<String> identifiers) {
    if (!request.artifactsType().equals("S3") || request.outputs().isEmpty()) {
      return;
    }
    for (String identifier : identifiers) {
      if (!request.outputs().containsKey(identifier)) {
        throw Halt.failed(
            "CLIENT_ERROR",
            "The project has no secondary artifact "
                + identifier
                + ", which the buildspec declares; its secondaryArtifacts must have the same"
                + " identifiers");
      }
    }
  }

  private void upload(
      String identifier, ArtifactSpec spec, Path root, Map<String, String> expansions)
      throws IOException, Stopped {
    Optional<String> base =
        expanded("base-directory", identifier, spec.baseDirectory(), expansions);
    Optional<String> name = expanded("name", identifier, spec.name(), expansions);
    log.agent("Expanding base directory path: " + base.orElse("."));
    log.agent("Assembling file list");
    ArtifactSpec expanded =
        new ArtifactSpec(
            spec.files(),
            name,
            base,
            spec.discardPaths(),
            spec.excludePaths(),
            spec.enableSymlinks(),
            spec.s3Prefix());
    ArtifactFiles.Packed packed = pack(root, expanded);
    packed.warnings().forEach(log::agent);
    if (packed.blob().isEmpty()) {
      throw Halt.failed("CLIENT_ERROR", "no matching artifact paths found");
    }
    log.agent("Found " + packed.files() + " file(s)");
    store(identifier, expanded, packed);
  }

  private ArtifactFiles.Packed pack(Path root, ArtifactSpec spec) throws IOException, Stopped {
    return signal.interruptibly(() -> ports.files().pack(root, spec, ports.blobs()));
  }

  /** Where a build's artifact goes whose request does not say. */
  private static BuildRequest.Output ownPlace(Build build, String identifier) {
    String name = identifier.isEmpty() ? "artifact" : identifier;
    return new BuildRequest.Output(
        "baton-builds", build.project() + "/" + build.uuid() + "/" + name);
  }

  private static BuildRequest.Output withPrefix(
      BuildRequest.Output output, Optional<String> s3Prefix) {
    return new BuildRequest.Output(
        output.bucket(),
        output.key(),
        s3Prefix.orElse(output.folder()),
        output.underBuildId(),
        output.nameFromBuildspec());
  }

  private ArtifactLocation place(String identifier, ArtifactSpec spec, Optional<String> name) {
    Build build = record.now();
    BuildRequest.Output own = ownPlace(build, identifier);
    BuildRequest.Output asked = build.request().outputs().get(identifier);
    if (asked == null) {
      return new ArtifactLocation(own.bucket(), own.key());
    }
    boolean s3 = build.request().artifactsType().equals("S3");
    BuildRequest.Output output = s3 ? withPrefix(asked, spec.s3Prefix()) : asked;
    String key = output.keyFor(build.uuid(), name);
    return new ArtifactLocation(output.bucket(), key.isEmpty() ? own.key() : key);
  }

  private void store(String identifier, ArtifactSpec spec, ArtifactFiles.Packed packed) {
    Build build = record.now();
    BlobStore.Stored blob = packed.blob().orElseThrow();
    // The shell expands a name from the build's variables, which may be secrets.
    Optional<String> name = spec.name().map(log::masked);
    ArtifactLocation place = place(identifier, spec, name);
    ports.waypoints().passed(Waypoint.ARTIFACT_STORED);
    ports.catalogue().put(place, blob.digest(), blob.size(), record.instant());
    ports.waypoints().passed(Waypoint.ARTIFACT_CATALOGUED);
    record.artifact(
        new Build.BuildArtifact(
            identifier,
            place.bucket(),
            place.key(),
            blob.digest().hex(),
            blob.size(),
            packed.files(),
            name.or(() -> Optional.of(build.project()))));
  }

  private void keepReports(Buildspec.ReportGroup group, Path root) throws IOException, Stopped {
    var spec =
        new ArtifactSpec(
            group.files(),
            Optional.empty(),
            group.baseDirectory(),
            group.discardPaths(),
            List.of(),
            false,
            Optional.empty());
    ArtifactFiles.Packed packed = pack(root, spec);
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
