package com.example.erp.request;

import com.example.erp.shared.HttpService;
import com.example.erp.shared.HttpService.Request;
import com.example.erp.shared.HttpService.Response;
import com.example.erp.shared.Refusal;
import java.time.Clock;
import java.util.Optional;

/** The register over HTTP. */
public final class ApprovalRequestService {

  private ApprovalRequestService() {}

  public static void main(String[] args) {
    over(new Register(Clock.systemUTC())).startFromEnvironment(8082);
  }

  static HttpService over(Register register) {
    return new HttpService("approval-request-service")
        .on("GET", "/requests", request -> Response.ok(register.list(requester(request))))
        .on(
            "POST",
            "/requests",
            request -> Response.created(register.submit(Draft.of(request.json()))))
        .on("GET", "/requests/{id}", request -> Response.ok(register.find(request.id())));
  }

  private static Optional<Long> requester(Request request) {
    try {
      return request.parameter("requester").map(Long::valueOf);
    } catch (NumberFormatException e) {
      throw new Refusal.Invalid("\"requester\" must be a whole number");
    }
  }
}
