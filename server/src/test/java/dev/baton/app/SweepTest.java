package dev.baton.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.baton.port.SecretStore.Deletion;
import dev.baton.port.SecretStore.Notes;
import dev.baton.testkit.InMemoryEventLogs;
import dev.baton.testkit.InMemorySecretStore;
import dev.baton.testkit.ManualClock;
import dev.baton.testkit.SeededIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is due goes without anybody asking. */
final class SweepTest {

  private final ManualClock clock = new ManualClock();
  private final InMemorySecretStore secrets = new InMemorySecretStore(new SeededIds());
  private final List<Throwable> faults = new ArrayList<>();

  @Test
  void aSecretWhoseWindowIsOverIsDeleted() {
    secrets.create("kept", Notes.NONE, Optional.empty(), clock.instant());
    Deletion deletion = new Deletion(clock.instant(), clock.instant().plus(Duration.ofDays(7)));
    secrets.create(
        "going",
        new Notes(
            Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), Optional.of(deletion)),
        Optional.empty(),
        clock.instant());
    try (Sweep sweep = new Sweep(secrets, new InMemoryEventLogs(), clock, this::keep)) {
      sweep.sweep();
      assertThat(secrets.describe("going")).isPresent();
      clock.advance(Duration.ofDays(7));
      sweep.sweep();
    }
    assertThat(secrets.describe("going")).isEmpty();
    assertThat(secrets.describe("kept")).isPresent();
    assertThat(faults).isEmpty();
  }

  private String keep(Throwable fault) {
    faults.add(fault);
    return "fault";
  }
}
