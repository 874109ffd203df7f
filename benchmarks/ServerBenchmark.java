import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A server's start and rest: from its process's start to the first answered request, signed, on a
 * new data directory and on the same once more; and what of it is in memory when it has done
 * nothing for a while. Run benchmarks/startup.sh before: it waits for the class caches.
 *
 * <p>Run it with benchmarks/run.sh server [STARTS].
 */
public final class ServerBenchmark {

  private static final long REST_MILLIS = 5_000;

  public static void main(String[] arguments) throws Exception {
    int starts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
    for (int i = 1; i <= starts; i++) {
      Path directory = Files.createTempDirectory("baton-benchmark-");
      long begin = System.nanoTime();
      LiveServer fresh = LiveServer.start(directory);
      double first = answered(fresh, begin);
      fresh.stop();
      begin = System.nanoTime();
      try (LiveServer again = LiveServer.start(directory)) {
        double second = answered(again, begin);
        Thread.sleep(REST_MILLIS);
        System.out.printf(
            Locale.ROOT,
            "start %d: answers after %.2f s on a new directory, %.2f s on a known one; at rest %d"
                + " MiB in memory%n",
            i,
            first,
            second,
            again.residentMebibytes());
      }
    }
  }

  private static double answered(LiveServer server, long begin) throws Exception {
    try (LiveServer.Line line = server.connect()) {
      line.ask(LiveServer.CODEPIPELINE + "ListPipelines", "{}");
      return (System.nanoTime() - begin) / 1e9;
    }
  }
}
