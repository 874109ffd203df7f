package dev.baton.api.aws.query;

import dev.baton.api.aws.Audit;
import dev.baton.api.aws.AwsFault;
import dev.baton.api.aws.Caller;
import dev.baton.api.aws.Rates;
import dev.baton.api.aws.sigv4.SignatureFault;
import dev.baton.http.Handler;
import dev.baton.http.Request;
import dev.baton.http.Response;
import dev.baton.model.audit.Origin;
import dev.baton.model.document.Problem;
import dev.baton.model.document.Refused;
import dev.baton.port.IdSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/** Answers the query protocol at {@code /}: a form by POST, or a signed query by GET. */
public final class QueryEdge implements Handler {

  private static final int LARGEST_BODY = 128 * 1024;
  private static final String FORM = "application/x-www-form-urlencoded";

  private final Map<String, Served> byVersion = new HashMap<>();
  private final Askers askers;
  private final Rates rates;
  private final Audit audit;
  private final IdSource ids;
  private final Function<Throwable, String> faults;

  private record Served(QueryService service, XmlAnswer xml) {}

  /** What a request asks for. */
  private record Call(byte[] body, Form form) {}

  /**
   * An edge.
   *
   * @param faults keeps an unexpected fault's trace and returns its id
   */
  public QueryEdge(
      List<QueryService> services,
      Askers askers,
      Rates rates,
      Audit audit,
      IdSource ids,
      Function<Throwable, String> faults) {
    for (QueryService service : services) {
      byVersion.put(service.version(), new Served(service, new XmlAnswer(service.namespace())));
    }
    this.askers = askers;
    this.rates = rates;
    this.audit = audit;
    this.ids = ids;
    this.faults = faults;
  }

  /** Whether a request means to speak this protocol. */
  public static boolean isMeant(Request request) {
    if (!request.path().equals("/") || request.header("x-amz-target").isPresent()) {
      return false;
    }
    return switch (request.method()) {
      case "POST" -> isForm(request);
      case "GET" -> ("&" + request.query()).contains("&Action=");
      default -> false;
    };
  }

  private static boolean isForm(Request request) {
    String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    return type.equals(FORM) || type.startsWith(FORM + ";");
  }

  @Override
  public Response handle(Request request) throws IOException {
    String id = ids.uuid();
    return answer(request, id).with("x-amzn-RequestId", id);
  }

  private Response answer(Request request, String id) throws IOException {
    XmlAnswer xml = new XmlAnswer("https://webservices.amazon.com/xml/");
    try {
      Call call = read(request);
      Served served = served(call.form());
      xml = served.xml();
      QueryService service = served.service();
      Asker asker = asker(request, call, service);
      String action =
          call.form()
              .value("Action")
              .filter(a -> !a.isEmpty())
              .orElseThrow(() -> new AwsFault("MissingAction", 400, "The request has no Action."));
      Supplier<SdkPojo> answer = () -> service.answer(asker, action, call.form());
      Optional<Audit.Call> record = service.onRecord(action, call.form());
      SdkPojo answered =
          record.isEmpty()
              ? answer.get()
              : audit.recorded(caller(asker, request, id), record.get(), answer, _ -> List.of());
      return xml(200, xml.success(action, answered, id));
    } catch (SignatureFault fault) {
      return xml(fault.query().status(), xml.fault(fault.query(), id));
    } catch (AwsFault fault) {
      return xml(fault.status(), xml.fault(spelt(fault), id));
    } catch (Refused refused) {
      AwsFault fault = fault(refused);
      return xml(fault.status(), xml.fault(fault, id));
    } catch (RuntimeException e) {
      String trace = faults.apply(e);
      AwsFault fault = new AwsFault("InternalFailure", 500, "An unexpected fault: " + trace + ".");
      return xml(fault.status(), xml.fault(fault, id));
    }
  }

  /** Counts who is not known, too. */
  private Asker asker(Request request, Call call, QueryService service) {
    Asker asker;
    try {
      asker = askers.asker(request, call.body(), service.signingName());
    } catch (SignatureFault | AwsFault fault) {
      rates.countStranger(request.remote());
      throw fault;
    }
    asker.keyId().ifPresent(key -> rates.count(key, request.remote()));
    return asker;
  }

  private static Caller caller(Asker asker, Request request, String id) {
    Origin origin = new Origin(asker.keyId(), "", "", Optional.empty());
    return new Caller(asker.principal(), "", false, origin)
        .from(request.remote(), request.header("user-agent").orElse(""), id);
  }

  private static Call read(Request request) throws IOException {
    byte[] body = request.body().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      throw new AwsFault(
          "RequestEntityTooLarge", 413, "A request may have " + LARGEST_BODY + " bytes at most.");
    }
    String text =
        request.method().equals("GET") ? request.query() : new String(body, StandardCharsets.UTF_8);
    return new Call(body, Form.parse(text));
  }

  private Served served(Form form) {
    Optional<String> version = form.value("Version");
    return version
        .map(byVersion::get)
        .orElseThrow(
            () ->
                new AwsFault(
                    "InvalidAction",
                    400,
                    "Could not find operation %s for version %s"
                        .formatted(
                            form.value("Action").orElse("(none)"), version.orElse("(none)"))));
  }

  /** This protocol says {@code Throttling} where the others say {@code ThrottlingException}. */
  private static AwsFault spelt(AwsFault fault) {
    return fault.type().equals("ThrottlingException")
        ? new AwsFault("Throttling", fault.status(), fault.message())
        : fault;
  }

  private static AwsFault fault(Refused refused) {
    Problem first = refused.problems().getFirst();
    return switch (first.kind()) {
      case INTERNAL -> new AwsFault("InternalFailure", 500, first.message());
      case NOT_FOUND -> new AwsFault(first.code(), 404, first.message());
      case CONFLICT, LIMIT -> new AwsFault(first.code(), 409, first.message());
      case USER ->
          new AwsFault(
              first.code(), first.code().equals("AccessDenied") ? 403 : 400, first.message());
    };
  }

  private static Response xml(int status, byte[] body) {
    return Response.of(status, "text/xml", body);
  }
}
