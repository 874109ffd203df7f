package dev.baton.engine.build;

import dev.baton.model.artifact.Digest;
import dev.baton.model.build.Build;
import dev.baton.model.build.BuildRecipe;
import dev.baton.model.build.BuildRequest;
import dev.baton.model.build.BuildRequest.SourceContent;
import dev.baton.model.build.BuildStatus;
import dev.baton.model.build.Buildspec;
import dev.baton.model.build.Buildspec.OnFailure;
import dev.baton.model.build.PhaseType;
import dev.baton.port.ArtifactFiles;
import dev.baton.port.BlobStore;
import dev.baton.port.BuildStore;
import dev.baton.port.CacheStore;
import dev.baton.port.RecipeReader;
import dev.baton.port.Settings;
import dev.baton.port.SourceHost;
import dev.baton.port.Waypoint;
import dev.baton.testkit.InMemoryArtifactCatalogue;
import dev.baton.testkit.InMemoryBlobStore;
import dev.baton.testkit.InMemoryBuildStore;
import dev.baton.testkit.InMemoryLogStore;
import dev.baton.testkit.InMemoryProjectStore;
import dev.baton.testkit.InMemorySealedStore;
import dev.baton.testkit.ManualClock;
import dev.baton.testkit.Samples;
import dev.baton.testkit.ScriptedBuildRunner;
import dev.baton.testkit.SeededIds;
import dev.baton.usecase.Builds;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * A yard over fakes: what is built is said by recipe, what the programs do by script. Closing it
 * ends everything.
 */
final class Yard implements AutoCloseable {

  static final String ACCOUNT = "123456789012";
  static final String REGION = "ap-northeast-2";
  static final String PROJECT = "demo";
  private static final long PATIENCE_SECONDS = 60;

  final ScriptedBuildRunner runner;
  final InMemoryLogStore logs = new InMemoryLogStore();
  final InMemoryArtifactCatalogue catalogue = new InMemoryArtifactCatalogue(new SeededIds(2));
  final InMemorySealedStore requesters = new InMemorySealedStore();
  final Map<String, Settings.Setting> settings = new LinkedHashMap<>();
  final BuildYard yard;
  final Builds builds;
  final BuildStore store;

  private final EnumMap<PhaseType, Optional<OnFailure>> phases = new EnumMap<>(PhaseType.class);
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final List<String> exported = new ArrayList<>();
  private Optional<Buildspec.Artifacts> artifacts = Optional.empty();
  private Buildspec.Proxy proxy = new Buildspec.Proxy(false, false);
  private Optional<Buildspec.Cache> cache = Optional.empty();
  private boolean credentialHelper;
  private volatile Checkout checkout = directory -> {};
  private volatile Packing packing = Yard::packLiterally;
  private Optional<RecipeReader.Result> broken = Optional.empty();

  /** Fills a source directory; may throw. */
  @FunctionalInterface
  interface Checkout {
    void into(Path directory) throws InterruptedException;
  }

  /** Packs files; may throw. */
  @FunctionalInterface
  interface Packing {
    ArtifactFiles.Packed pack(Path root, Buildspec.ArtifactSpec spec, BlobStore blobs)
        throws IOException;
  }

  Yard(Path workspaces) {
    this(workspaces, new InMemoryBuildStore(), 4, Waypoint.Observer.NONE);
  }

  Yard(Path workspaces, BuildStore store, int atOnce, Waypoint.Observer waypoints) {
    this.runner = new ScriptedBuildRunner(workspaces);
    this.store = store;
    BuildPorts ports =
        new BuildPorts(
            store,
            new InMemoryProjectStore(),
            runner,
            new Sources(),
            new InMemoryBlobStore(),
            catalogue,
            new Packer(),
            CacheStore.NONE,
            logs,
            (file, text) ->
                broken.orElseGet(() -> new RecipeReader.Result(Optional.of(recipe()), List.of())),
            new Named(),
            requesters,
            new ManualClock(),
            new SeededIds(1),
            waypoints,
            Samples.PATIENCE);
    this.yard = new BuildYard(ports, atOnce);
    this.builds = new Builds(yard, ports);
  }

  Yard phases(PhaseType... types) {
    for (PhaseType type : types) {
      phases.put(type, Optional.empty());
    }
    return this;
  }

  Yard phase(PhaseType type, OnFailure onFailure) {
    phases.put(type, Optional.of(onFailure));
    return this;
  }

  Yard variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /** A variable whose value is a secret. */
  Yard secret(String name, String value) {
    secrets.put(name, "secret/" + name);
    settings.put("secret/" + name, new Settings.Setting(value, true));
    return this;
  }

  Yard exported(String... names) {
    exported.addAll(List.of(names));
    return this;
  }

  Yard artifact(String file, String name) {
    artifacts = Optional.of(new Buildspec.Artifacts(spec(List.of(file), name), Map.of()));
    return this;
  }

  Yard secondaryArtifact(String identifier, String file) {
    artifacts =
        Optional.of(
            new Buildspec.Artifacts(
                spec(List.of(), ""), Map.of(identifier, spec(List.of(file), ""))));
    return this;
  }

  private static Buildspec.ArtifactSpec spec(List<String> files, String name) {
    return new Buildspec.ArtifactSpec(
        files,
        Optional.of(name).filter(n -> !n.isEmpty()),
        Optional.empty(),
        false,
        List.of(),
        false,
        Optional.empty());
  }

  Yard withoutEffect(Buildspec.Proxy newProxy, Buildspec.Cache newCache) {
    proxy = newProxy;
    cache = Optional.of(newCache);
    credentialHelper = true;
    return this;
  }

  Yard brokenBuildspec(RecipeReader.Result result) {
    broken = Optional.of(result);
    return this;
  }

  Yard checkout(Checkout how) {
    checkout = how;
    return this;
  }

  Yard packing(Packing how) {
    packing = how;
    return this;
  }

  /** A build whose source is a directory. */
  BuildRequest request() {
    return new BuildRequest(
        new BuildRequest.Source(
            "", "GITHUB", "", "", new SourceContent.Directory("/somewhere"), Optional.empty()),
        List.of(),
        Optional.of(new BuildRequest.Recipe.Inline("buildspec", "version: 0.2")),
        List.of(),
        3600,
        3600,
        "ada",
        Optional.empty(),
        Optional.empty(),
        "S3",
        Map.of(),
        Optional.empty(),
        "image",
        true,
        List.of(),
        Optional.empty());
  }

  static BuildRequest with(BuildRequest r, BuildRequest.Policy policy) {
    return new BuildRequest(
        r.source(),
        r.secondarySources(),
        r.buildspec(),
        r.environment(),
        r.timeoutSeconds(),
        r.queuedTimeoutSeconds(),
        r.initiator(),
        r.requester(),
        r.parentAction(),
        r.artifactsType(),
        r.outputs(),
        r.serviceRole(),
        r.image(),
        r.rerunInterrupted(),
        r.ignoredSettings(),
        r.projectDocument(),
        policy);
  }

  static BuildRequest within(BuildRequest r, int timeoutSeconds, int queuedTimeoutSeconds) {
    return new BuildRequest(
        r.source(),
        r.secondarySources(),
        r.buildspec(),
        r.environment(),
        timeoutSeconds,
        queuedTimeoutSeconds,
        r.initiator(),
        r.requester(),
        r.parentAction(),
        r.artifactsType(),
        r.outputs(),
        r.serviceRole(),
        r.image(),
        r.rerunInterrupted(),
        r.ignoredSettings(),
        r.projectDocument(),
        r.policy());
  }

  static BuildRequest to(BuildRequest r, Map<String, BuildRequest.Output> outputs) {
    return new BuildRequest(
        r.source(),
        r.secondarySources(),
        r.buildspec(),
        r.environment(),
        r.timeoutSeconds(),
        r.queuedTimeoutSeconds(),
        r.initiator(),
        r.requester(),
        r.parentAction(),
        r.artifactsType(),
        outputs,
        r.serviceRole(),
        r.image(),
        r.rerunInterrupted(),
        r.ignoredSettings(),
        r.projectDocument(),
        r.policy());
  }

  Build start() {
    return start(request());
  }

  Build start(BuildRequest request) {
    return builds.start(ACCOUNT, REGION, PROJECT, request);
  }

  /** Starts a build and waits for it, and for those that retry it. */
  Build run() {
    return run(UnaryOperator.identity());
  }

  Build run(UnaryOperator<BuildRequest> changed) {
    return end(start(changed.apply(request())).id());
  }

  /** Waits for the end, but not for ever. */
  Build end(String id) {
    var result = new java.util.concurrent.CompletableFuture<Build>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                result.complete(builds.await(id));
              } catch (InterruptedException | RuntimeException e) {
                result.completeExceptionally(e);
              }
            });
    try {
      return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("build " + id + " does not end: " + builds.get(id), e);
    } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
      throw new AssertionError("build " + id, e);
    }
  }

  String log(Build build) {
    return logs.text(build.logGroup(), build.uuid());
  }

  /** Phase and status, without COMPLETED. */
  static Map<PhaseType, BuildStatus> table(Build build) {
    Map<PhaseType, BuildStatus> table = new LinkedHashMap<>();
    for (Build.Phase phase : build.phases()) {
      if (phase.type() != PhaseType.COMPLETED) {
        table.put(phase.type(), phase.status());
      }
    }
    return table;
  }

  /** A phase's context, as {@code CODE: message}. */
  static String context(Build build, PhaseType type) {
    return build.phases().stream()
        .filter(phase -> phase.type() == type)
        .findFirst()
        .flatMap(Build.Phase::context)
        .map(context -> context.statusCode() + ": " + context.message())
        .orElse("");
  }

  @Override
  public void close() {
    yard.close();
  }

  private RecipeReader.Recipe recipe() {
    List<BuildRecipe.Step> steps = new ArrayList<>();
    Map<PhaseType, Buildspec.Phase> declared = new LinkedHashMap<>();
    phases.forEach(
        (type, onFailure) -> {
          List<String> commands = List.of("make " + type.buildspecName());
          steps.add(new BuildRecipe.Step(type, Optional.empty(), onFailure, commands, List.of()));
          declared.put(
              type,
              new Buildspec.Phase(Optional.empty(), onFailure, commands, List.of(), Map.of()));
        });
    Map<String, String> expansions = new LinkedHashMap<>();
    artifacts
        .flatMap(a -> a.primary().name())
        .filter(name -> name.startsWith("$"))
        .ifPresent(
            name -> expansions.put("name/", settings.get("secret/" + name.substring(1)).value()));
    Buildspec.Env env =
        new Buildspec.Env(
            Buildspec.Shell.SH, variables, Map.of(), secrets, exported, credentialHelper);
    return new RecipeReader.Recipe(
        new Buildspec("0.2", Optional.empty(), env, declared, List.of(), artifacts, cache, proxy),
        new BuildRecipe(Buildspec.Shell.SH, false, steps, exported, expansions));
  }

  private static ArtifactFiles.Packed packLiterally(
      Path root, Buildspec.ArtifactSpec spec, BlobStore blobs) throws IOException {
    List<Path> found =
        spec.files().stream().map(root::resolve).filter(Files::isRegularFile).toList();
    if (found.isEmpty()) {
      return new ArtifactFiles.Packed(Optional.empty(), 0, List.of());
    }
    try (BlobStore.Upload upload = blobs.upload()) {
      OutputStream out = upload.stream();
      for (Path file : found) {
        Files.copy(file, out);
      }
      return new ArtifactFiles.Packed(Optional.of(upload.commit()), found.size(), List.of());
    }
  }

  private final class Packer implements ArtifactFiles {

    @Override
    public Packed pack(Path root, Buildspec.ArtifactSpec spec, BlobStore blobs) throws IOException {
      return packing.pack(root, spec, blobs);
    }

    @Override
    public Packed packAll(Path root, BlobStore blobs) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void unpack(BlobStore blobs, Digest zip, Path directory) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void overlay(BlobStore blobs, Digest zip, Path directory) {
      throw new UnsupportedOperationException();
    }
  }

  private final class Sources implements SourceHost {

    @Override
    public Revision resolve(SourceContent.Git source) {
      throw new SourceException("no git here");
    }

    @Override
    public Revision checkout(SourceContent.Git source, Path directory, boolean withGit) {
      throw new SourceException("no git here");
    }

    @Override
    public void copy(SourceContent.Directory source, Path directory) {
      try {
        checkout.into(directory);
      } catch (InterruptedException e) {
        throw new SourceException("cut off");
      }
    }

    @Override
    public Optional<Path> repositoryAround(Path directory) {
      return Optional.empty();
    }
  }

  private final class Named implements Settings {

    @Override
    public Setting parameter(String name) {
      return setting(name);
    }

    @Override
    public Setting secret(String reference) {
      return setting(reference);
    }

    private Setting setting(String name) {
      Setting setting = settings.get(name);
      if (setting == null) {
        throw dev.baton.model.document.Refused.because(
            "Decrypted Variables Error",
            dev.baton.model.document.Problem.Kind.USER,
            name + " is not there");
      }
      return setting;
    }
  }
}
