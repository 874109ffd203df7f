package dev.baton.api.own;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.http.Handler;
import dev.baton.http.Request;
import dev.baton.http.Response;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What an owner answers on loopback: AWS's operations at {@code POST /} by {@code X-Amz-Target},
 * Baton's own under {@code /_/}. Without the owner's token nothing is answered.
 */
public final class OwnApi implements Handler {

  private static final int MAX_BODY = 32 * 1024 * 1024;

  /**
   * What it stands on.
   *
   * @param started told what was started for another process, and whether that process waits for it
   * @param faults keeps an unexpected fault's trace and returns its id
   */
  public record Parts(
      Dispatcher dispatcher,
      OwnCommands commands,
      OwnKeys keys,
      Caller caller,
      String token,
      Consumer<Asked> started,
      Function<Throwable, String> faults) {}

  /** Something that another process asked for. */
  public record Asked(String id, boolean waits) {}

  private final Parts parts;
  private final TokenGuard guard;

  public OwnApi(Parts parts) {
    this.parts = parts;
    this.guard = new TokenGuard(parts.token(), this::guarded);
  }

  @Override
  public Response handle(Request request) throws IOException {
    return guard.handle(request);
  }

  private Response guarded(Request request) throws IOException {
    byte[] body = request.body().readNBytes(MAX_BODY + 1);
    return body.length > MAX_BODY ? Response.empty(413) : answer(request, body);
  }

  private Response answer(Request request, byte[] body) {
    try {
      return switch (request.path()) {
        case "/" -> aws(request, body);
        case "/_/run" -> run(OwnCodec.run(body));
        case "/_/register" -> register(OwnCodec.run(body));
        case "/_/build" -> build(OwnCodec.build(body));
        case "/_/keys" ->
            Response.json(200, parts.keys().handle(parts.caller(), OwnCodec.keys(body)));
        default -> Response.empty(404);
      };
    } catch (AwsFault fault) {
      return fault(fault);
    } catch (Refused refused) {
      Problem first = refused.problems().getFirst();
      return fault(
          new AwsFault(first.code() + "Exception", 400, String.valueOf(refused.getMessage())));
    } catch (RuntimeException e) {
      return fault(
          new AwsFault("InternalFailure", 500, "An unexpected fault: " + parts.faults().apply(e)));
    }
  }

  private Response aws(Request request, byte[] body) {
    Dispatcher.Answer answer =
        parts.dispatcher().call(parts.caller(), request.header("x-amz-target").orElse(""), body);
    return Response.json(answer.status(), answer.body());
  }

  private Response run(RunCommand command) {
    Started started = parts.commands().run(parts.caller(), command);
    parts.started().accept(new Asked(started.id(), command.waits()));
    return Response.json(200, OwnCodec.bytes(started));
  }

  private Response register(RunCommand command) {
    parts.commands().register(parts.caller(), command);
    return Response.json(200, "{}".getBytes(StandardCharsets.UTF_8));
  }

  private Response build(BuildCommand command) {
    Started started = parts.commands().build(parts.caller(), command);
    parts.started().accept(new Asked(started.id(), command.waits()));
    return Response.json(200, OwnCodec.bytes(started));
  }

  private static Response fault(AwsFault fault) {
    Dispatcher.Answer answer = Dispatcher.fault(fault);
    return Response.json(answer.status(), answer.body());
  }
}
