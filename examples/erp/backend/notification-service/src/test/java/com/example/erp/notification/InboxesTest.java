package com.example.erp.notification;

import com.example.erp.shared.Refusal;
import com.example.erp.testing.Expect;
import com.example.erp.testing.Test;
import java.util.List;
import java.util.Map;

class InboxesTest {

  private final Inboxes inboxes = new Inboxes(2);

  @Test
  void showsTheNewestFirst() {
    approved(7, "A laptop");
    approved(7, "A desk");
    Expect.equal("subjects", List.of("Approved: A desk", "Approved: A laptop"), subjects(7));
  }

  @Test
  void keepsALimitedNumber() {
    approved(7, "A laptop");
    approved(7, "A desk");
    approved(7, "A chair");
    Expect.equal("subjects", List.of("Approved: A chair", "Approved: A desk"), subjects(7));
  }

  @Test
  void keepsPeopleApart() {
    approved(7, "A laptop");
    Expect.equal("the inbox of 8", List.of(), inboxes.of(8));
  }

  @Test
  void countsWhatIsUnread() {
    Message message = approved(7, "A laptop");
    approved(7, "A desk");
    Expect.equal("unread at first", 2L, inboxes.unread(7));
    inboxes.markRead(message.id());
    Expect.equal("unread after one was read", 1L, inboxes.unread(7));
  }

  @Test
  void doesNotKnowOtherMessages() {
    Expect.failure("message 99", Refusal.NotFound.class, () -> inboxes.markRead(99));
  }

  @Test
  void deliversNothingThatIsIncomplete() {
    Expect.failure(
        "no title", Refusal.Invalid.class, () -> inboxes.deliver(7, Template.APPROVED, Map.of()));
    Expect.equal("the inbox", List.of(), inboxes.of(7));
  }

  private Message approved(long recipient, String title) {
    return inboxes.deliver(recipient, Template.APPROVED, Map.of("title", title));
  }

  private List<String> subjects(long recipient) {
    return inboxes.of(recipient).stream().map(Message::subject).toList();
  }
}
