package com.example.erp.notification;

/** One message to one person. */
public record Message(long id, long recipientId, String subject, String text, boolean read) {

  Message asRead() {
    return new Message(id, recipientId, subject, text, true);
  }
}
