package dev.baton.api.aws;

import dev.baton.api.aws.model.Coverage;
import dev.baton.api.aws.model.Models;
import dev.baton.api.aws.model.Requests;
import dev.baton.api.aws.model.ServiceModel;
import dev.baton.api.aws.wire.Json;
import dev.baton.api.aws.wire.MalformedShape;
import dev.baton.api.aws.wire.ShapeReader;
import dev.baton.api.aws.wire.ShapeWriter;
import dev.baton.api.aws.wire.Timestamps;
import dev.baton.model.audit.AuditEntry;
import dev.baton.model.document.Refused;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;

/**
 * From operation to handler. Safe for concurrent use once it is made.
 *
 * <p>A request that breaks a constraint of the service's model reaches no handler, wherever it came
 * from; nor does one of a caller whom the operation is not for. An operation that the models have
 * and nobody here carries out is refused by name.
 *
 * <p>A fault that nobody modelled passes through: the edge gives it an id and keeps its trace.
 */
public final class Dispatcher {

  private static final int LONGEST_TARGET = 128;

  /**
   * What is asked again and again and would push everything else out of the record: workers asking
   * for jobs (what they take they acknowledge, which is recorded), and lines of logs.
   */
  private static final Set<String> UNRECORDED =
      Set.of("PollForJobs", "PollForThirdPartyJobs", "PutLogEvents");

  private final Map<String, Route<?, ?>> routes;
  private final Optional<Paging> paging;
  private final Optional<Audit> audit;
  private final Models models = Models.bundled();
  private final ShapeReader reader = new ShapeReader();
  private final ShapeWriter writer = new ShapeWriter(Timestamps.EPOCH, ZoneOffset.UTC);

  private record Route<I extends SdkPojo, O extends SdkPojo>(
      Operation<I, O> operation, Handler<I, O> handler) {}

  private Dispatcher(
      Map<String, Route<?, ?>> routes, Optional<Paging> paging, Optional<Audit> audit) {
    this.routes = Map.copyOf(routes);
    this.paging = paging;
    this.audit = audit;
  }

  /** An answer over the wire: a status and a JSON document. */
  public record Answer(int status, byte[] body) {}

  /** Collects handlers. */
  public static final class Builder {

    private final Map<String, Route<?, ?>> routes = new HashMap<>();
    private Optional<Paging> paging = Optional.empty();
    private Optional<Audit> audit = Optional.empty();

    /** Says who carries an operation out; each operation has one handler. */
    public <I extends SdkPojo, O extends SdkPojo> Builder on(
        Operation<I, O> operation, Handler<I, O> handler) {
      if (routes.put(operation.target(), new Route<>(operation, handler)) != null) {
        throw new IllegalStateException("two handlers for " + operation.target());
      }
      return this;
    }

    /** Says how page tokens are made; without it they are the handlers' own, open to view. */
    public Builder tokens(PageTokens tokens) {
      paging = Optional.of(new Paging(tokens));
      return this;
    }

    /** Says where changes go on record; without it they do not. */
    public Builder audited(Audit record) {
      audit = Optional.of(record);
      return this;
    }

    public Dispatcher build() {
      return new Dispatcher(routes, paging, audit);
    }
  }

  /**
   * Carries out an operation in process.
   *
   * @throws AwsFault when it is refused
   */
  @SuppressWarnings("unchecked")
  public <I extends SdkPojo, O extends SdkPojo> O call(
      Caller caller, Operation<I, O> operation, I request) {
    Route<I, O> route = (Route<I, O>) routes.get(operation.target());
    if (route == null) {
      throw notCarriedOut(operation.service(), operation.name());
    }
    return recorded(caller, route, request);
  }

  /** Carries out an operation that came over the wire. */
  public Answer call(Caller caller, String target, byte[] body) {
    try {
      String known = models.canonical(target);
      Route<?, ?> route = routes.get(known);
      if (route == null) {
        if (models.knows(known)) {
          Permissions.check(caller, known);
        }
        throw refusal(known, body);
      }
      return answer(200, Json.compact(out -> writer.write(out, decoded(caller, route, body))));
    } catch (AwsFault fault) {
      return fault(fault);
    }
  }

  /** What is carried out here, as the models write it. */
  public Set<String> targets() {
    return routes.keySet();
  }

  /** Whether an operation of that name changes anything; empty when there is none. */
  public Optional<Operation.Kind> kind(String target) {
    return Optional.ofNullable(routes.get(models.canonical(target)))
        .map(route -> route.operation().kind());
  }

  /** A fault as AWS's JSON protocols show it. */
  public static Answer fault(AwsFault fault) {
    return answer(
        fault.status(),
        Json.compact(
            out -> {
              out.writeStartObject();
              Json.member(out, "__type", fault.type());
              Json.member(out, "message", fault.message());
              out.writeEndObject();
            }));
  }

  private <I extends SdkPojo, O extends SdkPojo> O decoded(
      Caller caller, Route<I, O> route, byte[] body) {
    I request;
    try {
      Permissions.check(caller, route.operation().target());
      request = read(body, route.operation());
    } catch (AwsFault fault) {
      recorder(route).ifPresent(a -> a.refused(caller, call(route.operation(), List.of()), fault));
      throw fault;
    }
    return recorded(caller, route, request);
  }

  private <I extends SdkPojo> I read(byte[] body, Operation<I, ?> operation) {
    try {
      return reader.read(body, operation.request());
    } catch (MalformedShape e) {
      throw malformed(e);
    }
  }

  private <I extends SdkPojo, O extends SdkPojo> O recorded(
      Caller caller, Route<I, O> route, I request) {
    Optional<Audit> recorder = recorder(route);
    return recorder.isEmpty()
        ? handled(caller, route, request)
        : recorder
            .get()
            .recorded(
                caller,
                call(route.operation(), Named.in(request)),
                () -> handled(caller, route, request),
                Named::in);
  }

  /** Where a call of that operation goes on record; empty when it does not. */
  private Optional<Audit> recorder(Route<?, ?> route) {
    return audit.filter(
        _ ->
            route.operation().kind() == Operation.Kind.CHANGES
                && !UNRECORDED.contains(route.operation().name()));
  }

  private Audit.Call call(Operation<?, ?> operation, List<AuditEntry.Resource> named) {
    String service =
        models.service(operation.service()).map(ServiceModel::id).orElse(operation.service());
    return new Audit.Call(service + ".amazonaws.com", operation.name(), named);
  }

  private <I extends SdkPojo, O extends SdkPojo> O handled(
      Caller caller, Route<I, O> route, I request) {
    Operation<I, O> operation = route.operation();
    Permissions.check(caller, operation.target(), request);
    check(operation, request);
    try {
      if (paging.isEmpty()) {
        return route.handler().handle(caller, request);
      }
      I opened = paging.get().opened(caller, operation, request);
      O answer = route.handler().handle(caller, opened);
      return paging.get().sealed(caller, operation, request, answer);
    } catch (Refused refused) {
      throw Faults.of(route.operation(), caller, refused);
    }
  }

  private void check(Operation<?, ?> operation, SdkPojo request) {
    models
        .service(operation.service())
        .ifPresent(
            model ->
                Requests.wrong(model, operation.name(), request)
                    .ifPresent(
                        message -> {
                          throw new AwsFault(model.broken(), 400, message);
                        }));
  }

  /** Why a target without a handler is refused: first as AWS would, then by its name. */
  private AwsFault refusal(String target, byte[] body) {
    int dot = target.indexOf('.');
    String service = dot < 0 ? "" : target.substring(0, dot);
    String name = target.substring(dot + 1);
    Optional<ServiceModel> model = models.service(service);
    if (model.isEmpty() || !model.get().operations().containsKey(name)) {
      return new AwsFault(
          "UnknownOperationException", 404, "There is no operation " + shown(target) + ".");
    }
    try {
      return Requests.wrong(model.get(), name, body)
          .map(message -> new AwsFault(model.get().broken(), 400, message))
          .orElseGet(() -> notCarriedOut(service, name));
    } catch (MalformedShape e) {
      return malformed(e);
    }
  }

  private AwsFault notCarriedOut(String service, String name) {
    return models
        .service(service)
        .map(
            model ->
                new AwsFault(
                    model.refusal(),
                    400,
                    "Baton does not carry out %s: %s."
                        .formatted(name, Coverage.of(model, name).reason())))
        .orElseGet(
            () ->
                new AwsFault(
                    "UnknownOperationException", 404, "There is no operation " + name + "."));
  }

  private static AwsFault malformed(MalformedShape e) {
    return new AwsFault("SerializationException", 400, String.valueOf(e.getMessage()));
  }

  /** A target is the sender's, and may be anything. */
  private static String shown(String target) {
    return target.substring(0, Math.min(target.length(), LONGEST_TARGET));
  }

  private static Answer answer(int status, String json) {
    return new Answer(status, json.getBytes(StandardCharsets.UTF_8));
  }
}
