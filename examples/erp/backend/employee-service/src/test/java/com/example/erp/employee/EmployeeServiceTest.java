package com.example.erp.employee;

import com.example.erp.shared.HttpService;
import com.example.erp.testing.Call;
import com.example.erp.testing.Expect;
import com.example.erp.testing.Test;

class EmployeeServiceTest implements AutoCloseable {

  private static final String KIM =
      "{\"name\": \"Kim Minji\", \"email\": \"kim@example.org\", \"department\": \"Sales\"}";

  private final HttpService service = EmployeeService.over(new Directory()).start(0);

  @Override
  public void close() {
    service.close();
  }

  @Test
  void livesFromCreationToRemoval() {
    Call created = Call.post(service.port(), "/employees", KIM);
    Expect.equal("POST", 201, created.status());
    Expect.equal(
        "the new employee",
        "{\"id\":1,\"name\":\"Kim Minji\",\"email\":\"kim@example.org\",\"department\":\"Sales\"}",
        created.body());
    Expect.equal(
        "PUT",
        200,
        Call.put(service.port(), "/employees/1", KIM.replace("Sales", "Finance")).status());
    Expect.contains(
        "GET", "\"department\":\"Finance\"", Call.get(service.port(), "/employees/1").body());
    Expect.equal("DELETE", 204, Call.delete(service.port(), "/employees/1").status());
    Expect.equal("GET afterwards", 404, Call.get(service.port(), "/employees/1").status());
  }

  @Test
  void answersBadInputWithWhatIsWrong() {
    Expect.equal(
        "no JSON",
        new Call(400, "{\"error\":\"Not JSON: expected a value at character 1\"}"),
        Call.post(service.port(), "/employees", "name=Kim"));
    Expect.equal(
        "no name",
        new Call(400, "{\"error\":\"\\\"name\\\" must be text\"}"),
        Call.post(service.port(), "/employees", "{}"));
    Expect.equal("an unknown path", 404, Call.get(service.port(), "/nowhere").status());
    Expect.equal("an impossible method", 405, Call.delete(service.port(), "/employees").status());
  }

  @Test
  void isHealthy() {
    Expect.contains("GET /health", "\"status\":\"up\"", Call.get(service.port(), "/health").body());
  }
}
