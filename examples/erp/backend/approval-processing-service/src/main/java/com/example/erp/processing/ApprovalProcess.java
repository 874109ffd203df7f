package com.example.erp.processing;

import com.example.erp.processing.Decision.Verdict;
import com.example.erp.shared.Refusal;
import java.util.ArrayList;
import java.util.List;

/**
 * The way of one request through its approvers, one after the other. The state is never stored: it
 * follows from the decisions.
 */
public record ApprovalProcess(long requestId, List<Long> approvers, List<Decision> decisions) {

  public ApprovalProcess {
    approvers = List.copyOf(approvers);
    decisions = List.copyOf(decisions);
    if (approvers.isEmpty()) {
      throw new Refusal.Invalid("A process needs an approver");
    }
  }

  public static ApprovalProcess begin(long requestId, List<Long> approvers) {
    return new ApprovalProcess(requestId, approvers, List.of());
  }

  /** Everybody has to approve; the first who rejects ends it. */
  public State state() {
    int made = decisions.size();
    if (made > 0 && last().verdict() == Verdict.REJECTED) {
      return new State.Rejected(made, last().comment());
    }
    if (made == approvers.size()) {
      return new State.Approved();
    }
    return new State.Waiting(made + 1, approvers.get(made));
  }

  /** The process after this decision, which only the approver whose turn it is can make. */
  public ApprovalProcess decide(Decision decision) {
    if (!(state() instanceof State.Waiting waiting)) {
      throw new Refusal.Conflict("Request " + requestId + " is already " + state().name());
    }
    if (decision.approverId() != waiting.approverId()) {
      throw new Refusal.Conflict("It is the turn of approver " + waiting.approverId());
    }
    List<Decision> next = new ArrayList<>(decisions);
    next.add(decision);
    return new ApprovalProcess(requestId, approvers, next);
  }

  private Decision last() {
    return decisions.get(decisions.size() - 1);
  }
}
