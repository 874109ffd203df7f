package dev.baton.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as people read them. */
final class Times {

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private Times() {}

  static String local(Instant instant) {
    return LOCAL.format(instant.atZone(ZoneId.systemDefault()));
  }

  /** As {@link #local(Instant)}, of a time as the aws CLI prints it. */
  static String local(String iso) {
    return local(OffsetDateTime.parse(iso).toInstant());
  }

  /** As {@link #span}, but never less than whole seconds: for what is drawn again and again. */
  static String seconds(Duration span) {
    Duration whole = Duration.ofSeconds(Math.max(0, span.toSeconds()));
    return whole.toSeconds() < 10 ? whole.toSeconds() + "s" : span(whole);
  }

  /** {@code 0.4s}, {@code 12s}, {@code 3m 05s}, {@code 2h 10m}. */
  static String span(Duration span) {
    Duration positive = span.isNegative() ? Duration.ZERO : span;
    if (positive.toSeconds() < 10) {
      return "%.1fs".formatted(positive.toMillis() / 1000.0);
    }
    if (positive.toMinutes() < 1) {
      return positive.toSeconds() + "s";
    }
    if (positive.toHours() < 1) {
      return "%dm %02ds".formatted(positive.toMinutes(), positive.toSecondsPart());
    }
    return "%dh %02dm".formatted(positive.toHours(), positive.toMinutesPart());
  }
}
