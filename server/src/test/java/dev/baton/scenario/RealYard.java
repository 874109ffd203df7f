package dev.baton.scenario;

import dev.baton.adapter.file.FileBlobStore;
import dev.baton.adapter.file.FileCacheStore;
import dev.baton.adapter.file.FileLogStore;
import dev.baton.adapter.file.ZipArtifactFiles;
import dev.baton.adapter.git.GitSourceHost;
import dev.baton.adapter.jdbc.Database;
import dev.baton.adapter.jdbc.JdbcArtifactCatalogue;
import dev.baton.adapter.jdbc.JdbcBuildStore;
import dev.baton.adapter.jdbc.JdbcParameterStore;
import dev.baton.adapter.jdbc.JdbcProjectStore;
import dev.baton.adapter.jdbc.JdbcSealedStore;
import dev.baton.adapter.jdbc.JdbcSecretStore;
import dev.baton.adapter.jdbc.Vault;
import dev.baton.adapter.process.Processes;
import dev.baton.adapter.runner.ProcessBuildRunner;
import dev.baton.engine.build.BuildPorts;
import dev.baton.engine.build.BuildYard;
import dev.baton.format.buildspec.BuildspecRecipes;
import dev.baton.model.build.Build;
import dev.baton.model.build.BuildRequest;
import dev.baton.model.build.BuildRequest.SourceContent;
import dev.baton.model.build.CachePlace;
import dev.baton.port.IdSource;
import dev.baton.port.LogStore;
import dev.baton.port.Waypoint;
import dev.baton.provider.StoredSettings;
import dev.baton.testkit.Samples;
import dev.baton.usecase.Builds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A yard over everything real: SQLite, files, processes. Closing it leaves what it has stored. */
final class RealYard implements AutoCloseable {

  private static final String ACCOUNT = "123456789012";
  private static final String REGION = "ap-northeast-2";
  private static final long PATIENCE_SECONDS = 120;

  final Builds builds;
  final BuildYard yard;
  final JdbcSecretStore secrets;
  final Path workspaces;
  private final Database database;
  private final FileLogStore logs;
  private final Path data;

  /**
   * @param largestArtifact in bytes
   */
  RealYard(Path root, long largestArtifact) throws IOException, InterruptedException {
    data = Files.createDirectories(root.resolve("data"));
    workspaces = Files.createDirectories(root.resolve("tmp"));
    Path scratch = Files.createDirectories(data.resolve("scratch"));
    InstantSource clock = InstantSource.system();
    IdSource ids = () -> UUID.randomUUID().toString();
    Processes processes = new Processes();
    database = Database.open(data.resolve("baton.db"), clock);
    Vault vault = new Vault(database, data.resolve("master.key"), ids);
    secrets = new JdbcSecretStore(database, vault, ids, ACCOUNT, REGION);
    logs = new FileLogStore(data.resolve("logs"));
    BuildPorts ports =
        new BuildPorts(
            new JdbcBuildStore(database, clock),
            new JdbcProjectStore(database),
            ProcessBuildRunner.here(processes, workspaces),
            new GitSourceHost(processes, System.getenv(), scratch),
            FileBlobStore.owned(data.resolve("blobs"), largestArtifact),
            new JdbcArtifactCatalogue(database, ids),
            new ZipArtifactFiles(scratch, ZipArtifactFiles.Limits.USUAL),
            new FileCacheStore(data.resolve("cache"), FileCacheStore.Limits.USUAL, clock),
            logs,
            new BuildspecRecipes(),
            new StoredSettings(new JdbcParameterStore(database, vault), secrets),
            new JdbcSealedStore(database, vault),
            clock,
            ids,
            Waypoint.Observer.NONE,
            Samples.PATIENCE);
    yard = new BuildYard(ports, 4);
    builds = new Builds(yard, ports);
  }

  void secret(String name, String value) {
    secrets.put(name, value, Instant.EPOCH);
  }

  Build start(String buildspec, int timeoutSeconds) {
    return builds.start(
        ACCOUNT,
        REGION,
        "demo",
        request(
            buildspec,
            timeoutSeconds,
            new SourceContent.Nothing(),
            List.of(),
            BuildRequest.Policy.NONE));
  }

  /** A build of a project with that source and cache. */
  Build start(String project, String buildspec, SourceContent source, CachePlace cache) {
    var policy = new BuildRequest.Policy(0, Optional.empty(), false, cache);
    return builds.start(
        ACCOUNT, REGION, project, request(buildspec, 600, source, List.of(), policy));
  }

  Build start(String buildspec, SourceContent source, List<BuildRequest.Source> secondary) {
    return builds.start(
        ACCOUNT,
        REGION,
        "demo",
        request(buildspec, 600, source, secondary, BuildRequest.Policy.NONE));
  }

  private static BuildRequest request(
      String buildspec,
      int timeoutSeconds,
      SourceContent source,
      List<BuildRequest.Source> secondary,
      BuildRequest.Policy policy) {
    return new BuildRequest(
        new BuildRequest.Source("", "NO_SOURCE", "", "", source, Optional.empty()),
        secondary,
        Optional.of(new BuildRequest.Recipe.Inline("buildspec.yml", buildspec)),
        List.of(),
        timeoutSeconds,
        600,
        "ada",
        Optional.empty(),
        Optional.empty(),
        "S3",
        Map.of(),
        Optional.empty(),
        "image",
        true,
        List.of(),
        Optional.empty(),
        policy);
  }

  Build run(String buildspec) {
    return end(start(buildspec, 600));
  }

  /** Waits for the end, and for builds that retry it; but not for ever. */
  Build end(Build build) {
    CompletableFuture<Build> end = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                end.complete(builds.await(build.id()));
              } catch (InterruptedException | RuntimeException e) {
                end.completeExceptionally(e);
              }
            });
    return end.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** The log, a line for a line; {@code last} lines at the most. */
  List<String> log(Build build, int last) {
    return logs.tail(build.logGroup(), build.uuid(), last).stream()
        .map(LogStore.Line::message)
        .toList();
  }

  String log(Build build) {
    return String.join("\n", log(build, 10_000));
  }

  Path data() {
    return data;
  }

  @Override
  public void close() {
    try {
      yard.close();
    } finally {
      database.close();
    }
  }
}
