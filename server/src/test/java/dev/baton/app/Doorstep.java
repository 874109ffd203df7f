package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.adapter.jetty.JettyListener;
import dev.baton.adapter.jetty.Limits;
import dev.baton.app.config.ConfigReader;
import dev.baton.cli.Interrupts;
import dev.baton.testkit.SeededEntropy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server behind its port in this process, spoken to byte by byte; it must meet no fault. */
final class Doorstep implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Doorstep.class);
  private static final int PATIENCE_MILLIS = 60_000;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})[ \r]");

  final Path data;
  private final List<Throwable> faults = new ArrayList<>();
  private final LocalDeck deck;
  private final JettyListener listener;

  private Doorstep(Path place, Map<String, String> flags, Limits limits) {
    data = place.resolve("data");
    LocalDeck.Ground ground =
        new LocalDeck.Ground(
            data,
            place.resolve("workspaces"),
            Identity.local("ann"),
            InstantSource.system(),
            () -> UUID.randomUUID().toString(),
            new SeededEntropy(),
            Interrupts.NONE,
            this::keep,
            Trial.fromProperties(),
            Allowed.toOwner());
    deck = new LocalDeck(ground);
    ServerProcess.Door door =
        new ServerProcess(ground)
            .door(
                ConfigReader.read(Optional.empty(), Map.of(), flags).orRefuse().config(),
                deck,
                deck.serve());
    listener =
        JettyListener.start(
            new JettyListener.Place("127.0.0.1", 0, Optional.empty(), limits),
            door.handler(),
            InstantSource.system(),
            this::keep);
  }

  /** A server that lets in whoever signs. */
  static Doorstep signed(Path place) {
    return new Doorstep(place, Map.of(), Limits.USUAL);
  }

  /** A server that lets everybody in, for what is wrong with a body that was let in. */
  static Doorstep open(Path place) {
    return new Doorstep(place, Map.of("auth", "none"), Limits.USUAL);
  }

  private synchronized String keep(Throwable fault) {
    faults.add(fault);
    return "fault " + faults.size();
  }

  /** What was answered until the server ended the connection; a broken connection is an end. */
  record Heard(String text) {

    List<Integer> statuses() {
      return STATUS
          .matcher(text)
          .results()
          .map(MatchResult::group)
          .map(line -> Integer.parseInt(line.substring(9, 12)))
          .toList();
    }

    String body() {
      return text.substring(text.lastIndexOf("\r\n\r\n") + 4);
    }
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  Heard say(String bytes) throws IOException {
    return say(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Says something and no more, then listens until the connection's end. */
  Heard say(byte[] bytes) throws IOException {
    try (Socket socket = connect()) {
      // Who is refused in the middle of a request must not wait for the other to listen.
      Thread speaker = Thread.ofVirtual().start(() -> speak(socket, bytes));
      StringBuilder heard = new StringBuilder();
      try (InputStream in = socket.getInputStream()) {
        for (int next = in.read(); next >= 0; next = in.read()) {
          heard.append((char) next);
        }
      } catch (SocketTimeoutException e) {
        throw new AssertionError("the server neither answers nor ends: " + heard, e);
      } catch (IOException e) {
        // Who cuts a connection off has ended it, too.
        LOG.debug("The server has cut the connection off: {}", e.toString());
      }
      speaker.join();
      return new Heard(heard.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static void speak(Socket socket, byte[] bytes) {
    try {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
      socket.shutdownOutput();
    } catch (IOException e) {
      LOG.debug("The server has ended the connection in the middle: {}", e.toString());
    }
  }

  /** An operation of AWS's JSON protocol, asked by who is let in. */
  Heard call(String target, byte[] body, String... headers) throws IOException {
    StringBuilder head =
        new StringBuilder("POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n")
            .append("Content-Type: application/x-amz-json-1.1\r\nX-Amz-Target: ")
            .append(target)
            .append("\r\nContent-Length: ")
            .append(body.length)
            .append("\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[start.length + body.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return say(all);
  }

  /** Nothing was met that a caller must not be able to cause, and the next caller is answered. */
  void assertWell() throws IOException {
    synchronized (this) {
      assertThat(faults).isEmpty();
    }
    assertThat(say("GET /_/livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").text())
        .startsWith("HTTP/1.1 200 ")
        .endsWith("\r\n\r\nok\n");
  }

  @Override
  public void close() {
    listener.close();
    deck.close();
  }
}
