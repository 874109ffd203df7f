package com.example.erp.processing;

import com.example.erp.shared.Refusal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All processes, in memory, one for each request. */
public final class Processes {

  private final Map<Long, ApprovalProcess> processes = new TreeMap<>();

  public synchronized ApprovalProcess begin(long requestId, List<Long> approvers) {
    if (processes.containsKey(requestId)) {
      throw new Refusal.Conflict("Request " + requestId + " is being processed already");
    }
    return keep(ApprovalProcess.begin(requestId, approvers));
  }

  public synchronized ApprovalProcess find(long requestId) {
    ApprovalProcess process = processes.get(requestId);
    if (process == null) {
      throw new Refusal.NotFound("Request " + requestId + " is not being processed");
    }
    return process;
  }

  public synchronized ApprovalProcess decide(long requestId, Decision decision) {
    return keep(find(requestId).decide(decision));
  }

  /** What waits for this approver now. */
  public synchronized List<ApprovalProcess> waitingFor(long approverId) {
    return processes.values().stream()
        .filter(
            process ->
                process.state() instanceof State.Waiting waiting
                    && waiting.approverId() == approverId)
        .toList();
  }

  private ApprovalProcess keep(ApprovalProcess process) {
    processes.put(process.requestId(), process);
    return process;
  }
}
