import java.util.Map;

/**
 * StartPipelineExecution over HTTP, signed and durable, of a pipeline with a git source and a
 * build, which really run: from the request's first byte to the answer's last. First one execution
 * after another, then one call after another while the executions before them run.
 *
 * <p>Run it with benchmarks/run.sh start [CALLS].
 */
public final class StartBenchmark {

  private static final long SECOND = 1_000_000_000;
  private static final String START = LiveServer.CODEPIPELINE + "StartPipelineExecution";
  private static final String GET = LiveServer.CODEPIPELINE + "GetPipelineExecution";
  private static final String BODY = "{\"name\": \"site\"}";

  public static void main(String[] arguments) throws Exception {
    int calls = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
    try (LiveServer server = LiveServer.start()) {
      server.site(false);
      try (LiveServer.Line line = server.connect()) {
        alone(server, line, calls);
        long[][] took = alone(server, line, calls);
        System.out.println("start, nothing else runs: " + LiveServer.spread(took[0]));
        System.out.println("its execution, start to end: " + LiveServer.spread(took[1]));
        System.out.println(
            "start, the ones before it run: " + LiveServer.spread(hurried(server, line, calls)));
      }
    }
  }

  private static long[][] alone(LiveServer server, LiveServer.Line line, int calls)
      throws Exception {
    long[][] took = new long[2][calls];
    for (int i = 0; i < calls; i++) {
      byte[] request = server.signed(START, BODY);
      long begin = System.nanoTime();
      LiveServer.Answer answer = line.send(request);
      took[0][i] = System.nanoTime() - begin;
      untilItEnds(line, LiveServer.read(answer));
      took[1][i] = System.nanoTime() - begin;
    }
    return took;
  }

  private static long[] hurried(LiveServer server, LiveServer.Line line, int calls)
      throws Exception {
    long[] took = new long[calls];
    Map<?, ?> last = Map.of();
    for (int i = 0; i < calls; i++) {
      byte[] request = server.signed(START, BODY);
      long begin = System.nanoTime();
      LiveServer.Answer answer = line.send(request);
      took[i] = System.nanoTime() - begin;
      last = LiveServer.read(answer);
    }
    untilItEnds(line, last);
    return took;
  }

  /** The newest of a SUPERSEDED pipeline is never passed over. */
  private static void untilItEnds(LiveServer.Line line, Map<?, ?> started) throws Exception {
    String asked =
        "{\"pipelineName\": \"site\", \"pipelineExecutionId\": \"%s\"}"
            .formatted(started.get("pipelineExecutionId"));
    long end = System.nanoTime() + 60 * SECOND;
    while (true) {
      Map<?, ?> execution = (Map<?, ?>) line.ask(GET, asked).get("pipelineExecution");
      if ("Succeeded".equals(execution.get("status"))) {
        return;
      }
      if (!"InProgress".equals(execution.get("status")) || System.nanoTime() > end) {
        throw new IllegalStateException("it does not succeed: " + execution);
      }
      Thread.sleep(2);
    }
  }
}
