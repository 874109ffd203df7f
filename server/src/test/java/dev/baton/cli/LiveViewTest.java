package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.build.BuildStatus;
import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ActionStatus;
import dev.baton.model.execution.ExecutionState;
import dev.baton.model.execution.ExecutionStatus;
import dev.baton.port.LogStore;
import dev.baton.testkit.ManualClock;
import dev.baton.testkit.Samples;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the live view writes to a terminal. */
final class LiveViewTest {

  private static final String UP = "\u001b[A";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ManualClock clock = new ManualClock();
  private Terminal.Size size = new Terminal.Size(80, 24);
  private final LiveView view = view(Set.of());

  private LiveView view(Set<String> endedBefore) {
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(OutputStream.nullOutputStream()),
            true,
            false,
            () -> size);
    return new LiveView(terminal, clock, endedBefore);
  }

  private static ExecutionState running(int actions) {
    return Samples.execution(
        Samples.pipeline("shop"),
        "e1",
        ExecutionStatus.IN_PROGRESS,
        IntStream.range(0, actions)
            .mapToObj(i -> Samples.action("a" + i, ActionStatus.IN_PROGRESS))
            .toArray(ActionRun[]::new));
  }

  private String written() {
    String text = out.toString(StandardCharsets.UTF_8);
    out.reset();
    return text;
  }

  @Test
  void aRunningActionIsOneLineThatFits() {
    view.execution(running(1));
    view.line(
        Samples.action("a0", ActionStatus.IN_PROGRESS),
        Samples.build("x", "1", 1, BuildStatus.IN_PROGRESS, Optional.empty()),
        new LogStore.Line(Samples.AT, "日本".repeat(100)));
    written();

    view.tick();

    assertThat(written().lines())
        .singleElement()
        .satisfies(line -> assertThat(Columns.width(line)).isBetween(70, 79));
  }

  @Test
  void nothingIsWrittenAgainWhileNothingChanges() {
    view.execution(running(1));
    written();

    clock.advance(Duration.ofMillis(300));
    view.tick();

    assertThat(written()).isEmpty();
  }

  @Test
  void aSecondLaterTheLineIsDrawnInItsPlace() {
    view.execution(running(1));
    written();

    clock.advance(Duration.ofSeconds(1));
    view.tick();

    assertThat(written()).startsWith(UP + "\r").contains("Build/Compile 1s");
  }

  @Test
  void aTerminalThatBecameNarrowerIsCleanedOfTheBrokenLines() {
    view.execution(running(1));
    written();

    size = new Terminal.Size(10, 24);
    view.close();

    assertThat(written()).startsWith(UP + UP);
  }

  @Test
  void moreActionsThanFitAreCounted() {
    size = new Terminal.Size(80, 5);

    view.execution(running(10));

    assertThat(written().lines()).hasSize(3).last().asString().contains("and 8 more");
  }

  @Test
  void roomIsMadeForWhatOthersSay() {
    view.execution(running(1));
    written();

    view.clear();
    view.close();

    assertThat(written()).isEqualTo(UP + "\r\u001b[J");
  }

  @Test
  void nothingIsLeftBehind() {
    view.execution(running(2));
    written();

    view.close();

    assertThat(written()).isEqualTo(UP + UP + "\r\u001b[J");
  }
}
