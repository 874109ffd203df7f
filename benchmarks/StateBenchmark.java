import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * GetPipelineState over HTTP, signed, by clients that ask one request after another on a connection
 * each, on the cores that the server uses. The pipeline has a source, a build and an approval that
 * waits. A client signs once a second and sends the same bytes meanwhile: who signs is no part of
 * the server; every request is verified.
 *
 * <p>Run it with benchmarks/run.sh state [CLIENTS [SECONDS [ROUNDS]]].
 */
public final class StateBenchmark {

  private static final long SECOND = 1_000_000_000;
  private static final String TARGET = LiveServer.CODEPIPELINE + "GetPipelineState";
  private static final String BODY = "{\"name\": \"site\"}";

  public static void main(String[] arguments) throws Exception {
    int clients = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 5;
    try (LiveServer server = LiveServer.start()) {
      server.site(true);
      untilItWaits(server);
      try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
        for (int round = 0; round <= rounds; round++) {
          report(round == 0 ? "warm-up" : "round " + round, server, threads, clients, seconds);
        }
      }
      System.out.printf("the server has %d MiB in memory%n", server.residentMebibytes());
    }
  }

  private static void untilItWaits(LiveServer server) throws Exception {
    try (LiveServer.Line line = server.connect()) {
      line.ask(LiveServer.CODEPIPELINE + "StartPipelineExecution", BODY);
      long end = System.nanoTime() + 60 * SECOND;
      while (true) {
        byte[] state = line.send(server.signed(TARGET, BODY)).body();
        if (new String(state, StandardCharsets.UTF_8).contains("\"token\"")) {
          System.out.printf("an answer has %d bytes%n", state.length);
          return;
        }
        if (System.nanoTime() > end) {
          throw new IllegalStateException("nothing waits for approval: " + new String(state));
        }
        Thread.sleep(20);
      }
    }
  }

  private static void report(
      String name, LiveServer server, ExecutorService threads, int clients, int seconds)
      throws Exception {
    long used = server.used();
    long own = own();
    long begin = System.nanoTime();
    List<Future<long[]>> asked = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      asked.add(threads.submit(client(server, begin + seconds * SECOND)));
    }
    long[] took = new long[0];
    for (Future<long[]> each : asked) {
      long[] more = each.get();
      int from = took.length;
      took = Arrays.copyOf(took, from + more.length);
      System.arraycopy(more, 0, took, from, more.length);
    }
    double elapsed = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        "%s: %.0f requests/s, %s, no errors; processor time a request: server %.0f us, clients"
            + " %.0f us%n",
        name,
        took.length / elapsed,
        LiveServer.spread(took),
        (server.used() - used) / 1e3 / took.length,
        (own() - own) / 1e3 / took.length);
  }

  private static long own() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }

  /** Every answer's nanoseconds; ends with the first that is no 200. */
  private static Callable<long[]> client(LiveServer server, long end) {
    return () -> {
      long[] took = new long[1024];
      int count = 0;
      try (LiveServer.Line line = server.connect()) {
        byte[] request = server.signed(TARGET, BODY);
        long signAgain = System.nanoTime() + SECOND;
        for (long from = System.nanoTime(); from < end; from = System.nanoTime()) {
          if (from > signAgain) {
            request = server.signed(TARGET, BODY);
            signAgain = from + SECOND;
            continue;
          }
          LiveServer.Answer answer = line.send(request);
          if (answer.status() != 200) {
            throw new IOException("an answer has the status " + answer.status());
          }
          if (count == took.length) {
            took = Arrays.copyOf(took, 2 * count);
          }
          took[count++] = System.nanoTime() - from;
        }
      }
      return Arrays.copyOf(took, count);
    };
  }
}
