package dev.baton.cli;

import dev.baton.model.build.Build;
import dev.baton.model.execution.ActionRun;
import dev.baton.model.execution.ActionStatus;
import dev.baton.model.execution.ExecutionState;
import dev.baton.port.LogStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A terminal's view: log lines scroll by as they come; below them stands what runs, since when, and
 * its last line. Two escape sequences are all it takes: one line up, clear to the end.
 */
final class LiveView implements View {

  private static final String UP = "\u001b[A";
  private static final String CLEAR = "\r\u001b[J";
  private static final int WIDTH = 100;
  private static final long REDRAW_MILLIS = 250;

  private final Terminal terminal;
  private final InstantSource clock;
  private final PlainView plain;
  private final Map<String, String> lastLines = new HashMap<>();
  private Optional<ExecutionState> execution = Optional.empty();
  private Optional<Build> build = Optional.empty();
  private String waitsFor = "";
  private int drawn;
  private Instant drawnAt = Instant.EPOCH;

  LiveView(Terminal terminal, Instant since) {
    this(terminal, InstantSource.system(), since);
  }

  LiveView(Terminal terminal, InstantSource clock, Instant since) {
    this.terminal = terminal;
    this.clock = clock;
    this.plain = new PlainView(terminal, since);
  }

  @Override
  public void execution(ExecutionState now) {
    erase();
    plain.execution(now);
    execution = Optional.of(now);
    draw();
  }

  @Override
  public void build(Build now) {
    build = Optional.of(now);
  }

  @Override
  public void line(ActionRun action, Build of, LogStore.Line line) {
    erase();
    plain.line(action, of, line);
    lastLines.put(action.id(), line.message());
  }

  @Override
  public void line(Build of, LogStore.Line line) {
    erase();
    plain.line(of, line);
  }

  @Override
  public void waitsFor(String what) {
    if (!waitsFor.equals(what)) {
      erase();
      plain.waitsFor(what);
      waitsFor = what;
    }
  }

  @Override
  public void tick() {
    if (drawn == 0 || Duration.between(drawnAt, clock.instant()).toMillis() >= REDRAW_MILLIS) {
      erase();
      draw();
    }
  }

  @Override
  public void close() {
    erase();
    terminal.out().flush();
  }

  private void erase() {
    if (drawn > 0) {
      terminal.out().print(UP.repeat(drawn) + CLEAR);
      drawn = 0;
    }
  }

  private void draw() {
    List<String> lines = new ArrayList<>();
    execution.ifPresent(e -> runningActions(e, lines));
    build.filter(b -> !b.isComplete()).ifPresent(b -> lines.add(runningBuild(b)));
    lines.forEach(terminal::line);
    drawn = lines.size();
    drawnAt = clock.instant();
    terminal.out().flush();
  }

  private void runningActions(ExecutionState state, List<String> lines) {
    for (ActionRun run : state.actions()) {
      if (run.status() == ActionStatus.IN_PROGRESS) {
        String head = "  %s/%s %s ".formatted(run.stage(), run.action(), since(run.startedAt()));
        lines.add(
            terminal.blue(cut(head, WIDTH))
                + terminal.dim(cut(lastLines.getOrDefault(run.id(), ""), WIDTH - head.length())));
      }
    }
  }

  private String runningBuild(Build now) {
    String phase = now.phases().isEmpty() ? "" : now.phases().getLast().type().name();
    return terminal.blue(cut("  %s %s".formatted(phase, since(now.startedAt())), WIDTH));
  }

  private String since(Instant start) {
    return Times.span(Duration.ofSeconds(Duration.between(start, clock.instant()).toSeconds()));
  }

  /** Without what would move the cursor. */
  private static String cut(String text, int most) {
    String plain = text.replaceAll("\\p{Cntrl}", " ");
    return plain.length() > most ? plain.substring(0, Math.max(0, most)) : plain;
  }
}
