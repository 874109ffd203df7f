import dev.baton.adapter.file.FileLogStore;
import dev.baton.engine.build.LogLines;
import dev.baton.model.build.masking.MaskedStream;
import dev.baton.model.build.masking.Masker;
import dev.baton.port.LogStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The log's way: a build's output through masking with 20 secrets, cut into lines, to the disk and
 * synced.
 *
 * <p>Run it with benchmarks/run.sh log.
 */
public final class LogBenchmark {

  private static final int LINES = 2_000_000;
  private static final int SECRETS = 20;
  private static final int PIECE = 8 * 1024;

  public static void main(String[] arguments) throws Exception {
    Map<String, String> secrets = new HashMap<>();
    Random random = new Random(7);
    for (int i = 0; i < SECRETS; i++) {
      secrets.put(
          "S" + i, "secret-" + Long.toString(random.nextLong() & Long.MAX_VALUE, 36) + "-" + i);
    }
    Path directory = Files.createTempDirectory("baton-benchmark-");
    try {
      for (int round = 0; round < 3; round++) {
        run(new FileLogStore(directory), secrets, round);
      }
    } finally {
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private static void run(FileLogStore store, Map<String, String> secrets, int round)
      throws Exception {
    byte[] output = output(secrets);
    System.gc();
    long begin = System.nanoTime();
    long lines = 0;
    try (LogStore.Writer writer = store.writer("/aws/codebuild/benchmark", "round" + round)) {
      LogLines cut = new LogLines(writer, InstantSource.system());
      MaskedStream stream = Masker.of(secrets).stream(cut::take);
      while (lines < LINES) {
        for (int i = 0; i < output.length; i += PIECE) {
          stream.write(output, i, Math.min(PIECE, output.length - i));
          writer.flush();
        }
        lines += 10_000;
      }
      stream.end();
      writer.sync();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        "%,d lines through %d secrets to disk, synced: %.2f s, %,.0f lines/s, heap %d MiB%n",
        lines,
        SECRETS,
        seconds,
        lines / seconds,
        (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
  }

  /** Ten thousand lines as a build prints them, one in a hundred with a secret. */
  private static byte[] output(Map<String, String> secrets) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      text.append("[INFO] Compiling module number ")
          .append(i)
          .append(" of the project, nothing secret in this line");
      if (i % 100 == 0) {
        text.append(' ').append(secrets.get("S" + i / 100 % SECRETS));
      }
      text.append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
