package dev.baton.app;

import dev.baton.adapter.jetty.JettyListener;
import dev.baton.adapter.jetty.Limits;
import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.edge.Authentication;
import dev.baton.api.aws.edge.AwsEdge;
import dev.baton.api.aws.edge.OpenDoor;
import dev.baton.cli.CommandFailure;
import dev.baton.cli.Daemon;
import dev.baton.cli.ExitCode;
import dev.baton.cli.Session;
import dev.baton.cli.Terminal;
import dev.baton.http.Response;
import dev.baton.http.Route;
import dev.baton.http.Routes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Baton as a server, from the first request to the last. */
final class ServerProcess implements Daemon {

  private static final Duration LAST_WORK = Duration.ofSeconds(30);
  private static final long LOOK_MILLIS = 100;

  private final LocalDeck.Ground ground;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch gone = new CountDownLatch(1);

  ServerProcess(LocalDeck.Ground ground) {
    this.ground = ground;
  }

  /** Stops it, and waits until it has stopped. */
  void stop() {
    asked.countDown();
    try {
      // The system kills what takes longer; what was left running then is found at the next start.
      gone.await(LAST_WORK.toSeconds() * 2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public int serve(Session session, Wish wish) {
    try (LocalDeck deck = new LocalDeck(ground)) {
      Authentication authentication = authentication(session.terminal(), wish);
      OwnedEngine engine = deck.serve();
      AwsEdge aws =
          new AwsEdge(
              new AwsEdge.Parts(
                  engine.dispatcher(), authentication, ground.ids(), ground.faults()));
      Routes routes = new Routes(table(), (access, _) -> gate(access), aws);
      try (JettyListener listener =
          JettyListener.start(
              new JettyListener.Place(wish.host(), wish.port(), Optional.empty(), Limits.USUAL),
              routes,
              ground.clock(),
              ground.faults())) {
        session.terminal().line("Baton listens on http://" + shown(wish, listener.port()));
        session.terminal().out().flush();
        untilAsked();
      }
      Instant end = ground.clock().instant().plus(LAST_WORK);
      engine.drain(() -> ground.interrupts().count() > 1 || ground.clock().instant().isAfter(end));
      return ExitCode.SUCCEEDED;
    } finally {
      gone.countDown();
    }
  }

  private Authentication authentication(Terminal terminal, Wish wish) {
    if (wish.signed()) {
      return (_, _, _) -> {
        throw new AwsFault(
            "MissingAuthenticationTokenException", 403, "Missing Authentication Token");
      };
    }
    if (!loopback(wish.host())) {
      throw CommandFailure.refused(
          "--no-auth: anybody who reaches "
              + wish.host()
              + " could run commands on this machine; it is for loopback only (127.0.0.1, ::1)");
    }
    terminal.note(
        "WARNING: --no-auth: every program on this machine may do everything here, unsigned.");
    return new OpenDoor(ground.identity().caller());
  }

  private static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw CommandFailure.refused("--listen: nothing is called " + host + " here");
    }
  }

  private static List<Route> table() {
    return List.of(
        new Route("GET", "/_/livez", Route.Access.OPEN, _ -> Response.text(200, "ok\n")),
        new Route("GET", "/_/readyz", Route.Access.OPEN, _ -> Response.text(200, "ok\n")));
  }

  private static Optional<Response> gate(Route.Access access) {
    return access == Route.Access.OPEN
        ? Optional.empty()
        : Optional.of(Response.text(403, "forbidden\n"));
  }

  private static String shown(Wish wish, int port) {
    String host = wish.host().contains(":") ? "[" + wish.host() + "]" : wish.host();
    return host + ":" + port;
  }

  private void untilAsked() {
    try {
      while (ground.interrupts().count() == 0 && !asked.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        // Nothing: two ways to be asked, of which one can only be looked at.
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
