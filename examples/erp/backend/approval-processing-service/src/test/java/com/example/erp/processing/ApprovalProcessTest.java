package com.example.erp.processing;

import com.example.erp.processing.Decision.Verdict;
import com.example.erp.shared.Refusal;
import com.example.erp.testing.Expect;
import com.example.erp.testing.Test;
import java.util.List;

class ApprovalProcessTest {

  private static final long TEAM_LEAD = 7;
  private static final long DIRECTOR = 8;

  private final ApprovalProcess process = ApprovalProcess.begin(1, List.of(TEAM_LEAD, DIRECTOR));

  @Test
  void startsWithTheFirstApprover() {
    Expect.equal("a new process", new State.Waiting(1, TEAM_LEAD), process.state());
  }

  @Test
  void oneApprovalOfTwoIsNotEnough() {
    Expect.equal(
        "after the first of two approvals",
        new State.Waiting(2, DIRECTOR),
        process.decide(approval(TEAM_LEAD)).state());
  }

  @Test
  void isApprovedWhenEverybodyApproved() {
    Expect.equal(
        "after both approvals",
        new State.Approved(),
        process.decide(approval(TEAM_LEAD)).decide(approval(DIRECTOR)).state());
  }

  @Test
  void oneRejectionEndsIt() {
    ApprovalProcess rejected = process.decide(rejection(TEAM_LEAD, "too expensive"));
    Expect.equal("after a rejection", new State.Rejected(1, "too expensive"), rejected.state());
    var failure =
        Expect.failure(
            "a decision afterwards",
            Refusal.Conflict.class,
            () -> rejected.decide(approval(DIRECTOR)));
    Expect.equal("the message", "Request 1 is already rejected", failure.getMessage());
  }

  @Test
  void nobodyDecidesOutOfTurn() {
    var failure =
        Expect.failure(
            "the director first", Refusal.Conflict.class, () -> process.decide(approval(DIRECTOR)));
    Expect.equal("the message", "It is the turn of approver 7", failure.getMessage());
  }

  @Test
  void aRejectionSaysWhy() {
    Expect.failure("no comment", Refusal.Invalid.class, () -> rejection(TEAM_LEAD, " "));
  }

  @Test
  void decidingLeavesTheProcessBeforeAsItWas() {
    process.decide(approval(TEAM_LEAD));
    Expect.equal("decisions of the process before", List.of(), process.decisions());
  }

  private static Decision approval(long approver) {
    return new Decision(approver, Verdict.APPROVED, "");
  }

  private static Decision rejection(long approver, String comment) {
    return new Decision(approver, Verdict.REJECTED, comment);
  }
}
