package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.engine.LogSubject;
import dev.baton.format.document.JsonReader;
import dev.baton.model.document.Node;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

/** What a server says of itself is a line for people or an object for machines. */
final class ServerLogTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private String said(boolean json, LogRecord record) {
    PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    ServerLog log = ServerLog.begin(out, json);
    log.publish(record);
    log.close();
    return said.toString(StandardCharsets.UTF_8);
  }

  private static LogRecord record(Level level, String logger, String message) {
    LogRecord record = new LogRecord(level, message);
    record.setLoggerName(logger);
    return record;
  }

  @Test
  void aLineOfTextHasTimeLevelAndMessage() {
    assertThat(said(false, record(Level.WARNING, "dev.baton.x", "the disk is full")))
        .containsPattern("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z WARNING the disk is full\n");
  }

  @Test
  void anObjectIsOneLineWhateverTheMessageHolds() {
    String line =
        said(true, record(Level.INFO, "dev.baton.x", "two\nlines \"quoted\""))
            .lines()
            .filter(l -> l.contains("quoted"))
            .findFirst()
            .orElseThrow();
    assertThat(JsonReader.read("", line).orRefuse().root())
        .isInstanceOfSatisfying(
            Node.ObjectNode.class,
            object ->
                assertThat(object.get("message"))
                    .get()
                    .isInstanceOfSatisfying(
                        Node.Scalar.class,
                        text -> assertThat(text.text()).isEqualTo("two\nlines \"quoted\"")));
  }

  @Test
  void aLineOfTextNamesTheExecutionAndTheBuildThatItIsAbout() {
    try (LogSubject _ = LogSubject.execution(Optional.of("e-1"));
        LogSubject _ = LogSubject.build("p:b-1")) {
      assertThat(said(false, record(Level.WARNING, "dev.baton.x", "it broke")))
          .contains(" WARNING [execution e-1] [build p:b-1] it broke\n");
    }
  }

  @Test
  void anObjectNamesTheExecutionThatItIsAbout() {
    try (LogSubject _ = LogSubject.execution(Optional.of("e-1"))) {
      assertThat(said(true, record(Level.WARNING, "dev.baton.x", "it broke")))
          .contains("\"execution\":\"e-1\",\"message\":\"it broke\"");
    }
  }

  @Test
  void aLineThatIsAboutNoExecutionNamesNone() {
    try (LogSubject _ = LogSubject.execution(Optional.of("e-1"))) {
      try (LogSubject _ = LogSubject.execution(Optional.of("e-2"))) {
        assertThat(said(true, record(Level.INFO, "dev.baton.x", "one"))).contains("e-2");
      }
      assertThat(said(true, record(Level.INFO, "dev.baton.x", "two")).lines().toList().getLast())
          .contains("e-1");
    }
    assertThat(said(true, record(Level.INFO, "dev.baton.x", "three")).lines().toList().getLast())
        .contains("three")
        .doesNotContain("execution");
  }

  @Test
  void aTraceGoesWithItsEvent() {
    LogRecord record = record(Level.SEVERE, "dev.baton.x", "it broke");
    record.setThrown(new IllegalStateException("why"));
    assertThat(said(true, record)).contains("\"trace\"", "IllegalStateException: why");
  }

  @Test
  void theHttpLibrarysOwnLifeIsLeftOut() {
    assertThat(said(false, record(Level.INFO, "org.eclipse.jetty.server.Server", "Started Server")))
        .doesNotContain("Started Server");
  }
}
