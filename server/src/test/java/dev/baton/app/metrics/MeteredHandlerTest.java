package dev.baton.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.api.aws.Rates;
import dev.baton.engine.build.BuildYard;
import dev.baton.http.Body;
import dev.baton.http.Handler;
import dev.baton.http.Headers;
import dev.baton.http.Request;
import dev.baton.http.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class MeteredHandlerTest {

  private final AtomicLong nanos = new AtomicLong();

  private MeteredHandler metered(Handler handler) {
    return new MeteredHandler(handler, () -> nanos.getAndAdd(4_000_000));
  }

  private static Request request(String path, String... headers) {
    return new Request(
        "POST", path, "", Headers.of(headers), "127.0.0.1", new ByteArrayInputStream(new byte[0]));
  }

  private static PrometheusPage page(MeteredHandler handler) throws IOException {
    Scrape scrape =
        new Scrape(
            Instant.EPOCH,
            new Meters(),
            handler,
            () -> new Rates.Seen(9, 4, 5),
            () -> new BuildYard.Load(1, 2, 8),
            () -> 3);
    Body body = scrape.answer().body();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    body.writeTo(out);
    return new PrometheusPage(out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void answersAreCountedByWhereTheyCameFromAndTheirStatus() throws IOException {
    MeteredHandler handler = metered(_ -> Response.text(200, "ok"));
    handler.handle(request("/", "X-Amz-Target", "CodeBuild_20161006.StartBuild"));
    handler.handle(request("/", "X-Amz-Target", "Logs_20140328.FilterLogEvents"));
    handler.handle(request("/", "Content-Type", "application/x-www-form-urlencoded"));
    handler.handle(request("/_/livez"));
    PrometheusPage page = page(handler);
    for (String route : new String[] {"codebuild", "logs", "query", "own"}) {
      assertThat(page.value("baton_http_requests_total", "{route=" + route + ", status=2xx}"))
          .isEqualTo(1);
    }
    assertThat(page.value("baton_http_request_seconds_sum", "{route=codebuild}")).isEqualTo(0.004);
    assertThat(page.value("baton_http_request_seconds_bucket", "{route=codebuild, le=0.0025}"))
        .isZero();
    assertThat(page.value("baton_http_request_seconds_bucket", "{route=codebuild, le=0.005}"))
        .isEqualTo(1);
  }

  @Test
  void whateverIsAskedForThereAreOnlySoManySeries() throws IOException {
    MeteredHandler handler = metered(_ -> Response.text(404, "no"));
    int before = page(handler).size();
    for (int i = 0; i < 50; i++) {
      handler.handle(request("/bucket" + i));
      handler.handle(request("/", "X-Amz-Target", "x\"\n\\" + i));
      handler.handle(request("/", "X-Amz-Target", "." + i));
    }
    PrometheusPage page = page(handler);
    assertThat(page.size()).isEqualTo(before);
    assertThat(page.value("baton_http_requests_total", "{route=other, status=4xx}")).isEqualTo(150);
  }

  @Test
  void whoIsRefusedIsCounted() throws IOException {
    MeteredHandler handler = metered(_ -> Response.text(403, "no"));
    handler.handle(request("/", "X-Amz-Target", "AmazonSSM.GetParameter"));
    assertThat(page(handler).value("baton_http_refused_total", "{route=ssm}")).isEqualTo(1);
  }

  @Test
  void aHandlersFaultIsCountedAndGoesOn() throws IOException {
    MeteredHandler handler =
        metered(
            _ -> {
              throw new IllegalStateException("broken");
            });
    assertThatThrownBy(() -> handler.handle(request("/"))).hasMessage("broken");
    assertThat(page(handler).value("baton_http_requests_total", "{route=other, status=fault}"))
        .isEqualTo(1);
  }

  @Test
  void whoIsNotKnownAndWhoAsksTooOftenIsShown() throws IOException {
    PrometheusPage page = page(metered(_ -> Response.empty(200)));
    assertThat(page.value("baton_authentications_refused_total", "{}")).isEqualTo(9);
    assertThat(page.value("baton_throttled_total", "{caller=key}")).isEqualTo(4);
    assertThat(page.value("baton_throttled_total", "{caller=stranger}")).isEqualTo(5);
  }

  @Test
  void theYardIsShownAsItIs() throws IOException {
    PrometheusPage page = page(metered(_ -> Response.empty(200)));
    assertThat(page.value("baton_builds_running", "{}")).isEqualTo(1);
    assertThat(page.value("baton_builds_waiting", "{}")).isEqualTo(2);
    assertThat(page.value("baton_builds_slots", "{}")).isEqualTo(8);
    assertThat(page.value("baton_pipelines_busy", "{}")).isEqualTo(3);
  }
}
