package dev.baton.api.own;

import dev.baton.api.aws.Audit;
import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.api.aws.Rates;
import dev.baton.api.aws.edge.Authentication;
import dev.baton.api.aws.edge.StreamAuthentication;
import dev.baton.api.aws.wire.Json;
import dev.baton.api.own.read.Query;
import dev.baton.api.own.read.ReadTable;
import dev.baton.http.Body;
import dev.baton.http.Headers;
import dev.baton.http.Request;
import dev.baton.http.Response;
import dev.baton.http.Route;
import dev.baton.model.access.Principal;
import dev.baton.model.artifact.Digest;
import dev.baton.model.document.Refused;
import dev.baton.port.AuditLog;
import dev.baton.port.BlobStore;
import dev.baton.port.IdSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a server answers to {@code baton --server}: the commands that AWS has no operation for, what
 * commands read, source trees on their way in and artifacts on their way out. Requests are signed
 * as AWS's are, for the service {@link #SERVICE}; a build session may ask nothing of it.
 */
public final class OwnRoutes {

  /** What requests are signed for. */
  public static final String SERVICE = "baton";

  private static final int LARGEST_BODY = 32 * 1024 * 1024;

  /**
   * What they stand on.
   *
   * @param faults keeps an unexpected fault's trace and returns its id
   */
  public record Parts(
      Authentication authentication,
      StreamAuthentication streams,
      Rates rates,
      OwnCommands commands,
      OwnKeys keys,
      OwnAudit auditRecord,
      Audit audit,
      ReadTable reads,
      BlobStore blobs,
      SourceTrees trees,
      IdSource ids,
      Function<Throwable, String> faults) {}

  /** Does what a caller asks with a body that is whole and proven. */
  @FunctionalInterface
  private interface Work {
    Response answer(Caller caller, byte[] body);
  }

  /** Does what a caller asks with a body that is still to be read. */
  @FunctionalInterface
  private interface Streaming {
    Response answer(StreamAuthentication.Sent sent) throws IOException;
  }

  private final Parts parts;

  public OwnRoutes(Parts parts) {
    this.parts = parts;
  }

  /** The addresses. */
  public List<Route> table() {
    List<Route> table = new ArrayList<>();
    table.add(post("/_/run", (caller, body) -> run(caller, OwnCodec.run(body))));
    table.add(post("/_/register", (caller, body) -> register(caller, OwnCodec.run(body))));
    table.add(post("/_/build", (caller, body) -> build(caller, OwnCodec.build(body))));
    table.add(
        new Route(
            "POST",
            "/_/keys",
            Route.Access.ADMINISTRATOR,
            request ->
                whole(
                    request,
                    (caller, body) ->
                        Response.json(200, parts.keys().handle(caller, OwnCodec.keys(body))))));
    table.add(
        new Route(
            "GET",
            "/_/audit",
            Route.Access.ADMINISTRATOR,
            request -> whole(request, (caller, _) -> audit(caller, Query.of(request.query())))));
    table.add(
        new Route(
            "POST", "/_/uploads", Route.Access.USER, request -> streamed(request, this::upload)));
    table.add(
        new Route(
            "GET",
            "/_/blob",
            Route.Access.USER,
            request -> whole(request, (_, _) -> blob(Query.of(request.query())))));
    parts.reads().rows().forEach((name, answer) -> table.add(read(name, answer)));
    return List.copyOf(table);
  }

  private Route post(String path, Work work) {
    return new Route("POST", path, Route.Access.USER, request -> whole(request, work));
  }

  private Route read(String name, Function<Query, String> answer) {
    return new Route(
        "GET",
        "/_/read/" + name,
        Route.Access.USER,
        request ->
            whole(
                request,
                (_, _) -> Response.json(200, utf8(answer.apply(Query.of(request.query()))))));
  }

  private Response run(Caller caller, RunCommand command) {
    parts.trees().check(caller, command);
    return Response.json(200, OwnCodec.bytes(parts.commands().run(caller, command)));
  }

  private Response register(Caller caller, RunCommand command) {
    parts.trees().check(caller, command);
    parts.commands().register(caller, command);
    return Response.json(200, utf8("{}"));
  }

  private Response build(Caller caller, BuildCommand command) {
    parts.trees().check(caller, command);
    return Response.json(200, OwnCodec.bytes(parts.commands().build(caller, command)));
  }

  private Response audit(Caller caller, Query query) {
    var asked =
        new AuditLog.Query(
            query.count("limit"),
            query.optional("since").map(_ -> Instant.ofEpochMilli(query.number("since"))),
            query.optional("by"));
    return Response.json(200, parts.auditRecord().handle(caller, asked));
  }

  private Response upload(StreamAuthentication.Sent sent) throws IOException {
    try {
      String place =
          parts
              .audit()
              .recorded(
                  sent.caller(),
                  new Audit.Call("baton", "Upload", List.of()),
                  () -> kept(sent.body()),
                  kept -> Audit.resource("sourcePlace", Optional.of(kept)));
      return Response.json(200, utf8(Json.compact(Map.of("place", place))));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private String kept(InputStream zip) {
    try {
      return parts.trees().keep(zip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Response blob(Query query) {
    String hex = query.text("digest");
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new AwsFault("ValidationException", 400, "digest must be a SHA-256 in hexadecimal.");
    }
    Digest digest = new Digest(hex);
    long size =
        parts
            .blobs()
            .size(digest)
            .orElseThrow(
                () -> new AwsFault("NotFoundException", 404, "There is no blob " + digest + "."));
    return new Response(
        200,
        Headers.of("Content-Type", "application/octet-stream"),
        new BlobBody(parts.blobs(), digest, size));
  }

  /** A blob on its way out. */
  private record BlobBody(BlobStore blobs, Digest digest, long length) implements Body {

    @Override
    public void writeTo(OutputStream out) throws IOException {
      Optional<InputStream> open = blobs.open(digest);
      try (InputStream in = open.orElseThrow(() -> new IOException("the blob is gone"))) {
        in.transferTo(out);
      }
    }
  }

  private Response whole(Request request, Work work) throws IOException {
    return modelled(
        () -> {
          Authentication.Claim claim =
              known(request, () -> parts.authentication().claim(request, SERVICE));
          byte[] body = request.body().readNBytes(LARGEST_BODY + 1);
          if (body.length > LARGEST_BODY) {
            throw new AwsFault(
                "RequestEntityTooLargeException",
                413,
                "A request may have " + LARGEST_BODY + " bytes at most.");
          }
          Caller caller = known(request, () -> claim.caller(body));
          return work.answer(user(caller, request), body);
        });
  }

  private Response streamed(Request request, Streaming work) throws IOException {
    return modelled(
        () -> {
          StreamAuthentication.Sent sent =
              known(request, () -> parts.streams().open(request, SERVICE));
          Caller caller = user(sent.caller(), request);
          return work.answer(new StreamAuthentication.Sent(caller, sent.body()));
        });
  }

  /** Whoever shows nothing good is counted by address. */
  private <T> T known(Request request, Supplier<T> judgement) {
    try {
      return judgement.get();
    } catch (AwsFault fault) {
      parts.rates().countStranger(request.remote());
      throw fault;
    }
  }

  private Caller user(Caller asking, Request request) {
    Caller caller =
        asking.from(request.remote(), request.header("user-agent").orElse(""), parts.ids().uuid());
    caller.origin().keyId().ifPresent(key -> parts.rates().count(key, request.remote()));
    if (caller.principal().kind() == Principal.Kind.BUILD_SESSION) {
      throw new AwsFault(
          "AccessDeniedException",
          403,
          "User: " + caller.arn() + " is not authorized: a build may not ask this.");
    }
    return caller;
  }

  /** Does something that may be refused. */
  @FunctionalInterface
  private interface Attempt {
    Response make() throws IOException;
  }

  private Response modelled(Attempt attempt) throws IOException {
    try {
      return attempt.make();
    } catch (AwsFault fault) {
      return fault(fault);
    } catch (Refused refused) {
      return fault(
          new AwsFault(
              refused.problems().getFirst().code() + "Exception",
              400,
              String.valueOf(refused.getMessage())));
    } catch (RuntimeException e) {
      return fault(
          new AwsFault("InternalFailure", 500, "An unexpected fault: " + parts.faults().apply(e)));
    }
  }

  private static Response fault(AwsFault fault) {
    Dispatcher.Answer answer = Dispatcher.fault(fault);
    return Response.json(answer.status(), answer.body());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
