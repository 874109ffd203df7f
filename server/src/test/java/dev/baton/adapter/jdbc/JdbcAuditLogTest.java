package dev.baton.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.baton.model.audit.AuditEntry;
import dev.baton.port.AuditLog;
import dev.baton.port.PortException;
import dev.baton.testkit.AuditLogContract;
import dev.baton.testkit.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcAuditLogTest extends AuditLogContract {

  private static final AuditLog.Query ALL =
      new AuditLog.Query(100_000, Optional.empty(), Optional.empty());

  @RegisterExtension private final TemporaryDatabase database = new TemporaryDatabase();

  @Override
  protected AuditLog log() {
    return new JdbcAuditLog(database.get(), AuditLog.Retention.USUAL);
  }

  @Test
  void aChangeIsNeverSeenWithoutItsEntry() {
    AuditLog log = log();
    for (int i = 0; i < 50; i++) {
      String id = "e" + i;
      log.begin(entry(id, Samples.AT));
      database
          .get()
          .write(sql -> sql.update("insert into sealed values (?, '', '', x'', x'')", id));
      assertThat(log.newest(ALL).getFirst().id()).isEqualTo(id);
    }
  }

  @Test
  void anEntryThatHasEndedOutlivesTheProcess() {
    log().begin(entry("1", Samples.AT)).end(AuditEntry.OK, List.of());

    database.reopen();

    assertThat(log().newest(ALL)).extracting(AuditEntry::result).containsExactly(AuditEntry.OK);
  }

  @Test
  void aCallWhoseEntryCannotBeKeptFails() {
    database.get().write(sql -> sql.update("drop table audit"));
    AuditLog.Begun begun = log().begin(entry("1", Samples.AT));

    assertThatThrownBy(() -> begun.end(AuditEntry.OK, List.of())).isInstanceOf(PortException.class);
  }

  @Test
  void whatIsTooMuchGoesOldestFirst() {
    AuditLog log =
        new JdbcAuditLog(database.get(), new AuditLog.Retention(100, Duration.ofDays(1)));
    begin(log, 2_000, AuditEntry.OK);

    assertThat(log.newest(ALL)).hasSizeLessThan(700);
    assertThat(log.newest(ALL).getFirst().id()).isEqualTo("ok1999");
  }

  @Test
  void whatIsTooOldGoes() {
    AuditLog log =
        new JdbcAuditLog(database.get(), new AuditLog.Retention(1_000, Duration.ofDays(1)));
    log.begin(entry("old", Samples.AT.minus(Duration.ofDays(2))));
    begin(log, 600, AuditEntry.OK);

    assertThat(log.newest(ALL)).extracting(AuditEntry::id).doesNotContain("old").contains("ok0");
  }

  @Test
  void refusalsDoNotPushOutWhatWasDone() {
    AuditLog log =
        new JdbcAuditLog(database.get(), new AuditLog.Retention(1_000, Duration.ofDays(1)));
    begin(log, 10, AuditEntry.OK);
    begin(log, 3_000, "AccessDeniedException");

    assertThat(log.newest(ALL)).hasSizeLessThan(700).extracting(AuditEntry::id).contains("ok0");
  }

  private void begin(AuditLog log, int count, String result) {
    IntStream.range(0, count)
        .forEach(
            i -> {
              AuditEntry made = entry(result + i, Samples.AT);
              log.begin(
                  new AuditEntry(
                      made.id(),
                      made.at(),
                      made.who(),
                      made.origin(),
                      made.source(),
                      made.operation(),
                      made.resources(),
                      result));
            });
    // Nothing that came before is left to be done.
    database.get().write(sql -> sql.update("delete from sealed"));
  }
}
