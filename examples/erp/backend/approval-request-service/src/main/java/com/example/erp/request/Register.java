package com.example.erp.request;

import com.example.erp.shared.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All accepted requests, in memory, in the order in which they came. */
public final class Register {

  private final Clock clock;
  private final List<ApprovalRequest> requests = new ArrayList<>();

  public Register(Clock clock) {
    this.clock = clock;
  }

  /** Accepts the draft, or refuses it with all that is wrong. */
  public synchronized ApprovalRequest submit(Draft draft) {
    if (Check.of(draft) instanceof Check.Faulty faulty) {
      throw new Refusal.Invalid(String.join("; ", faulty.problems()));
    }
    Instant now = clock.instant();
    ApprovalRequest request =
        new ApprovalRequest(
            requests.size() + 1,
            draft.requesterId(),
            draft.title().strip(),
            draft.content(),
            draft.steps(),
            now);
    requests.add(request);
    return request;
  }

  public synchronized ApprovalRequest find(long id) {
    if (id < 1 || id > requests.size()) {
      throw new Refusal.NotFound("There is no request " + id);
    }
    return requests.get((int) id - 1);
  }

  /** The requests of one person, or all. */
  public synchronized List<ApprovalRequest> list(Optional<Long> requesterId) {
    return requests.stream()
        .filter(request -> requesterId.map(id -> id == request.requesterId()).orElse(true))
        .toList();
  }
}
