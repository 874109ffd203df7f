package dev.baton.engine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What this thread's log lines are about until it is closed: whoever writes them down adds the id.
 * So do lines of code that knows nothing of executions.
 */
public final class LogSubject implements AutoCloseable {

  /** The key of a pipeline execution's id among what goes with a line. */
  public static final String EXECUTION = "execution";

  /** The key of a build's id among what goes with a line. */
  public static final String BUILD = "build";

  private final Optional<String> key;
  private final @Nullable String before;

  private LogSubject(Optional<String> key, String id) {
    this.key = key;
    this.before = key.map(MDC::get).orElse(null);
    key.ifPresent(k -> MDC.put(k, id));
  }

  /** A pipeline execution; empty for what is about none. */
  public static LogSubject execution(Optional<String> id) {
    return new LogSubject(id.map(_ -> EXECUTION), id.orElse(""));
  }

  /** A build. */
  public static LogSubject build(String id) {
    return new LogSubject(Optional.of(BUILD), id);
  }

  /**
   * Takes this thread's lines for nobody's: a thread begins with what the one that started it was
   * about, which one that works for many is not.
   */
  static void none() {
    MDC.remove(EXECUTION);
    MDC.remove(BUILD);
  }

  @Override
  public void close() {
    key.ifPresent(this::restore);
  }

  private void restore(String which) {
    if (before == null) {
      MDC.remove(which);
    } else {
      MDC.put(which, before);
    }
  }
}
