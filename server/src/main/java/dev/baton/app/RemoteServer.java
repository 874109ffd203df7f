package dev.baton.app;

import dev.baton.adapter.remote.ServerClient;
import dev.baton.adapter.remote.ServerClient.Answer;
import dev.baton.adapter.remote.ServerClient.Content;
import dev.baton.api.aws.edge.Services;
import dev.baton.api.aws.sigv4.Signer;
import dev.baton.api.own.OwnRoutes;
import dev.baton.cli.CommandFailure;
import dev.baton.cli.ExitCode;
import dev.baton.cli.Session;
import dev.baton.http.Headers;
import dev.baton.model.artifact.Digest;
import dev.baton.port.BlobStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Signed requests to one server, with the standard AWS credential variables. */
final class RemoteServer {

  /** For how long a read is asked again while the server is not there: it may be restarting. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String url;
  private final ServerClient client;
  private final Optional<Signer> signer;
  private final InstantSource clock;
  private boolean reached;

  private RemoteServer(
      String url, ServerClient client, Optional<Signer> signer, InstantSource clock) {
    this.url = url;
    this.client = client;
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * The server that a session names.
   *
   * @throws CommandFailure when that is no address of a server
   */
  static RemoteServer of(Session session, InstantSource clock) {
    String url = session.server().orElseThrow();
    Optional<Path> authorities = session.variable("AWS_CA_BUNDLE").map(session::path);
    try {
      ServerClient client = new ServerClient(address(url), authorities);
      return new RemoteServer(url, client, signer(session), clock);
    } catch (IOException e) {
      throw CommandFailure.refused("AWS_CA_BUNDLE: " + e.getMessage());
    }
  }

  private static URI address(String url) {
    try {
      URI uri = new URI(url);
      boolean root = uri.getRawPath().isEmpty() || uri.getRawPath().equals("/");
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && root && uri.getHost() != null && uri.getUserInfo() == null) {
        return new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), "/", null, null);
      }
    } catch (URISyntaxException | NullPointerException e) {
      // Refused below, with the others.
    }
    throw CommandFailure.refused(
        "--server: expected a server's address such as http://127.0.0.1:8080, not " + url);
  }

  private static Optional<Signer> signer(Session session) {
    Optional<String> id = session.variable("AWS_ACCESS_KEY_ID");
    Optional<String> secret = session.variable("AWS_SECRET_ACCESS_KEY");
    String region =
        session
            .variable("AWS_REGION")
            .or(() -> session.variable("AWS_DEFAULT_REGION"))
            .orElse("us-east-1");
    return id.flatMap(
        key ->
            secret.map(
                text ->
                    new Signer(
                        new Signer.Key(key, text, session.variable("AWS_SESSION_TOKEN")), region)));
  }

  /** An AWS operation. */
  Answer aws(String target, byte[] body) {
    Headers headers =
        Headers.of("Content-Type", "application/x-amz-json-1.1", "X-Amz-Target", target);
    return once("POST", Services.signing(target), "/", headers, body);
  }

  /** One of Baton's own operations. */
  byte[] own(String path, byte[] body) {
    Headers headers = Headers.of("Content-Type", "application/json");
    return accepted(once("POST", OwnRoutes.SERVICE, path, headers, body));
  }

  /** Reads; patiently, since nothing comes of reading twice. */
  byte[] read(String path, String query) {
    String target = query.isEmpty() ? path : path + "?" + query;
    Instant end = clock.instant().plus(PATIENCE);
    while (true) {
      try {
        Headers headers = signed("GET", OwnRoutes.SERVICE, target, Headers.NONE, Signer.hash(NONE));
        Answer answer = client.ask("GET", target, headers, content(NONE));
        reached = true;
        return accepted(answer);
      } catch (IOException e) {
        if (!reached || clock.instant().isAfter(end)) {
          throw unreachable(e);
        }
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(200_000_000, 400_000_000));
      }
    }
  }

  private static final byte[] NONE = new byte[0];

  /** Sends a blob. */
  byte[] send(String path, BlobStore blobs, BlobStore.Stored blob) throws IOException {
    Headers headers =
        signed(
            "POST",
            OwnRoutes.SERVICE,
            path,
            Headers.of("Content-Type", "application/zip"),
            blob.digest().hex());
    InputStream stream =
        blobs.open(blob.digest()).orElseThrow(() -> new IOException("what was packed is gone"));
    try {
      return accepted(client.ask("POST", path, headers, new Content(stream, blob.size())));
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /** Fetches a blob into a store, where its digest is proven. */
  void fetch(String path, Digest digest, BlobStore into) throws IOException {
    String target = path + "?digest=" + digest.hex();
    Headers headers = signed("GET", OwnRoutes.SERVICE, target, Headers.NONE, Signer.hash(NONE));
    Answer answer =
        client.fetch(
            target,
            headers,
            in -> {
              try (BlobStore.Upload upload = into.upload()) {
                in.transferTo(upload.stream());
                if (!upload.commit().digest().equals(digest)) {
                  throw new IOException("what arrived is not the artifact: its digest differs");
                }
              }
            });
    accepted(answer);
  }

  private Answer once(String method, String service, String path, Headers headers, byte[] body) {
    try {
      Answer answer =
          client.ask(
              method,
              path,
              signed(method, service, path, headers, Signer.hash(body)),
              content(body));
      reached = true;
      return answer;
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private static Content content(byte[] body) {
    return new Content(new ByteArrayInputStream(body), body.length);
  }

  private Headers signed(
      String method, String service, String target, Headers headers, String bodyHash) {
    if (signer.isEmpty()) {
      return headers;
    }
    int mark = target.indexOf('?');
    Headers all =
        signer
            .get()
            .signed(
                service,
                method,
                mark < 0 ? target : target.substring(0, mark),
                mark < 0 ? "" : target.substring(mark + 1),
                headers.with("host", client.host()),
                bodyHash,
                clock.instant());
    // The connection writes that one itself.
    return new Headers(all.fields().stream().filter(f -> !f.name().equals("host")).toList());
  }

  private byte[] accepted(Answer answer) {
    if (answer.status() < 400) {
      return answer.body();
    }
    CommandFailure refusal = AwsAnswers.refusal(answer.status(), answer.body());
    if (signer.isEmpty() && (answer.status() == 403 || answer.status() == 400)) {
      throw CommandFailure.refused(
          refusal.message()
              + "; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY ('baton env' prints them on the"
              + " server)");
    }
    throw refusal;
  }

  private CommandFailure unreachable(IOException fault) {
    return new CommandFailure(
        ExitCode.FAILED, "baton: the server " + url + " cannot be reached: " + fault.getMessage());
  }
}
