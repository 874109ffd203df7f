package dev.baton.app.metrics;

import dev.baton.api.aws.Rates;
import dev.baton.engine.build.BuildYard;
import dev.baton.http.Response;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * The answer to a scrape: everything that is counted, and how things are at this moment.
 *
 * @param started when the server was
 * @param callers who were not known, or asked too often
 * @param load of the builds
 * @param busy how many pipelines have unfinished executions
 */
public record Scrape(
    Instant started,
    Meters meters,
    MeteredHandler requests,
    Supplier<Rates.Seen> callers,
    Supplier<BuildYard.Load> load,
    IntSupplier busy) {

  public Response answer() {
    Exposition to = new Exposition();
    meters.write(to);
    builds(to);
    to.single(
        "baton_pipelines_busy",
        "gauge",
        "Pipelines with executions that are not over.",
        busy.getAsInt());
    requests.write(to);
    refusals(to);
    machine(to);
    return Response.of(
        200, Exposition.CONTENT_TYPE, to.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void refusals(Exposition to) {
    Rates.Seen seen = callers.get();
    to.single(
        "baton_authentications_refused_total",
        "counter",
        "Requests that showed no good signature.",
        seen.unknown());
    String throttled = "baton_throttled_total";
    to.family(throttled, "counter", "Requests that were refused for being too many.")
        .sample(throttled, Map.of("caller", "key"), seen.throttledKeys())
        .sample(throttled, Map.of("caller", "stranger"), seen.throttledStrangers());
  }

  private void builds(Exposition to) {
    BuildYard.Load now = load.get();
    to.single("baton_builds_running", "gauge", "Builds that run.", now.running());
    to.single("baton_builds_waiting", "gauge", "Builds in the queue.", now.waiting());
    to.single("baton_builds_slots", "gauge", "How many builds may run at once.", now.atOnce());
  }

  private void machine(Exposition to) {
    Runtime runtime = Runtime.getRuntime();
    to.family("jvm_memory_used_bytes", "gauge", "Bytes of the heap in use.")
        .sample(
            "jvm_memory_used_bytes",
            Map.of("area", "heap"),
            (double) runtime.totalMemory() - runtime.freeMemory());
    to.family("jvm_memory_max_bytes", "gauge", "Bytes that the heap may have.")
        .sample("jvm_memory_max_bytes", Map.of("area", "heap"), (double) runtime.maxMemory());
    to.single(
        "jvm_threads_current",
        "gauge",
        "Threads of the operating system.",
        ManagementFactory.getThreadMXBean().getThreadCount());
    double collected =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(each -> Math.max(0, each.getCollectionTime()))
            .sum();
    to.single(
        "baton_gc_seconds_total",
        "counter",
        "Time that the garbage collectors took.",
        collected / 1000);
    to.single(
        "process_start_time_seconds",
        "gauge",
        "When the server was started, seconds since the epoch.",
        started.toEpochMilli() / 1000.0);
    ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .ifPresent(
            cpu ->
                to.single(
                    "process_cpu_seconds_total",
                    "counter",
                    "Processor time that the server took.",
                    cpu.toMillis() / 1000.0));
  }
}
