import dev.baton.adapter.jdbc.Database;
import dev.baton.adapter.jdbc.JdbcExecutionStore;
import dev.baton.model.execution.ActionOutcome;
import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ActionStatus;
import dev.baton.model.execution.ArtifactRevision;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.ExecutionStatus;
import dev.baton.model.execution.PipelineState;
import dev.baton.model.execution.RunOptions;
import dev.baton.model.execution.StageRun;
import dev.baton.model.execution.StageStatus;
import dev.baton.model.execution.Trigger;
import dev.baton.model.pipeline.PipelineDefinition;
import dev.baton.model.pipeline.PipelineKey;
import dev.baton.port.ExecutionStore;
import dev.baton.port.ExecutionStore.Commit;
import dev.baton.port.ExecutionStore.NewVersion;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The newest 50 of a million executions: the first reading of a fresh process, later ones, and the
 * whole command, beside --help. The file is in the system's cache.
 *
 * <p>Run it with benchmarks/run.sh list [EXECUTIONS].
 */
public final class ListBenchmark {

  private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678901Z");
  private static final PipelineKey KEY = new PipelineKey("000000000000", "us-east-1", "history");
  private static final int BATCH = 1_000;
  private static final int PROCESSES = 11;

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 2 && arguments[0].equals("read")) {
      read(Path.of(arguments[1]));
      return;
    }
    int executions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    Path directory = Files.createTempDirectory("baton-benchmark-");
    try {
      fill(directory, executions);
      for (int i = 0; i < 5; i++) {
        readAfresh(directory);
      }
      Path baton =
          Path.of(System.getProperty("jdk.launcher.sourcefile")).resolveSibling("../baton");
      List<String> data = List.of(baton.toString(), "--data", directory.toString());
      command("baton --help", List.of(baton.toString(), "--help"));
      command("baton executions --limit 50", with(data, "executions", "--limit", "50"));
      command("... as JSON", with(data, "executions", "--limit", "50", "--output", "json"));
      command("baton executions history", with(data, "executions", "history"));
    } finally {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void fill(Path directory, int count) {
    long start = System.nanoTime();
    try (Database database = Database.open(directory.resolve("baton.db"), InstantSource.system())) {
      ExecutionStore store = new JdbcExecutionStore(database, InstantSource.system());
      long version = commit(store, 0, Map.of());
      for (int from = 0; from < count; from += BATCH) {
        int to = Math.min(count, from + BATCH);
        version = commit(store, version, executions(from, to, to == count ? 10 : 0));
      }
    }
    System.out.printf("%d executions stored in %.1f s%n", count, (System.nanoTime() - start) / 1e9);
  }

  /** Old executions are small; the last thousand have ten actions each. */
  private static Map<String, ExecutionState> executions(int from, int to, int actions) {
    Map<String, ExecutionState> states = new LinkedHashMap<>();
    for (int i = from; i < to; i++) {
      ExecutionState state = execution(new UUID(i * 0x9E3779B97F4A7C15L, i).toString(), actions);
      states.put(state.id(), state);
    }
    return states;
  }

  private static long commit(
      ExecutionStore store, long version, Map<String, ExecutionState> states) {
    PipelineState unit = PipelineState.created(KEY, 1, List.of("Build"));
    return store
        .commit(
            new Commit(
                KEY,
                version,
                new PipelineState(KEY, 1, unit.gates(), states, Map.of()),
                Set.copyOf(states.keySet()),
                List.of(),
                List.of(),
                List.of(),
                version == 0 ? Optional.of(new NewVersion(1, "{}", Map.of())) : Optional.empty(),
                Map.of(),
                AT))
        .orElseThrow();
  }

  private static void readAfresh(Path directory) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    run(
        List.of(
            java.toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            System.getProperty("jdk.launcher.sourcefile"),
            "read",
            directory.toString()),
        ProcessBuilder.Redirect.INHERIT);
  }

  private static void read(Path directory) {
    Database database = Database.openForReading(directory.resolve("baton.db")).orElseThrow();
    try (database) {
      ExecutionStore store = new JdbcExecutionStore(database, InstantSource.system());
      // What other programs take of the machine does not count as this thread's time.
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      threads.getCurrentThreadCpuTime();
      StringBuilder line = new StringBuilder("a fresh process, newest 50 (of processor time):");
      for (int i = 1; i <= 1_000; i++) {
        long start = System.nanoTime();
        long used = threads.getCurrentThreadCpuTime();
        int found = store.executions(KEY, Long.MAX_VALUE, 50).size();
        double cpu = (threads.getCurrentThreadCpuTime() - used) / 1e6;
        double took = (System.nanoTime() - start) / 1e6;
        if (found != 50) {
          throw new IllegalStateException("found " + found);
        }
        if (i == 1 || i == 2 || i == 20 || i == 1_000) {
          line.append(" no. %d %.2f ms (%.2f)".formatted(i, took, cpu));
        }
      }
      System.out.println(line);
    }
  }

  private static List<String> with(List<String> command, String... more) {
    return Stream.concat(command.stream(), Stream.of(more)).toList();
  }

  private static void command(String name, List<String> command)
      throws IOException, InterruptedException {
    List<Long> took = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      long start = System.nanoTime();
      run(command, ProcessBuilder.Redirect.DISCARD);
      took.add(System.nanoTime() - start);
    }
    took.sort(Comparator.naturalOrder());
    System.out.printf(
        "%s: median %.0f ms, best %.0f ms%n",
        name, took.get(PROCESSES / 2) / 1e6, took.getFirst() / 1e6);
  }

  private static void run(List<String> command, ProcessBuilder.Redirect output)
      throws IOException, InterruptedException {
    int code =
        new ProcessBuilder(command)
            .redirectOutput(output)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start()
            .waitFor();
    if (code != 0) {
      throw new IllegalStateException(command + " ended with " + code);
    }
  }

  private static ExecutionState execution(String id, int actions) {
    return new ExecutionState(
        id,
        KEY,
        1,
        PipelineDefinition.ExecutionMode.QUEUED,
        Optional.empty(),
        new Trigger("StartPipelineExecution", "arn:aws:iam::000000000000:user/ada"),
        ExecutionStatus.SUCCEEDED,
        "",
        AT,
        AT.plusSeconds(61),
        Map.of(),
        List.of(),
        RunOptions.NONE,
        List.of(
            new StageRun(
                "Build", StageStatus.SUCCEEDED, Optional.of(AT), Map.of(), 1, 0, Optional.empty())),
        IntStream.range(0, actions).mapToObj(i -> action(id + "-" + i)).toList(),
        List.of(),
        Map.of(),
        Map.of(),
        List.of(
            new ArtifactRevision(
                "Source",
                "App",
                "0123456789abcdef0123456789abcdef01234567",
                "Say hello to everybody",
                "")),
        Optional.empty());
  }

  private static ActionRun action(String id) {
    return new ActionRun(
        id,
        "Build",
        "Compile",
        1,
        1,
        Optional.of("BuildVariables"),
        ActionStatus.SUCCEEDED,
        AT,
        AT,
        Map.of("ProjectName", "hello"),
        Map.of(),
        Map.of(),
        new ActionOutcome.External("hello:00000000-0000-4000-8000-000000000000", "", ""),
        Map.of("VERSION", "1.0"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
