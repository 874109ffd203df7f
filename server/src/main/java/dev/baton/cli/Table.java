package dev.baton.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Columns of text, as wide as they need to be. */
final class Table {

  /** Less than that of a cell tells nothing: then it rather goes on in the next line. */
  private static final int LEAST_CUT = 12;

  private final List<String> head;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... head) {
    this.head = List.of(head);
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  void print(Terminal terminal) {
    int[] widths = new int[head.size()];
    Stream.concat(Stream.of(head), rows.stream())
        .forEach(
            cells -> {
              for (int i = 0; i < cells.size(); i++) {
                widths[i] = Math.max(widths[i], Columns.width(cells.get(i)));
              }
            });
    terminal.line(terminal.dim(line(terminal, head, widths, false)));
    rows.forEach(
        row -> terminal.line(line(terminal, fitting(terminal, row, widths), widths, true)));
  }

  /** On a terminal the last column ends where the window does. */
  private static List<String> fitting(Terminal terminal, List<String> cells, int[] widths) {
    int last = cells.size() - 1;
    int before = IntStream.range(0, last).map(i -> widths[i] + 2).sum();
    int room = terminal.size().columns() - before;
    if (!terminal.live() || room < LEAST_CUT || Columns.width(cells.getLast()) <= room) {
      return cells;
    }
    List<String> fit = new ArrayList<>(cells.subList(0, last));
    fit.add(Columns.cut(cells.getLast(), room - 1) + "…");
    return fit;
  }

  private static String line(Terminal terminal, List<String> cells, int[] widths, boolean styled) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      line.append(styled ? terminal.status(cell) : cell);
      if (i < cells.size() - 1) {
        line.append(" ".repeat(widths[i] - Columns.width(cell) + 2));
      }
    }
    return line.toString().stripTrailing();
  }
}
