package dev.baton.app;

import dev.baton.adapter.jetty.JettyListener;
import dev.baton.adapter.jetty.Limits;
import dev.baton.adapter.jetty.PemFiles;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Rates;
import dev.baton.api.aws.edge.Authentication;
import dev.baton.api.aws.edge.AwsEdge;
import dev.baton.api.aws.edge.OpenDoor;
import dev.baton.api.aws.edge.Signed;
import dev.baton.api.aws.query.Asker;
import dev.baton.api.aws.query.Askers;
import dev.baton.api.aws.query.QueryEdge;
import dev.baton.api.aws.sigv4.Verifier;
import dev.baton.api.aws.sts.StsService;
import dev.baton.app.config.Config;
import dev.baton.app.metrics.MeteredHandler;
import dev.baton.app.metrics.Scrape;
import dev.baton.cli.CommandFailure;
import dev.baton.cli.ExitCode;
import dev.baton.cli.Terminal;
import dev.baton.http.Handler;
import dev.baton.http.Request;
import dev.baton.http.Response;
import dev.baton.http.Route;
import dev.baton.http.Routes;
import dev.baton.model.access.Principal;
import dev.baton.provider.LocalCommand;
import dev.baton.usecase.AccessKeys;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Baton as a server, from the first request to the last. */
final class ServerProcess {

  private static final long LOOK_MILLIS = 100;

  /** What a stop takes besides the work that it waits for. */
  private static final Duration TIDYING = Duration.ofSeconds(20);

  /** Whose the key is that the first start makes. */
  private static final String FIRST = "administrator";

  private final LocalDeck.Ground ground;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch gone = new CountDownLatch(1);
  private volatile Duration grace = Duration.ZERO;

  ServerProcess(LocalDeck.Ground ground) {
    this.ground = ground;
  }

  /** Stops it, and waits until it has stopped. */
  void stop() {
    asked.countDown();
    try {
      // The system kills what takes longer; what was left running then is found at the next start.
      gone.await(grace.plus(TIDYING).toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Serves until it is told to stop.
   *
   * @throws CommandFailure when what is configured would not be safe, or somebody else owns the
   *     data directory
   */
  int serve(Terminal terminal, Config config) {
    grace = config.stopGrace();
    ServerLog log = ServerLog.begin(terminal.err(), config.jsonLog());
    try (LocalDeck deck = new LocalDeck(grounded(config))) {
      warn(terminal, config);
      OwnedEngine engine = deck.serve();
      ServerFile file = new ServerFile(ground.root());
      deck.accessKeys().first(config.account(), FIRST, file::keep);
      try (JettyListener listener = listen(config, door(config, deck, engine).handler())) {
        String scheme = config.tls().isPresent() ? "https" : "http";
        String url = scheme + "://" + shown(config, listener.port());
        file.listening(url, config.account(), config.region());
        terminal.line("Baton listens on " + url);
        terminal.out().flush();
        untilAsked(deck);
        file.silent();
      }
      Instant end = ground.clock().instant().plus(config.stopGrace());
      engine.drain(() -> ground.interrupts().count() > 1 || ground.clock().instant().isAfter(end));
      return ExitCode.SUCCEEDED;
    } finally {
      log.close();
      gone.countDown();
    }
  }

  private LocalDeck.Ground grounded(Config config) {
    return new LocalDeck.Ground(
        ground.root(),
        ground.workspaces(),
        new Identity(config.account(), config.region(), ground.identity().user()),
        ground.clock(),
        ground.ids(),
        ground.entropy(),
        ground.interrupts(),
        ground.faults(),
        ground.trial(),
        new Allowed(
            LocalCommand.Permission.only(config.localCommands()),
            config.builds().orElseGet(Allowed::suitingBuilds),
            config.audit()));
  }

  /** Says aloud what is open, and refuses what must not be. */
  private static void warn(Terminal terminal, Config config) {
    boolean loopback = loopback(config.listen().host());
    if (!config.signed()) {
      if (!loopback) {
        throw CommandFailure.refused(
            "--no-auth: anybody who reaches "
                + config.listen().host()
                + " could run commands on this machine; it is for loopback only (127.0.0.1, ::1)");
      }
      terminal.note(
          "WARNING: no authentication: every program on this machine may do everything here.");
    }
    if (!loopback && !config.trustBuilds()) {
      throw CommandFailure.refused(
          "--listen "
              + config.listen().host()
              + ": builds run as this server's own user and could read its data; listen on"
              + " loopback, or say --trust-builds when you trust whoever may change what is built");
    }
    terminal.note("Builds run as this server's own user and can read what it can read.");
  }

  private static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      throw CommandFailure.refused("--listen: nothing is called " + host + " here");
    }
  }

  /**
   * What answers requests.
   *
   * @param routes Baton's own; everything else is AWS's
   */
  record Door(List<Route> routes, Handler handler) {}

  Door door(Config config, LocalDeck deck, OwnedEngine engine) {
    AccessKeys keys = deck.accessKeys();
    Verifier verifier = new Verifier(keys::find, ground.clock());
    Principal everybody = Principal.administrator(config.account(), ground.identity().user());
    OpenDoor open = new OpenDoor(new Caller(everybody, config.region(), false));
    Signed signed = new Signed(verifier, config.region());
    Authentication authentication = config.signed() ? signed : open;
    Rates rates = new Rates(config.rates(), System::nanoTime);
    Later<Scrape> scrape = new Later<>();
    List<Route> table = new ArrayList<>(probes(scrape));
    table.addAll(
        config.signed()
            ? engine.routes(signed, rates, deck.reading())
            : engine.routes(open, rates, deck.reading()));
    Askers askers =
        config.signed()
            ? Askers.signed(verifier, config.region())
            : (request, body, service) ->
                new Asker(
                    authentication.claim(request, service).caller(body).principal(),
                    Optional.empty());
    AwsEdge json =
        new AwsEdge(
            new AwsEdge.Parts(
                engine.dispatcher(), authentication, rates, ground.ids(), ground.faults()));
    QueryEdge query =
        new QueryEdge(
            List.of(new StsService(keys)),
            askers,
            rates,
            deck.audit(),
            ground.ids(),
            ground.faults());
    MetricsToken token = MetricsToken.of(config.metricsToken());
    Routes routes =
        new Routes(
            table,
            (access, request) -> gate(access, request, token),
            request -> (QueryEdge.isMeant(request) ? query : json).handle(request));
    MeteredHandler metered = new MeteredHandler(routes, System::nanoTime);
    scrape.set(
        new Scrape(
            ground.clock().instant(),
            engine.meters(),
            metered,
            rates::seen,
            engine::load,
            engine::busy));
    return new Door(routes.table(), metered);
  }

  private static List<Route> probes(Later<Scrape> scrape) {
    return List.of(
        new Route("GET", "/_/livez", Route.Access.OPEN, _ -> Response.text(200, "ok\n")),
        new Route("GET", "/_/readyz", Route.Access.OPEN, _ -> Response.text(200, "ok\n")),
        new Route("GET", "/_/metrics", Route.Access.METRICS, _ -> scrape.get().answer()));
  }

  private static Optional<Response> gate(Route.Access access, Request request, MetricsToken token) {
    return switch (access) {
      // Whoever signs is judged by the handler: a signature covers the body, too.
      case OPEN, USER, ADMINISTRATOR -> Optional.empty();
      case METRICS -> token.refusal(request);
    };
  }

  private JettyListener listen(Config config, Handler handler) {
    return JettyListener.start(
        new JettyListener.Place(
            config.listen().host(),
            config.listen().port(),
            config.tls().map(tls -> PemFiles.context(tls.certificate(), tls.key())),
            Limits.USUAL),
        handler,
        ground.clock(),
        ground.faults());
  }

  private static String shown(Config config, int port) {
    String host = config.listen().host();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /**
   * Also ends when the engine can record nothing more: then a server that goes on only pretends.
   */
  private void untilAsked(LocalDeck deck) {
    try {
      // Two ways to be asked, of which one can only be looked at.
      while (ground.interrupts().count() == 0 && !asked.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        deck.carryOn();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
