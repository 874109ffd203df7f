package dev.baton.adapter.jetty;

import dev.baton.http.Handler;
import dev.baton.port.PortException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** Listens on one address until it is closed. */
public final class JettyListener implements AutoCloseable {

  private static final int SELECTORS = 1;
  private static final int ACCEPTORS = 1;

  /**
   * What runs besides the requests. Each connection has one that waits for its body at the most; in
   * a pool with room for fewer, those who wait would keep the others out.
   */
  private static final int OWN_TASKS = 64;

  private final Server server;
  private final ServerConnector connector;

  private JettyListener(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Where and how to listen.
   *
   * @param port 0 for one that the system chooses
   * @param tls empty for plain HTTP
   */
  public record Place(String host, int port, Optional<SSLContext> tls, Limits limits) {}

  /**
   * Begins to listen.
   *
   * @param faults keeps an unexpected fault's trace and returns its id
   * @throws PortException when the address is taken or not this machine's
   */
  public static JettyListener start(
      Place place, Handler handler, InstantSource clock, Function<Throwable, String> faults) {
    Server server = new Server(new VirtualThreadPool(place.limits().connections() + OWN_TASKS));
    ServerConnector connector = connector(server, place);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(place.limits().connections(), connector));
    server.setHandler(new GracefulHandler(new Bridge(handler, place.limits(), clock, faults)));
    server.setErrorHandler(new PlainErrors());
    server.setStopTimeout(place.limits().stop().toMillis());
    try {
      server.start();
    } catch (Exception e) {
      stop(server);
      throw new PortException(
          "Cannot listen on " + place.host() + ":" + place.port() + ": " + reason(e), false, e);
    }
    SlowHeads.watch(connector, place.limits().head());
    return new JettyListener(server, connector);
  }

  private static ServerConnector connector(Server server, Place place) {
    HttpConnectionFactory http = new HttpConnectionFactory(configuration(place));
    ServerConnector connector =
        place
            .tls()
            .map(tls -> new ServerConnector(server, ACCEPTORS, SELECTORS, secured(tls, http), http))
            .orElseGet(() -> new ServerConnector(server, ACCEPTORS, SELECTORS, http));
    connector.setHost(place.host());
    connector.setPort(place.port());
    connector.setIdleTimeout(place.limits().idle().toMillis());
    return connector;
  }

  private static SslConnectionFactory secured(SSLContext context, HttpConnectionFactory http) {
    SslContextFactory.Server factory = new SslContextFactory.Server();
    factory.setSslContext(context);
    return new SslConnectionFactory(factory, http.getProtocol());
  }

  private static HttpConfiguration configuration(Place place) {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setRequestHeaderSize(place.limits().headBytes());
    configuration.setSendServerVersion(false);
    // Who routes sees the path as it was sent and judges it; nothing is rewritten on the way.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    // Any host name may be a virtual-host bucket; a certificate is checked by the caller.
    place.tls().ifPresent(_ -> configuration.addCustomizer(new SecureRequestCustomizer(false)));
    return configuration;
  }

  /** The port that is listened on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Accepts nothing more, lets answers end that are under way, then cuts off the rest. */
  @Override
  public void close() {
    stop(server);
  }

  private static void stop(Server server) {
    try {
      server.stop();
    } catch (Exception e) {
      throw new PortException("Cannot stop listening: " + reason(e), false, e);
    } finally {
      server.destroy();
    }
  }

  private static String reason(Exception e) {
    Throwable deepest = e;
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      deepest = cause;
    }
    return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
  }
}
