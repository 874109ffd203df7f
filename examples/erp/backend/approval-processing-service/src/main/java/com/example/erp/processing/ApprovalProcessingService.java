package com.example.erp.processing;

import com.example.erp.shared.Fields;
import com.example.erp.shared.HttpService;
import com.example.erp.shared.HttpService.Response;
import com.example.erp.shared.Refusal;
import java.util.List;

/** The processes over HTTP. */
public final class ApprovalProcessingService {

  /** A process as callers see it: its state spelled out. */
  record View(long requestId, String status, State state, List<Decision> decisions) {

    static View of(ApprovalProcess process) {
      return new View(
          process.requestId(), process.state().name(), process.state(), process.decisions());
    }
  }

  private ApprovalProcessingService() {}

  public static void main(String[] args) {
    over(new Processes()).startFromEnvironment(8083);
  }

  static HttpService over(Processes processes) {
    return new HttpService("approval-processing-service")
        .on(
            "POST",
            "/processes",
            request -> {
              Fields fields = request.json();
              return Response.created(
                  View.of(processes.begin(fields.number("requestId"), approvers(fields))));
            })
        .on("GET", "/processes/{id}", request -> Response.ok(View.of(processes.find(request.id()))))
        .on(
            "POST",
            "/processes/{id}/decisions",
            request ->
                Response.ok(View.of(processes.decide(request.id(), Decision.of(request.json())))))
        .on(
            "GET",
            "/approvers/{id}/processes",
            request ->
                Response.ok(processes.waitingFor(request.id()).stream().map(View::of).toList()));
  }

  private static List<Long> approvers(Fields fields) {
    return fields.list("approvers").stream().map(ApprovalProcessingService::approver).toList();
  }

  private static Long approver(Object value) {
    if (value instanceof Long id) {
      return id;
    }
    throw new Refusal.Invalid("\"approvers\" must be a list of whole numbers");
  }
}
