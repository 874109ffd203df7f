import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Many clients that follow builds as people's terminals do: BatchGetBuilds, then GetLogEvents,
 * every 200 ms, each on a connection of its own, while 50 builds run at once and write. Fails when
 * a build does, and when a client has not seen every line of its build once and in order.
 *
 * <p>Run it with benchmarks/run.sh poll [CLIENTS [BUILDS [LINES]]].
 */
public final class PollBenchmark {

  private static final long SECOND = 1_000_000_000;
  private static final long PAUSE_MILLIS = 200;

  public static void main(String[] arguments) throws Exception {
    int clients = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
    int builds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50;
    int lines = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 100;
    try (LiveServer server = LiveServer.start("--builds", Integer.toString(builds))) {
      // Ten lines a second: a process for each would be more work than everything that is measured.
      String loop =
          "for i in $(seq "
              + lines
              + "); do echo line $i.;"
              + " [ $((i % 10)) != 0 ] || sleep 1; done";
      server.project("talk", List.of(loop));
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        round("fresh", server, threads, clients, builds, lines);
        round("warm", server, threads, clients, builds, lines);
      }
    }
  }

  private static void round(
      String name, LiveServer server, ExecutorService threads, int clients, int builds, int lines)
      throws Exception {
    long begin = System.nanoTime();
    List<Map<?, ?>> started = new ArrayList<>();
    try (LiveServer.Line line = server.connect()) {
      for (int i = 0; i < builds; i++) {
        started.add(
            (Map<?, ?>)
                line.ask(LiveServer.CODEBUILD + "StartBuild", "{\"projectName\": \"talk\"}")
                    .get("build"));
      }
    }
    List<Future<long[]>> followed = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      String id = String.valueOf(started.get(i % builds).get("id"));
      followed.add(threads.submit(client(server, id, lines)));
    }
    report(name, followed, builds, lines, begin);
  }

  private static void report(
      String name, List<Future<long[]>> followed, int builds, int lines, long begin)
      throws Exception {
    long[] took = new long[0];
    for (Future<long[]> each : followed) {
      long[] more = each.get();
      int from = took.length;
      took = Arrays.copyOf(took, from + more.length);
      System.arraycopy(more, 0, took, from, more.length);
    }
    double elapsed = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        "a %s server: %d clients have seen all %d lines of %d builds in %.1f s, every build"
            + " succeeded; %.0f answers/s: %s%n",
        name,
        followed.size(),
        lines,
        builds,
        elapsed,
        took.length / elapsed,
        LiveServer.spread(took));
  }

  /** Follows a build to its end; every answer's nanoseconds. */
  private static Callable<long[]> client(LiveServer server, String id, int lines) {
    return () -> {
      List<Long> took = new ArrayList<>();
      List<String> seen = new ArrayList<>();
      String token = "";
      long end = System.nanoTime() + 120 * SECOND;
      try (LiveServer.Line line = server.connect()) {
        boolean over = false;
        while (!over) {
          Thread.sleep(PAUSE_MILLIS);
          long begin = System.nanoTime();
          Map<?, ?> build = line.build(id);
          took.add(System.nanoTime() - begin);
          over = !"IN_PROGRESS".equals(build.get("buildStatus"));
          for (boolean more = true; more; ) {
            begin = System.nanoTime();
            LiveServer.Events events = line.events(build, token);
            took.add(System.nanoTime() - begin);
            events.lines().stream().filter(l -> l.startsWith("line ")).forEach(seen::add);
            more = !events.token().equals(token);
            token = events.token();
          }
          check(!over || "SUCCEEDED".equals(build.get("buildStatus")), "a build: " + build);
          check(System.nanoTime() < end, "a build takes too long: " + build);
        }
      }
      List<String> wanted =
          IntStream.rangeClosed(1, lines).mapToObj(i -> "line " + i + ".").toList();
      check(seen.equals(wanted), "lines were lost, doubled or turned round: " + seen);
      return took.stream().mapToLong(Long::longValue).toArray();
    };
  }

  private static void check(boolean good, String otherwise) {
    if (!good) {
      throw new IllegalStateException(otherwise);
    }
  }
}
