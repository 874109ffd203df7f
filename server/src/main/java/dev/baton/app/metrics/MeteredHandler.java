package dev.baton.app.metrics;

import dev.baton.http.Handler;
import dev.baton.http.Request;
import dev.baton.http.Response;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Counts what is asked and how it is answered, by what kind of address it went to. */
public final class MeteredHandler implements Handler {

  /** By the beginning of X-Amz-Target; whatever else is asked for counts as "other". */
  private static final Map<String, String> SERVICES =
      Map.of(
          "codepipeline", "codepipeline",
          "codebuild", "codebuild",
          "amazonssm", "ssm",
          "secretsmanager", "secretsmanager",
          "logs", "logs");

  private static final List<String> ROUTES =
      List.of(
          "codepipeline", "codebuild", "ssm", "secretsmanager", "logs", "query", "own", "other");

  private static final List<String> CLASSES = List.of("1xx", "2xx", "3xx", "4xx", "5xx", "fault");
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  private final Handler handler;
  private final LongSupplier nanos;
  private final Map<String, Counters> answers = new LinkedHashMap<>();
  private final Map<String, Histogram> seconds = new LinkedHashMap<>();
  private final Counters refused =
      new Counters(
          "baton_http_refused_total",
          "Requests that were refused for who asked: unsigned, wrongly signed or not permitted.",
          "route",
          ROUTES);

  /**
   * @param nanos a clock for durations
   */
  public MeteredHandler(Handler handler, LongSupplier nanos) {
    this.handler = handler;
    this.nanos = nanos;
    for (String route : ROUTES) {
      answers.put(route, new Counters("", "", "status", CLASSES));
      seconds.put(
          route,
          new Histogram(
              "baton_http_request_seconds",
              "",
              0.001,
              0.0025,
              0.005,
              0.01,
              0.025,
              0.05,
              0.1,
              0.25,
              1,
              5));
    }
  }

  @Override
  public Response handle(Request request) throws IOException {
    String route = route(request);
    long start = nanos.getAsLong();
    String answered = "fault";
    try {
      Response response = handler.handle(request);
      answered = Math.clamp(response.status() / 100, 1, 5) + "xx";
      if (response.status() == UNAUTHORIZED || response.status() == FORBIDDEN) {
        refused.count(route);
      }
      return response;
    } finally {
      counters(answers, route).count(answered);
      counters(seconds, route).observe((nanos.getAsLong() - start) / 1e9);
    }
  }

  private static <T> T counters(Map<String, T> of, String route) {
    T found = of.get(route);
    if (found == null) {
      throw new IllegalStateException("no counters for " + route);
    }
    return found;
  }

  private static String route(Request request) {
    if (request.path().startsWith("/_/") || request.path().equals("/_")) {
      return "own";
    }
    String target = request.header("x-amz-target").orElse("");
    if (target.isEmpty()) {
      boolean form =
          request
              .header("content-type")
              .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
              .isPresent();
      return form ? "query" : "other";
    }
    int end = 0;
    while (end < target.length() && Character.isLetter(target.charAt(end))) {
      end++;
    }
    return SERVICES.getOrDefault(
        target.substring(0, end).toLowerCase(java.util.Locale.ROOT), "other");
  }

  void write(Exposition to) {
    to.family(
        "baton_http_requests_total",
        "counter",
        "Requests by what they went to and the class of the answer's status.");
    answers.forEach(
        (route, counters) -> counters.samples(to, "baton_http_requests_total", "route", route));
    to.family(
        "baton_http_request_seconds",
        "histogram",
        "From a request's head to its answer, the answer's way to the caller left out.");
    seconds.forEach((route, histogram) -> histogram.write(to, Map.of("route", route)));
    refused.write(to);
  }
}
