package dev.baton.app;

import dev.baton.api.aws.wire.Json;
import dev.baton.engine.LogSubject;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;
import org.slf4j.MDC;

/**
 * What a server says of itself on stderr: a line of text or one JSON object for each event, with
 * the ids of the execution and the build that it is about.
 */
final class ServerLog extends Handler {

  private final PrintStream out;
  private final boolean json;
  private final SimpleFormatter messages = new SimpleFormatter();

  private ServerLog(PrintStream out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /** Begins to say it; what the HTTP library says of its own life is left out. */
  static ServerLog begin(PrintStream out, boolean json) {
    ServerLog log = new ServerLog(out, json);
    log.setLevel(Level.INFO);
    log.setFilter(
        record ->
            record.getLoggerName() == null
                || !record.getLoggerName().startsWith("org.eclipse.jetty")
                || record.getLevel().intValue() >= Level.WARNING.intValue());
    Logger.getLogger("").addHandler(log);
    return log;
  }

  @Override
  public void publish(LogRecord record) {
    if (isLoggable(record)) {
      out.print(json ? object(record) : text(record));
      out.flush();
    }
  }

  private String text(LogRecord record) {
    return record.getInstant()
        + " "
        + record.getLevel()
        + " "
        + subjects().entrySet().stream()
            .map(s -> "[" + s.getKey() + " " + s.getValue() + "] ")
            .collect(Collectors.joining())
        + messages.formatMessage(record)
        + "\n"
        + trace(record);
  }

  private String object(LogRecord record) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("time", record.getInstant().toString());
    members.put("level", record.getLevel().getName());
    members.put("logger", String.valueOf(record.getLoggerName()));
    members.putAll(subjects());
    members.put("message", messages.formatMessage(record));
    if (record.getThrown() != null) {
      members.put("trace", trace(record));
    }
    return Json.compact(members) + "\n";
  }

  /** What the line that is being written is about: lines are written where they are logged. */
  private static Map<String, String> subjects() {
    Map<String, String> subjects = new LinkedHashMap<>();
    for (String key : List.of(LogSubject.EXECUTION, LogSubject.BUILD)) {
      Optional.ofNullable(MDC.get(key)).ifPresent(id -> subjects.put(key, id));
    }
    return subjects;
  }

  private static String trace(LogRecord record) {
    if (record.getThrown() == null) {
      return "";
    }
    StringWriter trace = new StringWriter();
    record.getThrown().printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  @Override
  public void flush() {
    out.flush();
  }

  /** Says nothing more; the stream is its owner's. */
  @Override
  public void close() {
    Logger.getLogger("").removeHandler(this);
  }
}
