package dev.baton.app.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** How often values fell below each of a few bounds. Safe for concurrent use. */
final class Histogram {

  private final String name;
  private final String help;
  private final double[] bounds;
  private final LongAdder[] counts;
  private final DoubleAdder sum = new DoubleAdder();

  /**
   * @param bounds rising; values above the last are counted too
   */
  Histogram(String name, String help, double... bounds) {
    this.name = name;
    this.help = help;
    this.bounds = bounds.clone();
    this.counts = new LongAdder[bounds.length + 1];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new LongAdder();
    }
  }

  void observe(double value) {
    int bucket = 0;
    while (bucket < bounds.length && value > bounds[bucket]) {
      bucket++;
    }
    counts[bucket].increment();
    sum.add(value);
  }

  void write(Exposition to) {
    to.family(name, "histogram", help);
    write(to, Map.of());
  }

  /** Its samples, as one of a family's. */
  void write(Exposition to, Map<String, String> labels) {
    long below = 0;
    for (int i = 0; i < counts.length; i++) {
      below += counts[i].sum();
      Map<String, String> with = new LinkedHashMap<>(labels);
      double bound = i < bounds.length ? bounds[i] : Double.POSITIVE_INFINITY;
      with.put("le", Exposition.number(bound));
      to.sample(name + "_bucket", with, below);
    }
    to.sample(name + "_sum", labels, sum.sum());
    // Of one and the same reading: a histogram whose count is not its last bucket is refused.
    to.sample(name + "_count", labels, below);
  }
}
