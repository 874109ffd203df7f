package com.example.erp.testing;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;

/** The results of a test class in the XML that JUnit writes and build servers read. */
final class JUnitReport {

  private JUnitReport() {}

  static String of(String className, List<TestRunner.Result> results) {
    long failures = results.stream().filter(result -> result.failure().isPresent()).count();
    double seconds = results.stream().mapToDouble(TestRunner.Result::seconds).sum();
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append(
        "<testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"0\" time=\"%s\">\n"
            .formatted(escape(className), results.size(), failures, time(seconds)));
    for (TestRunner.Result result : results) {
      xml.append(
          "  <testcase classname=\"%s\" name=\"%s\" time=\"%s\""
              .formatted(escape(className), escape(result.test()), time(result.seconds())));
      result
          .failure()
          .ifPresentOrElse(failure -> appendFailure(failure, xml), () -> xml.append("/>\n"));
    }
    return xml.append("</testsuite>\n").toString();
  }

  private static void appendFailure(Throwable failure, StringBuilder xml) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    String type = failure.getClass().getName();
    String message = String.valueOf(failure.getMessage());
    xml.append(
        ">\n    <failure type=\"%s\" message=\"%s\">%s</failure>\n  </testcase>\n"
            .formatted(escape(type), escape(message), escape(trace.toString())));
  }

  private static String time(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }

  /** For attributes and text alike; characters that XML cannot hold become question marks. */
  private static String escape(String text) {
    return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD]", "?")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
