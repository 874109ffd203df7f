package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests whose end two readers could see in different places, and heads that are no heads: each
 * is refused or its connection ended, and what it hides is never answered.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileHeadsTest {

  private static final String HIDDEN = "GET /_/livez HTTP/1.1\r\nHost: localhost\r\n\r\n";

  /** What HTTP itself answers to a version that it does not know. */
  private static final int NO_SUCH_VERSION = 505;

  private Doorstep server;

  @BeforeAll
  void open(@TempDir Path place) {
    server = Doorstep.signed(place);
  }

  @AfterAll
  void close() {
    server.close();
  }

  @AfterEach
  void theServerIsWell() throws IOException {
    server.assertWell();
  }

  private static String head(String... lines) {
    return "POST / HTTP/1.1\r\nHost: localhost\r\n"
        + "X-Amz-Target: CodePipeline_20150709.ListPipelines\r\n"
        + String.join("\r\n", lines)
        + "\r\n\r\n";
  }

  private static void assertRefused(Doorstep.Heard heard) {
    assertThat(heard.statuses())
        .as(heard.text())
        .hasSizeLessThanOrEqualTo(1)
        .allMatch(status -> (status >= 400 && status < 500) || status == NO_SUCH_VERSION);
    assertThat(heard.text()).doesNotContain("\r\n\r\nok", "Exception:", "\tat ", "etty");
  }

  private static Named<String> named(String head) {
    String shown = head.length() > 90 ? head.substring(30, 90) : head;
    return Named.of(shown.replace("\r", "\\r").replace("\n", "\\n").replace("\0", "\\0"), head);
  }

  static Stream<Named<String>> lengthsThatTwoMayReadDifferently() {
    String chunks = "0\r\n\r\n";
    return Stream.of(
            head("Content-Length: 5", "Transfer-Encoding: chunked") + chunks,
            head("Transfer-Encoding: chunked", "Content-Length: 5") + chunks,
            head("Content-Length: 0", "Content-Length: 43"),
            head("Content-Length: 0, 43"),
            head("Content-Length: +0"),
            head("Content-Length: -1"),
            head("Content-Length: 0x0"),
            head("Content-Length: 0 0"),
            head("Content-Length: 99999999999999999999"),
            head("Content-Length: "),
            head("Content-Length : 0"),
            head("Content-Length\t: 0"),
            head(" Content-Length: 0"),
            head("X: y", " Content-Length: 0"),
            head("X: y", "\tfolded"),
            head("Transfer-Encoding : chunked") + chunks,
            head("Transfer-Encoding: xchunked") + chunks,
            head("Transfer-Encoding: chunked, identity") + chunks,
            head("Transfer-Encoding: identity") + chunks,
            head("Transfer-Encoding: gzip, chunked") + chunks,
            head("Transfer-Encoding: chunked, chunked") + chunks,
            head("Transfer-Encoding: chunked", "Transfer-Encoding: cow") + chunks,
            head("Transfer-Encoding: cow", "Transfer-Encoding: chunked") + chunks,
            head("Transfer-Encoding: \"chunked\"") + chunks,
            head("Transfer-Encoding:\u000bchunked") + chunks,
            head("Transfer-Encoding: chunked\u0000") + chunks,
            head("Transfer-Encoding:\r\n chunked") + chunks,
            head("X: y\rContent-Length: 0"),
            head("X: y\u0000z"),
            head("X\u0000: y"),
            head("X Y: z"),
            head("no colon"),
            head(": no name"),
            head("Host: other"),
            head("Content-Length: 0").replace("Host: localhost\r\n", ""),
            head("Content-Length: 0").replace("HTTP/1.1", "HTTP/1.0").replace("Host", "\u0000"),
            head("Transfer-Encoding: chunked") + "ffffffffffffffffff\r\n",
            head("Transfer-Encoding: chunked") + "-1\r\n",
            head("Transfer-Encoding: chunked") + "0x0\r\n\r\n",
            head("Transfer-Encoding: chunked") + "1\r\nab\r\n",
            head("Transfer-Encoding: chunked") + "0;" + "x".repeat(100_000) + "\r\n\r\n")
        .map(HostileHeadsTest::named);
  }

  @ParameterizedTest
  @MethodSource("lengthsThatTwoMayReadDifferently")
  void nothingHidesBehindALengthThatTwoMayReadDifferently(String head) throws IOException {
    assertRefused(server.say(head + HIDDEN));
  }

  static Stream<Named<String>> requestsThatAreNone() {
    return Stream.of(
            "GET /_/livez\r\n",
            "GET /_/livez HTTP/0.9\r\n\r\n",
            "GET /_/livez HTTP/1.7\r\nHost: localhost\r\n\r\n",
            "GET /_/livez HTTP/3.0\r\nHost: localhost\r\n\r\n",
            "GET\t/_/livez\tHTTP/1.1\r\nHost: localhost\r\n\r\n",
            " GET /_/livez HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /_/livez HTTP/1.1 x\r\nHost: localhost\r\n\r\n",
            "GET /_/li\u0000vez HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /_/livez%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /_/livez%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET \\_\\livez HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "G\u0000T / HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
            "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost:80\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "TRACE / HTTP/1.1\r\nHost: localhost\r\nX: y\r\n\r\n",
            "POST //localhost/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
            "POST http://elsewhere/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
            "POST ftp://localhost/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: localhost:99999999\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: a/../b\r\n\r\n",
            "\r\n".repeat(50_000),
            "x".repeat(1_000_000),
            "GET /" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "G".repeat(100_000) + " / HTTP/1.1\r\nHost: localhost\r\n\r\n",
            head("X: " + "y".repeat(1_000_000)),
            head("Cookie: " + "a=b; ".repeat(20_000)),
            head(IntStream.range(0, 10_000).mapToObj(i -> "X-" + i + ": y").toArray(String[]::new)))
        .map(HostileHeadsTest::named);
  }

  @ParameterizedTest
  @MethodSource("requestsThatAreNone")
  void whatIsNoRequestIsRefusedOrCutOff(String bytes) throws IOException {
    assertRefused(server.say(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/_/metrics",
        "//_/metrics",
        "/_//metrics",
        "/_/./metrics",
        "/_/x/../metrics",
        "/%5f/metrics",
        "/_%2fmetrics",
        "/_/%6detrics",
        "/%2e/_/metrics",
        "/_/%2e%2e/_/metrics",
        "/_/metrics%3b",
        "/_/metrics;x=y",
        "/_/metrics%20",
        "/_/metrics?x=/../livez",
        "/_/livez/../metrics",
        "/_/livez%2f..%2fmetrics",
        "/_/livez;/../metrics",
        "/_/%c0%ae%c0%ae/metrics",
        "/_/%u002e%u002e/metrics",
        "http://localhost/_/metrics",
        "http://localhost//_/metrics",
        "http://user@localhost/_/metrics",
        "HTTP://LOCALHOST/_/metrics"
      })
  void noSpellingOpensWhatIsShut(String target) throws IOException {
    Doorstep.Heard heard =
        server.say(
            "GET "
                + target
                + " HTTP/1.1\r\nHost: localhost\r\nX-Original-URL: /_/livez\r\n"
                + "X-Rewrite-URL: /_/livez\r\nX-Forwarded-For: 127.0.0.1\r\n"
                + "Connection: close\r\n\r\n");
    assertRefused(heard);
    assertThat(heard.text()).doesNotContain("baton_");
  }

  @Test
  void anUpgradeToAnotherProtocolIsNotTaken() throws IOException {
    assertRefused(
        server.say(
            head(
                "Connection: Upgrade, HTTP2-Settings, close",
                "Upgrade: h2c",
                "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA",
                "Content-Length: 0")));
  }

  @Test
  void trailersChangeNoHeader() throws IOException {
    assertRefused(
        server.say(
            head("Transfer-Encoding: chunked", "Connection: close")
                + "0\r\nContent-Length: 43\r\nAuthorization: AWS4-HMAC-SHA256 x\r\nHost: a\r\n\r\n"
                + HIDDEN));
  }

  @Test
  void afterARefusedBodyWhatFollowsItIsTheNextRequestAndNothingElseIs() throws IOException {
    String inner = HIDDEN;
    Doorstep.Heard small =
        server.say(
            head("Content-Length: " + inner.length())
                + inner
                + "GET /_/readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    Doorstep.Heard large =
        server.say(head("Content-Length: 100000") + inner.repeat(100_000 / inner.length() + 1));

    assertThat(small.statuses()).containsExactly(403, 200);
    assertRefused(large);
  }

  @Test
  void whoWaitsToBeToldToSendIsToldNotTo() throws IOException {
    Doorstep.Heard heard =
        server.say(head("Content-Length: 99999999", "Expect: 100-continue") + HIDDEN);
    assertRefused(heard);
    assertThat(heard.text()).doesNotContain("100 Continue");
  }

  @Test
  void anExpectationThatNobodyMeetsIsRefused() throws IOException {
    assertRefused(server.say(head("Content-Length: 0", "Expect: 200-ok", "Connection: close")));
  }

  @Test
  void bytesOfAnySortAreRefusedOrCutOff() throws IOException {
    byte[] noise = new byte[4096];
    new Random(7).nextBytes(noise);
    for (int i = 0; i < 64; i++) {
      noise[0] = (byte) i;
      assertRefused(server.say(new String(noise, i, 2048, StandardCharsets.ISO_8859_1)));
    }
  }
}
