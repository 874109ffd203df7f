import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * From StartBuild, over HTTP and signed, to the build's first command: the command says itself when
 * it runs, and the log is asked for it. One build after another.
 *
 * <p>Run it with benchmarks/run.sh firstcommand [BUILDS].
 */
public final class FirstCommandBenchmark {

  private static final long SECOND = 1_000_000_000;

  public static void main(String[] arguments) throws Exception {
    int builds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
    try (LiveServer server = LiveServer.start()) {
      server.project("clock", List.of("echo at=$(date +%s%N)"));
      try (LiveServer.Line line = server.connect()) {
        rounds(server, line, builds);
        long[][] took = rounds(server, line, builds);
        System.out.println("StartBuild's answer: " + LiveServer.spread(took[0]));
        System.out.println("StartBuild to the first command: " + LiveServer.spread(took[1]));
      }
    }
  }

  private static long[][] rounds(LiveServer server, LiveServer.Line line, int builds)
      throws Exception {
    long[][] took = new long[2][builds];
    for (int i = 0; i < builds; i++) {
      byte[] request =
          server.signed(LiveServer.CODEBUILD + "StartBuild", "{\"projectName\": \"clock\"}");
      Instant asked = Instant.now();
      long begin = System.nanoTime();
      LiveServer.Answer answer = line.send(request);
      took[0][i] = System.nanoTime() - begin;
      Map<?, ?> build = ended(line, (Map<?, ?>) LiveServer.read(answer).get("build"));
      took[1][i] = said(line, build) - (asked.getEpochSecond() * SECOND + asked.getNano());
    }
    return took;
  }

  private static Map<?, ?> ended(LiveServer.Line line, Map<?, ?> started) throws Exception {
    long end = System.nanoTime() + 60 * SECOND;
    while (true) {
      Map<?, ?> build = line.build(String.valueOf(started.get("id")));
      if ("SUCCEEDED".equals(build.get("buildStatus"))) {
        return build;
      }
      if (!"IN_PROGRESS".equals(build.get("buildStatus")) || System.nanoTime() > end) {
        throw new IllegalStateException("a build does not succeed: " + build);
      }
      Thread.sleep(2);
    }
  }

  private static long said(LiveServer.Line line, Map<?, ?> build) throws Exception {
    return line.events(build, "").lines().stream()
        .filter(text -> text.matches("at=[0-9]+\\s*"))
        .mapToLong(text -> Long.parseLong(text.strip().substring(3)))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("no time in the log: " + Arrays.asList(build)));
  }
}
