package dev.baton.http;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Baton's own addresses under {@code /_/}; everything else is for another handler. What is not in
 * the table is not there, for anybody: a path is compared as it was sent, never rewritten.
 */
public final class Routes implements Handler {

  /** What no bucket can be called: AWS's names begin with a letter or digit. */
  private static final String OWN = "/_/";

  private final List<Route> table;
  private final Gate gate;
  private final Handler others;

  public Routes(List<Route> table, Gate gate, Handler others) {
    this.table = List.copyOf(table);
    this.gate = gate;
    this.others = others;
  }

  /** Every address, for whoever checks them all. */
  public List<Route> table() {
    return table;
  }

  @Override
  public Response handle(Request request) throws IOException {
    if (!request.path().startsWith(OWN) && !request.path().equals("/_")) {
      return others.handle(request);
    }
    List<Route> here = table.stream().filter(r -> r.path().equals(request.path())).toList();
    if (here.isEmpty()) {
      return Response.text(404, "not found\n");
    }
    Optional<Route> route =
        here.stream().filter(r -> r.method().equals(request.method())).findFirst();
    if (route.isEmpty()) {
      return Response.text(405, "method not allowed\n")
          .with("Allow", String.join(", ", here.stream().map(Route::method).toList()));
    }
    Optional<Response> refusal = gate.refusal(route.get().access(), request);
    return refusal.isPresent() ? refusal.get() : route.get().handler().handle(request);
  }
}
