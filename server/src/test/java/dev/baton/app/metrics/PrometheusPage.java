package dev.baton.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text format 0.0.4 and fails on what Prometheus would not take. */
public final class PrometheusPage {

  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? ([0-9.eE+-]+|\\+Inf)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"(,|$)");

  private final Map<String, String> types = new LinkedHashMap<>();
  private final Map<String, Double> samples = new LinkedHashMap<>();
  private final Map<String, List<Double>> buckets = new HashMap<>();

  /** Reads all of a page. */
  public PrometheusPage(String text) {
    assertThat(text).endsWith("\n");
    Set<String> helped = new HashSet<>();
    for (String line : text.split("\n")) {
      if (line.startsWith("# HELP ")) {
        assertThat(helped.add(line.split(" ", 4)[2])).as(line).isTrue();
      } else if (line.startsWith("# TYPE ")) {
        String[] words = line.split(" ");
        assertThat(words).hasSize(4);
        assertThat(helped).contains(words[2]);
        assertThat(words[3]).isIn("counter", "gauge", "histogram");
        assertThat(types.put(words[2], words[3])).as(line).isNull();
      } else {
        sample(line);
      }
    }
    histograms();
  }

  private void sample(String line) {
    Matcher matcher = SAMPLE.matcher(line);
    assertThat(matcher.matches()).as(line).isTrue();
    String name = matcher.group(1);
    String family = name.replaceFirst("_(bucket|sum|count)$", "");
    boolean histogram = "histogram".equals(types.get(family));
    String declared = histogram ? family : name;
    assertThat(types).as(line).containsKey(declared);
    assertThat(new ArrayList<>(types.keySet()).getLast()).as(line).isEqualTo(declared);
    if (types.get(declared).equals("counter")) {
      assertThat(name).endsWith("_total");
    }
    Map<String, String> labels = labels(matcher.group(2), line);
    double value =
        matcher.group(3).equals("+Inf")
            ? Double.POSITIVE_INFINITY
            : Double.parseDouble(matcher.group(3));
    assertThat(samples.put(name + labels, value)).as(line).isNull();
    if (histogram && name.endsWith("_bucket")) {
      assertThat(labels).containsKey("le");
      Map<String, String> rest = new LinkedHashMap<>(labels);
      rest.remove("le");
      buckets.computeIfAbsent(family + rest, _ -> new ArrayList<>()).add(value);
    }
  }

  private static Map<String, String> labels(String text, String line) {
    Map<String, String> labels = new LinkedHashMap<>();
    String rest = text == null ? "" : text;
    while (!rest.isEmpty()) {
      Matcher label = LABEL.matcher(rest);
      assertThat(label.lookingAt()).as(line).isTrue();
      assertThat(labels.put(label.group(1), label.group(2))).as(line).isNull();
      rest = rest.substring(label.end());
    }
    return labels;
  }

  private void histograms() {
    buckets.forEach(
        (series, counts) -> {
          assertThat(counts).as(series).isSorted();
          int labels = series.indexOf('{');
          String count = series.substring(0, labels) + "_count" + series.substring(labels);
          assertThat(samples).as(series).containsEntry(count, counts.getLast());
        });
  }

  /** How many series there are. */
  public int size() {
    return samples.size();
  }

  /** The type of a family. */
  public String type(String family) {
    return types.getOrDefault(family, "");
  }

  /** A sample by its name and its labels, such as {@code {status=2xx}}; "{}" for none. */
  public double value(String name, String labels) {
    assertThat(samples).containsKey(name + labels);
    return samples.get(name + labels);
  }
}
