package dev.baton.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.model.audit.AuditEntry;
import dev.baton.model.audit.AuditEntry.Resource;
import dev.baton.model.audit.Origin;
import dev.baton.port.AuditLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link AuditLog} must do. */
public abstract class AuditLogContract {

  private static final String ANN = "arn:aws:iam::123456789012:user/ann";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Resource SHOP = new Resource("name", "shop");
  private static final Resource RUN = new Resource("pipelineExecutionId", "run-1");

  /** The log under test, the same at each call, empty at first. */
  protected abstract AuditLog log();

  /** An entry by ann, of one resource. */
  protected static AuditEntry entry(String id, Instant at) {
    return entry(id, at, ANN, "AKIAANN");
  }

  private static AuditEntry entry(String id, Instant at, String who, String key) {
    return new AuditEntry(
        id,
        at,
        who,
        new Origin(Optional.of(key), "10.0.0.7", "aws-cli/2", Optional.of("request-" + id)),
        "codepipeline.amazonaws.com",
        "StartPipelineExecution",
        List.of(SHOP),
        AuditEntry.BEGUN);
  }

  private List<AuditEntry> newest(int limit, Optional<Instant> since, Optional<String> by) {
    return log().newest(new AuditLog.Query(limit, since, by));
  }

  private List<String> ids(int limit, Optional<Instant> since, Optional<String> by) {
    return newest(limit, since, by).stream().map(AuditEntry::id).toList();
  }

  private void ended(AuditEntry entry) {
    log().begin(entry).end(AuditEntry.OK, List.of());
  }

  private AuditEntry only() {
    return newest(2, Optional.empty(), Optional.empty()).getFirst();
  }

  /** The result may follow the entry within moments. */
  private AuditEntry onceEnded() {
    Instant end = Instant.now().plus(PATIENCE);
    while (only().result().equals(AuditEntry.BEGUN) && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(1_000_000);
    }
    return only();
  }

  @Test
  void anEntryThatEndedHasItsResultAndWhatItMade() {
    AuditEntry entry = entry("1", Samples.AT);
    log().begin(entry).end(AuditEntry.OK, List.of(RUN));

    assertThat(onceEnded())
        .isEqualTo(
            new AuditEntry(
                "1",
                Samples.AT,
                ANN,
                entry.origin(),
                entry.source(),
                entry.operation(),
                List.of(SHOP, RUN),
                AuditEntry.OK));
  }

  @Test
  void anEntryWithoutKeyOrRequestIsReadAsItWasWritten() {
    AuditEntry local =
        new AuditEntry(
            "1", Samples.AT, ANN, Origin.LOCAL, "baton", "Run", List.of(), "LimitExceeded");
    log().begin(local).end("LimitExceeded", List.of());

    assertThat(onceEnded()).isEqualTo(local);
  }

  @Test
  void theNewestComesFirst() {
    IntStream.range(0, 5).forEach(i -> ended(entry("e" + i, Samples.AT.plusSeconds(i))));

    assertThat(ids(3, Optional.empty(), Optional.empty())).containsExactly("e4", "e3", "e2");
  }

  @Test
  void whatIsOlderIsLeftOut() {
    IntStream.range(0, 3).forEach(i -> ended(entry("e" + i, Samples.AT.plusSeconds(i))));

    assertThat(ids(9, Optional.of(Samples.AT.plusSeconds(1)), Optional.empty()))
        .containsExactly("e2", "e1");
  }

  @Test
  void somebodysEntriesAreFoundByNameArnAndKey() {
    ended(entry("a", Samples.AT));
    ended(entry("b", Samples.AT, "arn:aws:iam::123456789012:user/joann", "AKIABOB"));

    assertThat(ids(9, Optional.empty(), Optional.of("ann"))).containsExactly("a");
    assertThat(ids(9, Optional.empty(), Optional.of(ANN))).containsExactly("a");
    assertThat(ids(9, Optional.empty(), Optional.of("AKIABOB"))).containsExactly("b");
    assertThat(ids(9, Optional.empty(), Optional.of("' or 1=1 --"))).isEmpty();
  }

  @Test
  void anEntryNamesSoManyResourcesAtTheMost() {
    List<Resource> many =
        IntStream.range(0, 2 * AuditEntry.MOST)
            .mapToObj(i -> new Resource("name", "n" + i))
            .toList();
    log().begin(entry("1", Samples.AT)).end("NoSuchThing", many);

    assertThat(onceEnded().resources()).hasSize(AuditEntry.MOST).startsWith(SHOP, many.getFirst());
  }
}
