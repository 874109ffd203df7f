package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.app.config.ConfigReader;
import dev.baton.cli.Interrupts;
import dev.baton.cli.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server over HTTP in this process; closing it stops it. */
final class RunningServer implements AutoCloseable {

  private static final Pattern LISTENS = Pattern.compile("Baton listens on (http\\S+)");
  private static final Pattern KEY =
      Pattern.compile("\"AccessKeyId\": \"([^\"]+)\"(?s:.*?)\"SecretAccessKey\": \"([^\"]+)\"");

  private final ServerProcess process;
  private final Thread thread;
  private final String url;

  private RunningServer(ServerProcess process, Thread thread, String url) {
    this.process = process;
    this.thread = thread;
    this.url = url;
  }

  /** A server over a data directory. */
  static RunningServer over(Path data, Path workspaces, Map<String, String> flags) {
    ServerProcess process =
        new ServerProcess(CommandLine.ground(data, workspaces, Interrupts.NONE));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(printing(out), printing(err), false, false);
    var config = ConfigReader.read(Optional.empty(), Map.of(), flags).orRefuse().config();
    Thread thread = Thread.ofPlatform().start(() -> process.serve(terminal, config));
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (true) {
      Matcher said = LISTENS.matcher(out.toString(StandardCharsets.UTF_8));
      if (said.find()) {
        return new RunningServer(process, thread, said.group(1));
      }
      assertThat(thread.isAlive() && Instant.now().isBefore(end))
          .as("it listens: %s", err)
          .isTrue();
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static PrintStream printing(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  String url() {
    return url;
  }

  /** The environment of who talks to it with a key of their own. */
  Map<String, String> environmentOf(String name, Path data, Path directory) {
    CommandLine owner =
        new CommandLine(directory, Interrupts.NONE, Map.of("BATON_DATA", data.toString()));
    assertThat(owner.run("keys", "create", name, "--administrator", "--output", "json"))
        .as(owner.err())
        .isZero();
    Matcher key = KEY.matcher(owner.out());
    assertThat(key.find()).as(owner.out()).isTrue();
    return Map.of(
        "BATON_SERVER",
        url,
        "AWS_ACCESS_KEY_ID",
        key.group(1),
        "AWS_SECRET_ACCESS_KEY",
        key.group(2),
        "AWS_REGION",
        "us-east-1");
  }

  @Override
  public void close() {
    process.stop();
    try {
      thread.join(Duration.ofSeconds(30));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    assertThat(thread.isAlive()).as("the server has stopped").isFalse();
  }
}
