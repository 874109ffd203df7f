package com.example.erp.request;

import com.example.erp.shared.HttpService;
import com.example.erp.testing.Call;
import com.example.erp.testing.Expect;
import com.example.erp.testing.Test;
import java.time.Clock;

class ApprovalRequestServiceTest implements AutoCloseable {

  private final HttpService service =
      ApprovalRequestService.over(new Register(Clock.systemUTC())).start(0);

  @Override
  public void close() {
    service.close();
  }

  @Test
  void takesARequestAndShowsIt() {
    Call created =
        Call.post(
            service.port(),
            "/requests",
            "{\"requesterId\": 1, \"title\": \"A laptop\", \"steps\": [{\"order\": 1,"
                + " \"approverId\": 7}]}");
    Expect.equal("POST", 201, created.status());
    Expect.equal("GET", new Call(200, created.body()), Call.get(service.port(), "/requests/1"));
    Expect.equal(
        "GET of another requester's",
        new Call(200, "[]"),
        Call.get(service.port(), "/requests?requester=2"));
  }

  @Test
  void saysAllThatIsWrong() {
    Expect.equal(
        "no steps",
        new Call(400, "{\"error\":\"the title is empty; a request has 1 to 5 steps, not 0\"}"),
        Call.post(
            service.port(), "/requests", "{\"requesterId\": 1, \"title\": \"\", \"steps\": []}"));
  }
}
