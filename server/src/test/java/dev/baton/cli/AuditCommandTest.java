package dev.baton.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From when on the audit record is shown. */
final class AuditCommandTest {

  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "30s, 2026-03-10T11:59:30Z",
    "5m, 2026-03-10T11:55:00Z",
    "2h, 2026-03-10T10:00:00Z",
    "7d, 2026-03-03T12:00:00Z",
    "2026-03-01T01:00:00+01:00, 2026-03-01T00:00:00Z",
  })
  void aTimeIsSaidInManyWays(String text, Instant meant) {
    assertThat(AuditCommand.instant(text, NOW)).isEqualTo(meant);
  }

  @Test
  void aDateIsItsFirstMomentHere() {
    assertThat(AuditCommand.instant("2026-03-01", NOW))
        .isBetween(Instant.parse("2026-02-28T10:00:00Z"), Instant.parse("2026-03-01T12:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "7w", "9999999d", "2026-02-30", "2026-03-01T", "-1h"})
  void whatIsNoTimeIsRefused(String text) {
    assertThatThrownBy(() -> AuditCommand.instant(text, NOW))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("--since");
  }
}
