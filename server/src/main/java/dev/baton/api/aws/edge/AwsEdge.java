package dev.baton.api.aws.edge;

import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Dispatcher;
import dev.baton.api.aws.Rates;
import dev.baton.http.Handler;
import dev.baton.http.Request;
import dev.baton.http.Response;
import dev.baton.port.IdSource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers AWS's JSON protocol: {@code POST /} with {@code X-Amz-Target}. */
public final class AwsEdge implements Handler {

  /** More than any JSON operation of AWS takes. */
  private static final int LARGEST_BODY = 8 * 1024 * 1024;

  /**
   * What it stands on.
   *
   * @param rates how often each caller may ask
   * @param faults keeps an unexpected fault's trace and returns its id
   */
  public record Parts(
      Dispatcher dispatcher,
      Authentication authentication,
      Rates rates,
      IdSource ids,
      Function<Throwable, String> faults) {}

  private final Parts parts;

  public AwsEdge(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Response handle(Request request) throws IOException {
    String id = parts.ids().uuid();
    return answer(request, id).with("x-amzn-RequestId", id);
  }

  private Response answer(Request request, String id) throws IOException {
    try {
      String target = target(request);
      Authentication.Claim claim = known(request, () -> claim(request, target));
      byte[] body = body(request);
      Caller caller =
          known(request, () -> claim.caller(body))
              .from(request.remote(), request.header("user-agent").orElse(""), id);
      caller.origin().keyId().ifPresent(key -> parts.rates().count(key, request.remote()));
      return json(parts.dispatcher().call(caller, target, body));
    } catch (AwsFault fault) {
      return json(Dispatcher.fault(fault));
    } catch (RuntimeException e) {
      String trace = parts.faults().apply(e);
      return json(
          Dispatcher.fault(
              new AwsFault("InternalFailure", 500, "An unexpected fault: " + trace + ".")));
    }
  }

  private Authentication.Claim claim(Request request, String target) {
    return parts.authentication().claim(request, Services.signing(target));
  }

  /** Counts who is not known. */
  private <T> T known(Request request, Supplier<T> judgement) {
    try {
      return judgement.get();
    } catch (AwsFault fault) {
      parts.rates().countStranger(request.remote());
      throw fault;
    }
  }

  private static byte[] body(Request request) throws IOException {
    byte[] body = request.body().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      throw new AwsFault(
          "RequestEntityTooLargeException",
          413,
          "A request may have " + LARGEST_BODY + " bytes at most.");
    }
    return body;
  }

  private static String target(Request request) {
    List<String> targets = request.headers().all("x-amz-target");
    Optional<String> target = targets.stream().findFirst();
    if (targets.size() != 1 || !request.method().equals("POST") || !request.path().equals("/")) {
      throw new AwsFault(
          "UnknownOperationException",
          404,
          "Baton answers POST / with one X-Amz-Target here; S3 is not there yet.");
    }
    return target.orElseThrow();
  }

  private static Response json(Dispatcher.Answer answer) {
    return Response.json(answer.status(), answer.body());
  }
}
