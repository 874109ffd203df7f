package com.example.erp.processing;

import com.example.erp.shared.HttpService;
import com.example.erp.testing.Call;
import com.example.erp.testing.Expect;
import com.example.erp.testing.Test;

class ApprovalProcessingServiceTest implements AutoCloseable {

  private final HttpService service = ApprovalProcessingService.over(new Processes()).start(0);

  @Override
  public void close() {
    service.close();
  }

  @Test
  void goesFromStepToStep() {
    Call begun =
        Call.post(service.port(), "/processes", "{\"requestId\": 5, \"approvers\": [7, 8]}");
    Expect.equal(
        "the new process",
        new Call(
            201,
            "{\"requestId\":5,\"status\":\"waiting\",\"state\":{\"step\":1,\"approverId\":7},\"decisions\":[]}"),
        begun);
    Expect.contains(
        "after 7", "\"state\":{\"step\":2,\"approverId\":8}", decide(7, "approved").body());
    Expect.contains("after 8", "\"status\":\"approved\"", decide(8, "approved").body());
  }

  @Test
  void refusesWhoIsNotDue() {
    Call.post(service.port(), "/processes", "{\"requestId\": 5, \"approvers\": [7, 8]}");
    Call tooEarly = decide(8, "approved");
    Expect.equal(
        "approver 8 first",
        new Call(409, "{\"error\":\"It is the turn of approver 7\"}"),
        tooEarly);
    Expect.equal("an unknown verdict", 400, decide(7, "perhaps").status());
  }

  @Test
  void wantsNumbers() {
    Expect.equal(
        "a name as approver",
        400,
        Call.post(service.port(), "/processes", "{\"requestId\": 5, \"approvers\": [\"Kim\"]}")
            .status());
  }

  private Call decide(long approver, String verdict) {
    return Call.post(
        service.port(),
        "/processes/5/decisions",
        "{\"approverId\": " + approver + ", \"verdict\": \"" + verdict + "\"}");
  }
}
