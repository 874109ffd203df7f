package dev.baton.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Columns of text, as wide as they need to be. */
final class Table {

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
    rows.forEach(row -> terminal.line(line(terminal, row, widths, true)));
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
