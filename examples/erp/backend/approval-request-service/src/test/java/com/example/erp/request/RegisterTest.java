package com.example.erp.request;

import com.example.erp.shared.Refusal;
import com.example.erp.testing.Expect;
import com.example.erp.testing.Test;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

class RegisterTest {

  private static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");

  private final Register register = new Register(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void numbersAndDatesWhatItAccepts() {
    ApprovalRequest request = register.submit(draft(1, " A laptop "));
    Expect.equal(
        "the request",
        new ApprovalRequest(1, 1, "A laptop", "", List.of(new Step(1, 7)), NOW),
        request);
    Expect.equal("found by its number", request, register.find(1));
  }

  @Test
  void refusesWithAllProblems() {
    var failure =
        Expect.failure(
            "a draft without title and steps",
            Refusal.Invalid.class,
            () -> register.submit(new Draft(1, "", "", List.of())));
    Expect.equal(
        "the message",
        "the title is empty; a request has 1 to 5 steps, not 0",
        failure.getMessage());
    Expect.equal("what is kept", List.of(), register.list(Optional.empty()));
  }

  @Test
  void listsByRequester() {
    register.submit(draft(1, "A laptop"));
    ApprovalRequest second = register.submit(draft(2, "A desk"));
    Expect.equal("of requester 2", List.of(second), register.list(Optional.of(2L)));
    Expect.equal("of all", 2, register.list(Optional.empty()).size());
  }

  @Test
  void doesNotFindWhatWasNeverSubmitted() {
    Expect.failure("request 1", Refusal.NotFound.class, () -> register.find(1));
  }

  private static Draft draft(long requester, String title) {
    return new Draft(requester, title, "", List.of(new Step(1, 7)));
  }
}
