package com.example.erp.notification;

import com.example.erp.shared.Fields;
import com.example.erp.shared.HttpService;
import com.example.erp.shared.HttpService.Request;
import com.example.erp.shared.HttpService.Response;
import java.util.List;

/** The inboxes over HTTP. */
public final class NotificationService {

  private static final int KEPT_FOR_EACH = 100;

  /** An inbox as its owner sees it. */
  record Inbox(long unread, List<Message> messages) {}

  private NotificationService() {}

  public static void main(String[] args) {
    over(new Inboxes(KEPT_FOR_EACH)).startFromEnvironment(8084);
  }

  static HttpService over(Inboxes inboxes) {
    return new HttpService("notification-service")
        .on("POST", "/messages", request -> Response.created(deliver(inboxes, request)))
        .on("POST", "/messages/{id}/read", request -> Response.ok(inboxes.markRead(request.id())))
        .on(
            "GET",
            "/inboxes/{id}",
            request ->
                Response.ok(new Inbox(inboxes.unread(request.id()), inboxes.of(request.id()))));
  }

  private static Message deliver(Inboxes inboxes, Request request) {
    Fields fields = request.json();
    Template template = Template.named(fields.text("template"));
    return inboxes.deliver(
        fields.number("recipientId"), template, fields.object("values").members());
  }
}
