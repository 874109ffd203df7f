import dev.baton.adapter.file.FileBlobStore;
import dev.baton.adapter.file.ZipArtifactFiles;
import dev.baton.adapter.git.GitSourceHost;
import dev.baton.adapter.process.Command;
import dev.baton.adapter.process.Processes;
import dev.baton.model.build.BuildRequest.SourceContent;
import dev.baton.port.ArtifactFiles.Packed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What sources and artifacts cost: a small repository's checkouts, and an artifact of ten thousand
 * files packed, stored, synced and unpacked.
 *
 * <p>Run it with benchmarks/run.sh source.
 */
public final class SourceBenchmark {

  private static final int ROUNDS = 40;
  private static final int FILES = 10_000;

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("baton-benchmark-");
    try {
      git(directory);
      artifacts(directory);
    } finally {
      remove(directory);
    }
  }

  private static void git(Path directory) throws Exception {
    Path repository = smallRepository(directory.resolve("repository"));
    var host = new GitSourceHost(new Processes(), System.getenv(), directory.resolve("scratch"));
    var commit = new SourceContent.Git(repository.toString(), "main", false, 0);
    var tree = new SourceContent.Git(repository.toString(), "", true, 0);
    Path place = directory.resolve("places");
    int[] count = {0};
    median("resolve a branch", () -> host.resolve(commit));
    median(
        "check out a commit, no .git",
        () -> host.checkout(commit, place.resolve("a" + count[0]++), false));
    median(
        "check out the working tree, no .git",
        () -> host.checkout(tree, place.resolve("b" + count[0]++), false));
    median(
        "check out the working tree, fresh .git",
        () -> host.checkout(tree, place.resolve("c" + count[0]++), true));
  }

  private static void artifacts(Path directory) throws IOException {
    Path many = Files.createDirectories(directory.resolve("many"));
    for (int i = 0; i < FILES; i++) {
      Files.writeString(many.resolve("f" + i + ".txt"), i + "\n");
    }
    var files = new ZipArtifactFiles(directory.resolve("scratch"), ZipArtifactFiles.Limits.USUAL);
    var blobs = FileBlobStore.owned(directory.resolve("blobs"), Long.MAX_VALUE);
    for (String round : new String[] {"cold", "warm", "warm"}) {
      long start = System.nanoTime();
      Packed packed = files.packAll(many, blobs);
      long middle = System.nanoTime();
      Path target = Files.createTempDirectory(directory, "unpacked");
      files.unpack(blobs, packed.blob().orElseThrow().digest(), target);
      long end = System.nanoTime();
      System.out.printf(
          "%,d files, %s: packed, stored and synced in %d ms, unpacked in %d ms%n",
          FILES, round, (middle - start) / 1_000_000, (end - middle) / 1_000_000);
    }
  }

  private static Path smallRepository(Path root) throws Exception {
    Files.createDirectories(root.resolve("src"));
    git(root, "init", "-q", "-b", "main");
    for (int commit = 0; commit < 5; commit++) {
      for (int i = 0; i < 10; i++) {
        Files.writeString(root.resolve("src/f" + i), "commit " + commit + " of " + i + "\n");
      }
      git(root, "add", "-A");
      git(root, "-c", "user.name=b", "-c", "user.email=b@example.com", "commit", "-qm", "c");
    }
    Files.writeString(root.resolve("src/f1"), "changed\n");
    Files.writeString(root.resolve("src/new"), "new\n");
    return root;
  }

  private static void git(Path root, String... arguments) throws InterruptedException {
    String[] all = Stream.concat(Stream.of("git"), Arrays.stream(arguments)).toArray(String[]::new);
    Map<String, String> environment = Map.of("PATH", System.getenv("PATH"), "HOME", "/nonexistent");
    if (!new Processes().run(Command.of(root, environment, all)).succeeded()) {
      throw new IllegalStateException("git " + arguments[0] + " failed");
    }
  }

  private static void median(String what, Runnable work) {
    long[] nanos = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      work.run();
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos, ROUNDS / 4, ROUNDS);
    Duration median = Duration.ofNanos(nanos[ROUNDS / 4 + (ROUNDS - ROUNDS / 4) / 2]);
    System.out.printf("%s: %.1f ms (median)%n", what, median.toNanos() / 1e6);
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
