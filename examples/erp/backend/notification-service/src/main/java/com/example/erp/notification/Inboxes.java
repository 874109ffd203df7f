package com.example.erp.notification;

import com.example.erp.shared.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The latest messages of everybody, in memory: the newest first, and a limited number for each
 * person.
 */
public final class Inboxes {

  private final int limit;
  private final Map<Long, List<Message>> inboxes = new HashMap<>();
  private long lastId;

  public Inboxes(int limit) {
    this.limit = limit;
  }

  public synchronized Message deliver(long recipientId, Template template, Map<String, ?> values) {
    String subject = template.subject(values);
    String text = template.text(values);
    Message message = new Message(++lastId, recipientId, subject, text, false);
    List<Message> inbox = inboxes.computeIfAbsent(recipientId, id -> new ArrayList<>());
    inbox.add(0, message);
    if (inbox.size() > limit) {
      inbox.remove(limit);
    }
    return message;
  }

  public synchronized List<Message> of(long recipientId) {
    return List.copyOf(inboxes.getOrDefault(recipientId, List.of()));
  }

  public synchronized long unread(long recipientId) {
    return of(recipientId).stream().filter(message -> !message.read()).count();
  }

  public synchronized Message markRead(long messageId) {
    for (List<Message> inbox : inboxes.values()) {
      for (int i = 0; i < inbox.size(); i++) {
        if (inbox.get(i).id() == messageId) {
          inbox.set(i, inbox.get(i).asRead());
          return inbox.get(i);
        }
      }
    }
    throw new Refusal.NotFound("There is no message " + messageId);
  }
}
