package dev.baton.app.metrics;

import java.util.Locale;
import java.util.Map;

/**
 * Prometheus's text format 0.0.4: for each family its help and type, then its samples. Names and
 * the values of labels are Baton's own words, never a user's, so that there are only so many.
 */
final class Exposition {

  static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder(16 * 1024);

  /** Begins a family; its samples follow. */
  Exposition family(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    return this;
  }

  /**
   * A sample.
   *
   * @param labels in their order; empty for none
   */
  Exposition sample(String name, Map<String, String> labels, double value) {
    text.append(name);
    if (!labels.isEmpty()) {
      String separator = "{";
      for (Map.Entry<String, String> label : labels.entrySet()) {
        text.append(separator).append(label.getKey()).append("=\"");
        escape(label.getValue());
        text.append('"');
        separator = ",";
      }
      text.append('}');
    }
    text.append(' ').append(number(value)).append('\n');
    return this;
  }

  /** A sample of something that is counted. */
  Exposition sample(String name, Map<String, String> labels, long value) {
    return sample(name, labels, (double) value);
  }

  /** As {@link #single(String, String, String, double)}, of something that is counted. */
  Exposition single(String name, String type, String help, long value) {
    return single(name, type, help, (double) value);
  }

  /** A family of one sample without labels. */
  Exposition single(String name, String type, String help, double value) {
    return family(name, type, help).sample(name, Map.of(), value);
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '"' -> text.append("\\\"");
        case '\n' -> text.append("\\n");
        default -> text.append(c);
      }
    }
  }

  static String number(double value) {
    if (value == Double.POSITIVE_INFINITY) {
      return "+Inf";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return String.format(Locale.ROOT, "%s", value);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
