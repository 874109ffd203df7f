package dev.baton.api.aws;

import dev.baton.model.audit.AuditEntry;
import dev.baton.model.document.Refused;
import dev.baton.port.AuditLog;
import dev.baton.port.IdSource;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Puts calls on record. An entry is handed over before its call begins: a change that a kill left
 * behind has one, which then says that it begun. One written afterwards could be lost, and a change
 * with it go unseen. A call whose entry cannot be kept fails.
 */
public final class Audit {

  private final AuditLog log;
  private final IdSource ids;
  private final InstantSource clock;

  public Audit(AuditLog log, IdSource ids, InstantSource clock) {
    this.log = log;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * What a call is on record as.
   *
   * @param source as {@link AuditEntry#source}
   * @param named what the request names
   */
  public record Call(String source, String operation, List<AuditEntry.Resource> named) {}

  /**
   * Makes a call and keeps a record of it.
   *
   * @param made what the answer names besides
   */
  public <T> T recorded(
      Caller caller, Call call, Supplier<T> change, Function<T, List<AuditEntry.Resource>> made) {
    AuditLog.Begun begun = log.begin(entry(caller, call, AuditEntry.BEGUN));
    T answer;
    try {
      answer = change.get();
    } catch (RuntimeException e) {
      try {
        begun.end(error(e), List.of());
      } catch (RuntimeException unrecorded) {
        e.addSuppressed(unrecorded);
      }
      throw e;
    }
    List<AuditEntry.Resource> more =
        made.apply(answer).stream().filter(r -> !call.named().contains(r)).toList();
    begun.end(AuditEntry.OK, more);
    return answer;
  }

  /** Keeps a record of a call that never began. */
  public void refused(Caller caller, Call call, AwsFault fault) {
    log.begin(entry(caller, call, fault.type()));
  }

  private AuditEntry entry(Caller caller, Call call, String result) {
    return new AuditEntry(
        ids.uuid(),
        clock.instant(),
        caller.arn(),
        caller.origin(),
        call.source(),
        call.operation(),
        call.named(),
        result);
  }

  private static String error(RuntimeException e) {
    return switch (e) {
      case AwsFault fault -> fault.type();
      case Refused refused -> refused.problems().getFirst().code();
      default -> "InternalFailure";
    };
  }

  /** A resource, when there is a name of one. */
  public static List<AuditEntry.Resource> resource(String type, Optional<String> name) {
    return name.map(n -> List.of(new AuditEntry.Resource(type, n))).orElse(List.of());
  }
}
