import dev.baton.adapter.file.FileBlobStore;
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
import dev.baton.engine.Patience;
import dev.baton.engine.build.BuildPorts;
import dev.baton.engine.build.BuildYard;
import dev.baton.format.buildspec.BuildspecRecipes;
import dev.baton.model.build.Build;
import dev.baton.model.build.BuildRequest;
import dev.baton.model.build.BuildRequest.SourceContent;
import dev.baton.model.build.BuildStatus;
import dev.baton.port.CacheStore;
import dev.baton.port.IdSource;
import dev.baton.port.Waypoint;
import dev.baton.provider.StoredSettings;
import dev.baton.usecase.Builds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A build's own cost, trigger to finished, durable, logs and all: of one trivial command, of ten,
 * and of a hundred builds at once. No source.
 *
 * <p>Run it with benchmarks/run.sh build [ROUNDS].
 */
public final class BuildBenchmark {

  private static final String ACCOUNT = "123456789012";
  private static final String REGION = "ap-northeast-2";

  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
    Path directory = Files.createTempDirectory("baton-benchmark-");
    try (Database database = Database.open(directory.resolve("baton.db"), InstantSource.system())) {
      run(ports(database, directory), rounds);
    } finally {
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private static void run(BuildPorts ports, int rounds) throws Exception {
    try (BuildYard yard = new BuildYard(ports, places())) {
      Builds builds = new Builds(yard, ports);
      alone(builds, 1, rounds);
      burst(builds, 100);
      report("one command", alone(builds, 1, rounds));
      report("ten commands", alone(builds, 10, rounds));
      for (int i = 0; i < 3; i++) {
        System.out.printf("a burst of 100 builds: %.0f builds/s%n", 100 / burst(builds, 100));
      }
    }
  }

  private static int places() {
    return Math.max(8, 4 * Runtime.getRuntime().availableProcessors());
  }

  private static double[] alone(Builds builds, int commands, int rounds) throws Exception {
    double[] took = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      long begin = System.nanoTime();
      check(builds.await(start(builds, commands).id()));
      took[i] = (System.nanoTime() - begin) / 1e6;
    }
    java.util.Arrays.sort(took);
    return took;
  }

  private static void report(String what, double[] sorted) {
    System.out.printf(
        "%s: p50 %.1f ms, p95 %.1f ms, least %.1f ms%n",
        what, sorted[sorted.length / 2], sorted[sorted.length * 95 / 100], sorted[0]);
  }

  private static double burst(Builds builds, int count) throws Exception {
    long begin = System.nanoTime();
    List<Build> started = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      started.add(start(builds, 1));
    }
    for (Build build : started) {
      check(builds.await(build.id()));
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private static void check(Build build) {
    if (build.status() != BuildStatus.SUCCEEDED) {
      throw new IllegalStateException("a build did not succeed: " + build);
    }
  }

  private static Build start(Builds builds, int commands) {
    String spec =
        "version: 0.2\nphases:\n  build:\n    commands:\n"
            + "      - echo hello\n".repeat(commands);
    return builds.start(
        ACCOUNT,
        REGION,
        "benchmark",
        new BuildRequest(
            new BuildRequest.Source(
                "", "NO_SOURCE", "", "", new SourceContent.Nothing(), Optional.empty()),
            List.of(),
            Optional.of(new BuildRequest.Recipe.Inline("buildspec", spec)),
            List.of(),
            3600,
            3600,
            "benchmark",
            Optional.empty(),
            Optional.empty(),
            "NO_ARTIFACTS",
            Map.of(),
            Optional.empty(),
            "image",
            true,
            List.of(),
            Optional.empty()));
  }

  private static BuildPorts ports(Database database, Path directory) throws Exception {
    IdSource ids = () -> UUID.randomUUID().toString();
    Vault vault = new Vault(database, directory.resolve("master.key"), ids);
    Processes processes = new Processes();
    Path scratch = Files.createDirectories(directory.resolve("scratch"));
    return new BuildPorts(
        new JdbcBuildStore(database, InstantSource.system()),
        new JdbcProjectStore(database),
        ProcessBuildRunner.here(processes, directory),
        new GitSourceHost(processes, System.getenv(), scratch),
        FileBlobStore.owned(directory.resolve("blobs"), 1L << 30),
        new JdbcArtifactCatalogue(database, ids),
        new ZipArtifactFiles(scratch, ZipArtifactFiles.Limits.USUAL),
        CacheStore.NONE,
        new FileLogStore(directory.resolve("logs")),
        new BuildspecRecipes(),
        new StoredSettings(
            new JdbcParameterStore(database, vault),
            new JdbcSecretStore(database, vault, ids, ACCOUNT, REGION)),
        new JdbcSealedStore(database, vault),
        InstantSource.system(),
        ids,
        Waypoint.Observer.NONE,
        new Patience(1, Duration.ZERO, Duration.ZERO, () -> 0, Thread::sleep));
  }
}
