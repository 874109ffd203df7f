package dev.baton.adapter.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.http.Handler;
import dev.baton.http.Response;
import dev.baton.port.PortException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What arrives is what was sent, and what a caller can hold is bounded. */
final class JettyListenerTest {

  private static final Handler ECHO =
      request ->
          Response.text(
              200,
              request.method()
                  + " "
                  + request.path()
                  + "?"
                  + request.query()
                  + " "
                  + request.headers().all("x-two")
                  + " "
                  + new String(request.body().readAllBytes(), StandardCharsets.UTF_8));

  private static Limits limits(Duration idle, Duration head, long leastBytesPerSecond) {
    return new Limits(
        10, idle, head, 8192, leastBytesPerSecond, Duration.ZERO, Duration.ofSeconds(1));
  }

  private static JettyListener listener(Handler handler, Limits limits) {
    return JettyListener.start(
        new JettyListener.Place("127.0.0.1", 0, Optional.empty(), limits),
        handler,
        InstantSource.system(),
        _ -> "fault-1");
  }

  private static String exchange(JettyListener listener, String sent) throws IOException {
    try (Socket socket = connect(listener)) {
      socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Socket connect(JettyListener listener) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a%2Fb", "//a", "/a;x=1/b", "/a/../b", "/a/", "/%C3%A9", "/."})
  void aPathArrivesAsItWasSent(String path) throws IOException {
    try (JettyListener listener = listener(ECHO, Limits.USUAL)) {
      assertThat(exchange(listener, get(path + "?q=%41+b")))
          .endsWith("GET " + path + "?q=%41+b [] ");
    }
  }

  @Test
  void afterASmallBodyThatNobodyReadTheConnectionIsGoodForMore() throws IOException {
    Handler unread = request -> Response.text(403, request.path());
    try (JettyListener listener = listener(unread, Limits.USUAL)) {
      assertThat(
              exchange(
                  listener,
                  "POST /one HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nGET " + get("/two")))
          .contains("/one")
          .endsWith("/two")
          .containsOnlyOnce("Connection: close");
    }
  }

  @Test
  void afterALargeBodyThatNobodyReadTheConnectionEnds() throws IOException {
    Handler unread = request -> Response.text(403, request.path());
    try (JettyListener listener = listener(unread, Limits.USUAL)) {
      assertThat(
              exchange(
                  listener, "POST /one HTTP/1.1\r\nHost: h\r\nContent-Length: 9999999\r\n\r\n"))
          .startsWith("HTTP/1.1 403")
          .contains("Connection: close")
          .endsWith("/one");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%2e%2e/x", "/../x", "/a/../../x", "/a%00b", "*", "x"})
  void aPathThatLeavesTheRootIsRefusedWithALineOfText(String path) throws IOException {
    try (JettyListener listener = listener(ECHO, Limits.USUAL)) {
      assertThat(exchange(listener, get(path)))
          .startsWith("HTTP/1.1 400")
          .contains("text/plain")
          .doesNotContain("Exception", "etty");
    }
  }

  @Test
  void repeatedHeadersAllArriveInOrder() throws IOException {
    try (JettyListener listener = listener(ECHO, Limits.USUAL)) {
      String answer =
          exchange(
              listener,
              "POST / HTTP/1.1\r\nHost: h\r\nConnection: close\r\nX-Two: 1\r\nx-two: 2\r\n"
                  + "Content-Length: 2\r\n\r\nhi");
      assertThat(answer).endsWith("POST /? [1, 2] hi");
    }
  }

  @Test
  void aFaultOfTheHandlerShowsItsIdAndNoTrace() throws IOException {
    Handler faulty =
        _ -> {
          throw new IllegalStateException("inner words");
        };
    try (JettyListener listener = listener(faulty, Limits.USUAL)) {
      assertThat(exchange(listener, get("/")))
          .startsWith("HTTP/1.1 500")
          .contains("fault-1")
          .doesNotContain("inner words", "IllegalState");
    }
  }

  @Test
  void aHeadThatIsTooLargeIsRefused() throws IOException {
    try (JettyListener listener = listener(ECHO, Limits.USUAL)) {
      String head = "GET / HTTP/1.1\r\nHost: h\r\nX: " + "y".repeat(40_000) + "\r\n\r\n";
      assertThat(exchange(listener, head)).startsWith("HTTP/1.1 431");
    }
  }

  @Test
  void twoLengthsAreRefused() throws IOException {
    try (JettyListener listener = listener(ECHO, Limits.USUAL)) {
      String smuggled =
          "POST / HTTP/1.1\r\n"
              + "Host: h\r\n"
              + "Content-Length: 1\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n"
              + "0\r\n\r\n"
              + "GET /inner HTTP/1.1\r\n"
              + "Host: h\r\n\r\n";
      assertThat(exchange(listener, smuggled)).startsWith("HTTP/1.1 400").doesNotContain("inner");
    }
  }

  @Test
  void aBodyThatArrivesTooSlowlyEnds() throws IOException {
    Limits strict = limits(Duration.ofSeconds(30), Duration.ofSeconds(30), 1_000_000);
    // Every look at this clock finds a second gone.
    InstantSource hurried =
        new InstantSource() {
          private Instant now = Instant.EPOCH;

          @Override
          public synchronized Instant instant() {
            now = now.plusSeconds(1);
            return now;
          }
        };
    try (JettyListener listener =
        JettyListener.start(
            new JettyListener.Place("127.0.0.1", 0, Optional.empty(), strict),
            ECHO,
            hurried,
            _ -> "")) {
      String slow = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nx";
      assertThat(exchange(listener, slow)).startsWith("HTTP/1.1 408");
    }
  }

  @Test
  void aBodyWhoseRestDoesNotComeIsNoFault() throws IOException {
    Limits impatient = limits(Duration.ofMillis(200), Duration.ofSeconds(30), 0);
    try (JettyListener listener = listener(ECHO, impatient)) {
      String stuck = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nx";
      assertThat(exchange(listener, stuck))
          .startsWith("HTTP/1.1 408")
          .contains("Connection: close")
          .doesNotContain("fault-1");
    }
  }

  @Test
  void aBodyThatIsCutOffIsNoFault() throws IOException {
    try (JettyListener listener = listener(ECHO, Limits.USUAL);
        Socket socket = connect(listener)) {
      socket
          .getOutputStream()
          .write(
              "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nx"
                  .getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .doesNotContain("HTTP/1.1 5", "fault-1");
    }
  }

  @Test
  void aFileThatCannotBeReadIsAFaultOfTheServer() throws IOException {
    Handler broken =
        _ -> {
          throw new IOException("/secret/place: input/output error");
        };
    try (JettyListener listener = listener(broken, Limits.USUAL)) {
      assertThat(exchange(listener, get("/")))
          .startsWith("HTTP/1.1 500")
          .contains("fault-1")
          .doesNotContain("secret");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET /one HTTP/1.1\r\nHost: h\r\n\r\n"})
  void aHeadThatComesByteByByteIsNotWaitedFor(String before) throws IOException {
    Limits impatient = limits(Duration.ofSeconds(60), Duration.ofMillis(200), 0);
    try (JettyListener listener = listener(ECHO, impatient);
        Socket socket = connect(listener)) {
      OutputStream out = socket.getOutputStream();
      out.write((before + "GET /two HTTP/1.1\r\nX: ").getBytes(StandardCharsets.US_ASCII));
      Instant end = Instant.now().plusSeconds(30);
      assertThatThrownBy(
              () -> {
                while (Instant.now().isBefore(end)) {
                  out.write('y');
                  LockSupport.parkNanos(20_000_000);
                }
              })
          .isInstanceOf(SocketException.class);
    }
  }

  @Test
  void aConnectionThatRestsBetweenRequestsIsNoSlowHead() throws IOException {
    Limits impatient = limits(Duration.ofSeconds(2), Duration.ofMillis(100), 0);
    try (JettyListener listener = listener(ECHO, impatient);
        Socket socket = connect(listener)) {
      OutputStream out = socket.getOutputStream();
      out.write("GET /one HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      Instant rested = Instant.now().plusMillis(500);
      while (Instant.now().isBefore(rested)) {
        LockSupport.parkNanos(20_000_000);
      }
      out.write(get("/two").getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains("GET /one")
          .endsWith("GET /two? [] ");
    }
  }

  @Test
  void halfOpenConnectionsDoNotKeepOthersOut() throws IOException {
    List<Socket> halfOpen = new ArrayList<>();
    try (JettyListener listener = listener(ECHO, Limits.USUAL)) {
      for (int i = 0; i < 1000; i++) {
        Socket socket = connect(listener);
        halfOpen.add(socket);
        socket.getOutputStream().write("POST / HT".getBytes(StandardCharsets.US_ASCII));
      }
      assertThat(exchange(listener, get("/in"))).endsWith("GET /in? [] ");
    } finally {
      for (Socket socket : halfOpen) {
        socket.close();
      }
    }
  }

  @Test
  void anIdleConnectionIsClosed() throws IOException {
    Limits impatient = limits(Duration.ofMillis(200), Duration.ofSeconds(30), 1);
    try (JettyListener listener = listener(ECHO, impatient);
        Socket socket = connect(listener);
        InputStream in = socket.getInputStream()) {
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void aTakenPortIsSaidInOneLine() {
    try (JettyListener first = listener(ECHO, Limits.USUAL)) {
      assertThatThrownBy(
              () ->
                  JettyListener.start(
                      new JettyListener.Place(
                          "127.0.0.1", first.port(), Optional.empty(), Limits.USUAL),
                      ECHO,
                      InstantSource.system(),
                      _ -> ""))
          .isInstanceOf(PortException.class)
          .hasMessageContaining("127.0.0.1:" + first.port())
          .hasMessageContaining("in use");
    }
  }

  @Test
  void anAnswerToHeadHasALengthAndNoBody() throws IOException {
    try (JettyListener listener = listener(_ -> Response.text(200, "hello"), Limits.USUAL)) {
      assertThat(exchange(listener, "HEAD / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n"))
          .contains("Content-Length: 5")
          .endsWith("\r\n\r\n");
    }
  }

  private static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
  }
}
