package dev.baton.app.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** A counter for each of a few values of one label. Safe for concurrent use. */
final class Counters {

  private final String name;
  private final String help;
  private final String label;
  private final Map<String, LongAdder> counts;

  /**
   * @param name ends in {@code _total}
   * @param values every value that the label has, in the order in which they are shown
   */
  Counters(String name, String help, String label, List<String> values) {
    this.name = name;
    this.help = help;
    this.label = label;
    Map<String, LongAdder> made = new LinkedHashMap<>();
    values.forEach(value -> made.put(value, new LongAdder()));
    this.counts = java.util.Collections.unmodifiableMap(made);
  }

  /** Counts one; what is not among the values is a fault of the caller. */
  void count(String value) {
    LongAdder adder = counts.get(value);
    if (adder == null) {
      throw new IllegalArgumentException(name + " knows no " + label + " " + value);
    }
    adder.increment();
  }

  void write(Exposition to) {
    to.family(name, "counter", help);
    counts.forEach((value, count) -> to.sample(name, Map.of(label, value), count.sum()));
  }

  /** Its samples, as some of a family's, with one label more before its own. */
  void samples(Exposition to, String family, String outer, String outerValue) {
    counts.forEach(
        (value, count) -> {
          Map<String, String> labels = new LinkedHashMap<>();
          labels.put(outer, outerValue);
          labels.put(label, value);
          to.sample(family, labels, count.sum());
        });
  }
}
