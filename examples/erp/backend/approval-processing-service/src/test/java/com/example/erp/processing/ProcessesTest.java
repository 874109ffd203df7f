package com.example.erp.processing;

import com.example.erp.processing.Decision.Verdict;
import com.example.erp.shared.Refusal;
import com.example.erp.testing.Expect;
import com.example.erp.testing.Test;
import java.util.List;

class ProcessesTest {

  private final Processes processes = new Processes();

  @Test
  void showsEachApproverWhatWaits() {
    processes.begin(1, List.of(7L, 8L));
    processes.begin(2, List.of(8L));
    Expect.equal("for approver 8", List.of(2L), waitingFor(8));
    processes.decide(1, new Decision(7, Verdict.APPROVED, ""));
    Expect.equal("for approver 8, after the approval of 7", List.of(1L, 2L), waitingFor(8));
    Expect.equal("for approver 7", List.of(), waitingFor(7));
  }

  @Test
  void processesARequestOnce() {
    processes.begin(1, List.of(7L));
    Expect.failure(
        "request 1 again", Refusal.Conflict.class, () -> processes.begin(1, List.of(8L)));
  }

  @Test
  void wantsAnApprover() {
    Expect.failure("no approvers", Refusal.Invalid.class, () -> processes.begin(1, List.of()));
  }

  private List<Long> waitingFor(long approver) {
    return processes.waitingFor(approver).stream().map(ApprovalProcess::requestId).toList();
  }
}
