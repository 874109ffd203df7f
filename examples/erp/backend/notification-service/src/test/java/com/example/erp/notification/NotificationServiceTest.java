package com.example.erp.notification;

import com.example.erp.shared.HttpService;
import com.example.erp.testing.Call;
import com.example.erp.testing.Expect;
import com.example.erp.testing.Test;

class NotificationServiceTest implements AutoCloseable {

  private final HttpService service = NotificationService.over(new Inboxes(10)).start(0);

  @Override
  public void close() {
    service.close();
  }

  @Test
  void deliversAndMarksAsRead() {
    Call sent =
        Call.post(
            service.port(),
            "/messages",
            "{\"recipientId\": 7, \"template\": \"approved\", \"values\": {\"title\": \"A"
                + " \\\"big\\\" desk\"}}");
    Expect.equal("POST", 201, sent.status());
    Expect.contains("the inbox", "\"unread\":1", Call.get(service.port(), "/inboxes/7").body());
    Expect.contains(
        "the subject",
        "Approved: A \\\"big\\\" desk",
        Call.get(service.port(), "/inboxes/7").body());
    Expect.equal("reading", 200, Call.post(service.port(), "/messages/1/read", "").status());
    Expect.contains(
        "the inbox afterwards", "\"unread\":0", Call.get(service.port(), "/inboxes/7").body());
  }

  @Test
  void refusesWhatItCannotRender() {
    Expect.equal(
        "no title",
        new Call(400, "{\"error\":\"The template approved needs a value for \\\"title\\\"\"}"),
        Call.post(
            service.port(),
            "/messages",
            "{\"recipientId\": 7, \"template\": \"approved\", \"values\": {}}"));
  }
}
