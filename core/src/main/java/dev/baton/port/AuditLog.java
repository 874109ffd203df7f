package dev.baton.port;

import dev.baton.model.audit.AuditEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The audit record of a data directory. Safe for concurrent use. */
public interface AuditLog {

  /**
   * Hands over an entry for a change that is about to be made. It is stored before, or together
   * with, whatever is stored after this call has returned: a change that outlives a kill has its
   * entry, and need not wait for it.
   */
  Begun begin(AuditEntry entry);

  /** An entry whose call is under way. */
  interface Begun {

    /**
     * Says how the call ended and what more it touched. Once this returns, the entry is durable;
     * the result follows within moments.
     *
     * @throws PortException when the entry could not be kept: then the call must not succeed
     */
    void end(String result, List<AuditEntry.Resource> more);
  }

  /** Entries, newest first. */
  List<AuditEntry> newest(Query query);

  /**
   * What is looked for.
   *
   * @param limit at the most
   * @param since not older
   * @param by of that access key id, ARN or name
   */
  record Query(int limit, Optional<Instant> since, Optional<String> by) {}

  /**
   * What is kept. Refusals have a share of their own, so that nobody who may do nothing can push
   * out what others did.
   *
   * @param entries how many at about the most, a tenth of it refusals
   * @param age how long at about the most
   */
  record Retention(int entries, Duration age) {

    /** What is kept unless somebody says otherwise. */
    public static final Retention USUAL = new Retention(100_000, Duration.ofDays(400));

    /** How many refusals are kept. */
    public int refusals() {
      return Math.max(1, entries / 10);
    }
  }
}
