package dev.baton.provider;

import dev.baton.adapter.file.FileLogStore;
import dev.baton.adapter.process.Processes;
import dev.baton.adapter.runner.ProcessBuildRunner;
import dev.baton.engine.build.BuildPorts;
import dev.baton.engine.build.BuildYard;
import dev.baton.format.buildspec.BuildspecRecipes;
import dev.baton.model.artifact.ArtifactLocation;
import dev.baton.model.build.Build;
import dev.baton.model.build.BuildRequest.SourceContent;
import dev.baton.port.ArtifactCatalogue;
import dev.baton.port.BuildStore;
import dev.baton.port.CacheStore;
import dev.baton.port.LogStore;
import dev.baton.port.SourceHost;
import dev.baton.port.Waypoint;
import dev.baton.testkit.InMemoryArtifactCatalogue;
import dev.baton.testkit.InMemoryBlobStore;
import dev.baton.testkit.InMemoryBuildStore;
import dev.baton.testkit.InMemoryParameterStore;
import dev.baton.testkit.InMemoryProjectStore;
import dev.baton.testkit.InMemorySealedStore;
import dev.baton.testkit.InMemorySecretStore;
import dev.baton.testkit.ManualClock;
import dev.baton.testkit.Samples;
import dev.baton.testkit.SeededIds;
import dev.baton.usecase.Builds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds that run as real processes, over stores in memory; logs and workspaces are files. */
final class BuildLab implements AutoCloseable {

  final InMemoryBlobStore blobs = new InMemoryBlobStore();
  final InMemoryArtifactCatalogue catalogue = new InMemoryArtifactCatalogue(new SeededIds(2));
  final InMemorySecretStore secrets = new InMemorySecretStore(new SeededIds(3));
  final InMemoryParameterStore parameters = new InMemoryParameterStore();
  final InMemorySealedStore requesters = new InMemorySealedStore();
  final InMemoryProjectStore projects = new InMemoryProjectStore();
  final ManualClock clock = new ManualClock();
  final BuildStore store = new InMemoryBuildStore();
  final Builds builds;
  final LogStore logs;
  private final BuildYard yard;

  BuildLab(Path scratch) throws InterruptedException {
    logs = new FileLogStore(scratch.resolve("logs"));
    BuildPorts ports =
        new BuildPorts(
            store,
            projects,
            ProcessBuildRunner.here(new Processes(), scratch),
            new NoGit(),
            blobs,
            catalogue,
            Zips.files(scratch),
            CacheStore.NONE,
            logs,
            new BuildspecRecipes(),
            new StoredSettings(parameters, secrets),
            requesters,
            clock,
            new SeededIds(4),
            Waypoint.Observer.NONE,
            Samples.PATIENCE);
    yard = new BuildYard(ports, 2);
    builds = new Builds(yard, ports);
    requesters.put("me", Map.of("PATH", String.valueOf(System.getenv("PATH"))));
  }

  /** Puts an artifact where a request expects its input of that name. */
  void artifact(String name, Map<String, String> files) {
    var stored = blobs.put(Zips.of(files));
    catalogue.put(
        Asked.input(name, Asked.PIPELINE), stored.digest(), stored.size(), clock.instant());
  }

  /** The files of an artifact that was made. */
  Map<String, String> made(ArtifactLocation location) throws IOException {
    ArtifactCatalogue.Entry entry = catalogue.latest(location).orElseThrow();
    try (InputStream in = blobs.open(entry.digest()).orElseThrow()) {
      return Zips.read(in.readAllBytes());
    }
  }

  /** The only build there is. */
  Build build() {
    List<BuildStore.Listed> all =
        store.list(
            Asked.PIPELINE.account(),
            Asked.PIPELINE.region(),
            Optional.empty(),
            BuildStore.Order.NEWEST_FIRST,
            Long.MAX_VALUE,
            2);
    if (all.size() != 1) {
      throw new AssertionError("there are " + all.size() + " builds or more");
    }
    return store.find(all.getFirst().summary().id()).orElseThrow();
  }

  /** The log as text. */
  String log() {
    Build build = build();
    StringBuilder text = new StringBuilder();
    logs.read(build.logGroup(), build.uuid(), 0, 10_000)
        .lines()
        .forEach(line -> text.append(line.message()).append('\n'));
    return text.toString();
  }

  @Override
  public void close() {
    yard.close();
  }

  private static final class NoGit implements SourceHost {

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
      throw new SourceException("no git here");
    }

    @Override
    public Optional<Path> repositoryAround(Path directory) {
      return Optional.empty();
    }
  }
}
