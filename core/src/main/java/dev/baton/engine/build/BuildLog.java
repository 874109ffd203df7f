package dev.baton.engine.build;

import dev.baton.model.build.Build;
import dev.baton.model.build.Build.Context;
import dev.baton.model.build.BuildStatus;
import dev.baton.model.build.PhaseType;
import dev.baton.port.LogStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A build's log: the commands' output and the agent's own lines, in one order, each line with its
 * time.
 */
final class BuildLog implements AutoCloseable {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final LogStore.Writer writer;
  private final InstantSource clock;

  private BuildLog(LogStore.Writer writer, InstantSource clock) {
    this.writer = writer;
    this.clock = clock;
  }

  static BuildLog open(BuildPorts ports, Build build) {
    return new BuildLog(ports.logs().writer(group(build), build.uuid()), ports.clock());
  }

  /** The log group of a build's project. */
  static String group(Build build) {
    return "/aws/codebuild/" + build.project();
  }

  /** From now on these values are masked. */
  void mask(BuildEnvironment environment) {}

  /** A text as the log may show it. */
  String masked(String text) {
    return text;
  }

  void agent(String text) {
    Instant now = clock.instant();
    for (String line : text.split("\n", -1)) {
      byte[] bytes =
          ("[Container] " + STAMP.format(now) + " " + line).getBytes(StandardCharsets.UTF_8);
      writer.line(now, bytes, 0, bytes.length);
    }
    writer.flush();
  }

  void phaseComplete(PhaseType phase, BuildStatus status, Context context) {
    agent("Phase complete: " + phase + " State: " + status);
    agent("Phase context status code: " + context.statusCode() + " Message: " + context.message());
  }

  void output(byte[] bytes, int offset, int length) {}

  /** Ends a line that a command left open. */
  void endLine() {}

  void sync() {
    writer.sync();
  }

  @Override
  public void close() {
    writer.close();
  }
}
