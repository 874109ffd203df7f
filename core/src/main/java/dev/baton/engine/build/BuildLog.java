package dev.baton.engine.build;

import dev.baton.model.build.Build;
import dev.baton.model.build.Build.Context;
import dev.baton.model.build.BuildStatus;
import dev.baton.model.build.PhaseType;
import dev.baton.model.build.masking.MaskedStream;
import dev.baton.model.build.masking.Masker;
import dev.baton.port.LogStore;
import dev.baton.port.PortException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A build's log: the commands' output and the agent's own lines, in one order, each line with its
 * time. The one place through which a build's words reach a file: everything is masked here. Safe
 * for concurrent use.
 */
final class BuildLog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BuildLog.class);

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss.SSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final LogStore.Writer writer;
  private final InstantSource clock;
  private final LogLines lines;
  private final ReentrantLock lock = new ReentrantLock();
  private Masker masker = Masker.NONE;
  private MaskedStream output;

  private BuildLog(LogStore.Writer writer, InstantSource clock) {
    this.writer = writer;
    this.clock = clock;
    this.lines = new LogLines(writer, clock);
    this.output = masker.stream(lines::take);
  }

  static BuildLog open(BuildPorts ports, Build build) {
    return new BuildLog(ports.logs().writer(build.logGroup(), build.uuid()), ports.clock());
  }

  /**
   * From now on these values are masked. Called before any command runs.
   *
   * @return the names of those that are too short for it
   */
  List<String> mask(BuildEnvironment environment) {
    lock.lock();
    try {
      masker = Masker.of(environment.secrets());
      output = masker.stream(lines::take);
      return masker.unmaskable();
    } finally {
      lock.unlock();
    }
  }

  /** A text as it may be shown. */
  String masked(String text) {
    return masker.mask(text);
  }

  void agent(String text) {
    lock.lock();
    try {
      Instant now = clock.instant();
      lines.endLine(now);
      masker
          .mask(text)
          .lines()
          .forEach(line -> line(now, "[Container] " + STAMP.format(now) + " " + line));
      writer.flush();
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #agent}, where the log itself may be what is broken. */
  void attempt(String text) {
    try {
      agent(text);
    } catch (PortException e) {
      LOG.warn("A build's log does not say: {}", masked(text), e);
    }
  }

  private void line(Instant now, String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    writer.line(now, bytes, 0, bytes.length);
  }

  void phaseComplete(PhaseType phase, BuildStatus status, Context context) {
    agent("Phase complete: " + phase + " State: " + status);
    agent("Phase context status code: " + context.statusCode() + " Message: " + context.message());
  }

  /** Output of the commands, in pieces of any size. */
  void output(byte[] bytes, int offset, int length) {
    lock.lock();
    try {
      output.write(bytes, offset, length);
      writer.flush();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Ends a line that a command left open. What may be the beginning of a secret stays held back.
   */
  void endLine() {
    lock.lock();
    try {
      lines.endLine(clock.instant());
      writer.flush();
    } finally {
      lock.unlock();
    }
  }

  /** The commands are over: shows what was held back. */
  void endOutput() {
    lock.lock();
    try {
      output.end();
      lines.endLine(clock.instant());
      writer.flush();
    } finally {
      lock.unlock();
    }
  }

  void sync() {
    writer.sync();
  }

  /** As {@link #sync}, where the log itself may be what is broken. */
  void attemptSync() {
    try {
      sync();
    } catch (PortException e) {
      LOG.warn("A build's log could not be written to the disk", e);
    }
  }

  @Override
  public void close() {
    writer.close();
  }
}
