package dev.baton.testkit;

import dev.baton.model.audit.AuditEntry;
import dev.baton.port.AuditLog;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The audit record in memory. */
public final class InMemoryAuditLog implements AuditLog {

  private final List<AuditEntry> entries = new ArrayList<>();

  @Override
  public synchronized Begun begin(AuditEntry entry) {
    entries.add(entry);
    return (result, more) -> end(entry.id(), result, more);
  }

  private synchronized void end(String id, String result, List<AuditEntry.Resource> more) {
    entries.replaceAll(
        e ->
            e.id().equals(id)
                ? new AuditEntry(
                    e.id(),
                    e.at(),
                    e.who(),
                    e.origin(),
                    e.source(),
                    e.operation(),
                    Stream.concat(e.resources().stream(), more.stream()).toList(),
                    result)
                : e);
  }

  @Override
  public synchronized List<AuditEntry> newest(Query query) {
    return entries.reversed().stream()
        .filter(e -> query.since().filter(since -> e.at().isBefore(since)).isEmpty())
        .filter(e -> query.by().filter(by -> !isBy(e, by)).isEmpty())
        .limit(query.limit())
        .toList();
  }

  private static boolean isBy(AuditEntry entry, String by) {
    return entry.who().equals(by)
        || entry.name().equals(by)
        || entry.origin().keyId().filter(by::equals).isPresent();
  }
}
