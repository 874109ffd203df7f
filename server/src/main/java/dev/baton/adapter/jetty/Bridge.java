package dev.baton.adapter.jetty;

import dev.baton.http.Body;
import dev.baton.http.Headers;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From Jetty's request to Baton's, and back. */
final class Bridge extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);
  private static final int TIMEOUT = 408;
  private static final int BAD = 400;
  private static final int FAULT = 500;

  /** Up to how many bytes of a body that nobody wants are read all the same. */
  private static final int SMALL = 64 * 1024;

  private final dev.baton.http.Handler handler;
  private final Limits limits;
  private final InstantSource clock;
  private final Function<Throwable, String> faults;

  Bridge(
      dev.baton.http.Handler handler,
      Limits limits,
      InstantSource clock,
      Function<Throwable, String> faults) {
    this.handler = handler;
    this.limits = limits;
    this.clock = clock;
    this.faults = faults;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    try {
      PacedBody body = new PacedBody(Content.Source.asInputStream(request), limits, clock);
      write(request, response, settled(request, body, answer(request, body)));
      callback.succeeded();
    } catch (IOException e) {
      // The caller has gone; what it asked for is done or not done all the same.
      LOG.debug("A caller went away: {}", e.toString());
      callback.failed(e);
    }
    return true;
  }

  private dev.baton.http.Response answer(Request request, PacedBody body) {
    try {
      return handler.handle(translated(request, body));
    } catch (PacedBody.TooSlow e) {
      return dev.baton.http.Response.text(TIMEOUT, e.getMessage() + "\n")
          .with("Connection", "close");
    } catch (PacedBody.Broken e) {
      // Whether anybody is left to read it cannot be known.
      LOG.debug("A body did not come to its end: {}", e.toString());
      return dev.baton.http.Response.text(BAD, e.getMessage() + "\n").with("Connection", "close");
    } catch (IOException | RuntimeException e) {
      return dev.baton.http.Response.text(FAULT, "An unexpected fault: " + faults.apply(e) + "\n");
    }
  }

  /**
   * Who answered need not have read the body. A small one is passed over, so that the connection is
   * good for the next request; after any other the connection ends, and the answer says so.
   */
  private static dev.baton.http.Response settled(
      Request request, PacedBody body, dev.baton.http.Response answer) {
    boolean ends = answer.headers().first("connection").isPresent();
    if (ends || body.isOver() || !hasBody(request) || passedOver(request, body)) {
      return answer;
    }
    return answer.with("Connection", "close");
  }

  private static boolean hasBody(Request request) {
    return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  private static boolean passedOver(Request request, PacedBody body) {
    boolean waits = request.getHeaders().contains(HttpHeader.EXPECT);
    if (waits || request.getLength() < 0 || request.getLength() > SMALL) {
      return false;
    }
    try {
      body.transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (IOException e) {
      LOG.debug("The rest of a body did not come: {}", e.toString());
      return false;
    }
  }

  private dev.baton.http.Request translated(Request request, PacedBody body) {
    HttpURI uri = request.getHttpURI();
    String path = uri.getPath();
    String query = uri.getQuery();
    List<Headers.Field> fields = new ArrayList<>();
    request
        .getHeaders()
        .forEach(f -> fields.add(new Headers.Field(f.getName(), text(f.getValue()))));
    return new dev.baton.http.Request(
        request.getMethod(),
        path == null ? "" : path,
        query == null ? "" : query,
        new Headers(fields),
        text(Request.getRemoteAddr(request)),
        body);
  }

  private static String text(@org.jspecify.annotations.Nullable String value) {
    return value == null ? "" : value;
  }

  private static void write(Request request, Response response, dev.baton.http.Response answer)
      throws IOException {
    response.setStatus(answer.status());
    answer.headers().fields().forEach(f -> response.getHeaders().add(f.name(), f.value()));
    Body body = answer.body();
    if (body.length() >= 0) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length());
    }
    if (request.getMethod().equals("HEAD")) {
      return;
    }
    try (OutputStream out = Content.Sink.asOutputStream(response)) {
      body.writeTo(out);
    }
  }
}
