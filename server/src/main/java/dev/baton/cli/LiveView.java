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
import java.util.Set;

/**
 * A terminal's view: log lines scroll by as they come; below them stands what runs, since when, and
 * its last line. Two escape sequences are all it takes: one line up, clear to the end.
 */
final class LiveView implements View {

  private static final String UP = "\u001b[A";
  private static final String CLEAR = "\r\u001b[J";
  private static final String PLAIN = "\u001b[0m";
  private static final int MOST_LINES = 8;
  private static final long REDRAW_MILLIS = 250;

  private final Terminal terminal;
  private final InstantSource clock;
  private final PlainView plain;
  private final Map<String, String> lastLines = new HashMap<>();
  private Optional<ExecutionState> execution = Optional.empty();
  private Optional<Build> build = Optional.empty();
  private String waitsFor = "";
  private List<String> drawn = List.of();
  private Instant drawnAt = Instant.EPOCH;

  LiveView(Terminal terminal, Set<String> endedBefore) {
    this(terminal, InstantSource.system(), endedBefore);
  }

  LiveView(Terminal terminal, InstantSource clock, Set<String> endedBefore) {
    this.terminal = terminal;
    this.clock = clock;
    this.plain = new PlainView(terminal, endedBefore);
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
    plainAgain(line);
    lastLines.put(action.id(), uncoloured(line.message()));
  }

  @Override
  public void line(Build of, LogStore.Line line) {
    erase();
    plain.line(of, line);
    plainAgain(line);
  }

  /** A line that switched colours on need not have switched them off. */
  private void plainAgain(LogStore.Line line) {
    if (line.message().indexOf('\u001b') >= 0) {
      terminal.out().print(PLAIN);
    }
  }

  private static String uncoloured(String message) {
    return message.replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "");
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
    if (drawn.isEmpty() || Duration.between(drawnAt, clock.instant()).toMillis() >= REDRAW_MILLIS) {
      draw();
    }
  }

  @Override
  public void clear() {
    erase();
    terminal.out().flush();
  }

  @Override
  public void close() {
    clear();
  }

  /** A terminal that became narrower has broken the lines that no longer fit. */
  private void erase() {
    int columns = terminal.size().columns();
    int rows = drawn.stream().mapToInt(line -> Math.ceilDiv(Columns.width(line), columns)).sum();
    if (rows > 0) {
      terminal.out().print(UP.repeat(rows) + CLEAR);
    }
    drawn = List.of();
  }

  private void draw() {
    List<String> lines = lines();
    drawnAt = clock.instant();
    if (!lines.equals(drawn)) {
      erase();
      lines.forEach(line -> terminal.line(terminal.blue(line)));
      drawn = lines;
    }
    terminal.out().flush();
  }

  /** What runs, one line each, no more of them than fit. */
  private List<String> lines() {
    List<String> all = new ArrayList<>();
    execution.ifPresent(e -> runningActions(e, all));
    build.filter(b -> !b.isComplete()).ifPresent(b -> all.add(runningBuild(b)));
    Terminal.Size size = terminal.size();
    int room = Math.clamp(size.rows() - 2L, 1, MOST_LINES);
    List<String> shown = new ArrayList<>(all);
    if (all.size() > room) {
      shown = new ArrayList<>(all.subList(0, room - 1));
      shown.add("  and %d more".formatted(all.size() - room + 1));
    }
    // The last column stays free: some terminals go to the next line when it is written.
    return shown.stream().map(line -> Columns.cut(line, Math.max(1, size.columns() - 1))).toList();
  }

  private void runningActions(ExecutionState state, List<String> lines) {
    for (ActionRun run : state.actions()) {
      if (run.status() == ActionStatus.IN_PROGRESS) {
        String last = lastLines.getOrDefault(run.id(), "");
        lines.add(
            "  %s/%s %s  %s"
                .formatted(run.stage(), run.action(), since(run.startedAt()), last)
                .stripTrailing());
      }
    }
  }

  private String runningBuild(Build now) {
    String phase = now.phases().isEmpty() ? "" : now.phases().getLast().type().name();
    return "  %s %s".formatted(phase, since(now.startedAt()));
  }

  private String since(Instant start) {
    return Times.seconds(Duration.between(start, clock.instant()));
  }
}
