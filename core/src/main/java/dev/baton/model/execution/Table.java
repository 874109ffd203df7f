package dev.baton.model.execution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A transition table: every way in which a thing's status may change. What it does not hold cannot
 * happen.
 *
 * @param <S> statuses
 * @param <T> steps: why a status changes
 */
public final class Table<S extends Enum<S>, T extends Enum<T>> {

  private final String name;
  private final List<Row<S, T>> rows;
  private final Map<S, Map<T, S>> index = new HashMap<>();

  private Table(String name, List<Row<S, T>> rows) {
    this.name = name;
    this.rows = List.copyOf(rows);
    for (Row<S, T> row : rows) {
      S before = index.computeIfAbsent(row.from(), s -> new HashMap<>()).put(row.on(), row.to());
      if (before != null) {
        throw new IllegalArgumentException(name + " holds two rows for " + row);
      }
    }
  }

  /** From a status, by a step, to a status. */
  public record Row<S, T>(S from, T on, S to) {}

  /** Begins the table of that name. */
  static <S extends Enum<S>, T extends Enum<T>> Builder<S, T> of(String name) {
    return new Builder<>(name);
  }

  /** What its things are. */
  public String name() {
    return name;
  }

  /** Every row, in the order in which the table is read. */
  public List<Row<S, T>> rows() {
    return rows;
  }

  /**
   * Where the step leads.
   *
   * @throws IllegalStateException when the table holds no such row
   */
  S next(S from, T on, TransitionObserver observer) {
    S to = index.getOrDefault(from, Map.of()).get(on);
    if (to == null) {
      throw new IllegalStateException("no row in the " + name + " table: " + from + " on " + on);
    }
    observer.visited(name, from.name(), on.name(), to.name());
    return to;
  }

  /** Collects rows. */
  static final class Builder<S extends Enum<S>, T extends Enum<T>> {

    private final String name;
    private final List<Row<S, T>> rows = new ArrayList<>();

    private Builder(String name) {
      this.name = name;
    }

    Builder<S, T> row(S from, T on, S to) {
      rows.add(new Row<>(from, on, to));
      return this;
    }

    Table<S, T> build() {
      return new Table<>(name, rows);
    }
  }
}
